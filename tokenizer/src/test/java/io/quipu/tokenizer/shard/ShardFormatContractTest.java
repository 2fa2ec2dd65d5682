package io.quipu.tokenizer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of formats keeps to; {@link LineFormat} is a row of another jar. */
class ShardFormatContractTest {

  private static final int IDS = 70_000;
  private static final int END = 3;

  @TempDir Path folder;

  static List<ShardFormat<?>> formats() {
    return ShardFormats.table().rows();
  }

  static Stream<ShardFormat<?>> readFormats() {
    return formats().stream().filter(format -> format.reader().isPresent());
  }

  @Test
  void takesFormatsOfOtherJars() {
    assertThat(ShardFormats.table().names()).containsExactly("lines", "megatron");
    assertThatThrownBy(() -> ShardFormats.table().row("mds"))
        .hasMessage("unknown shard format mds; known: lines, megatron");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void saysWhatItIs(ShardFormat<?> format) {
    assertThat(format.name()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(format.version()).isPositive();
    assertThat(format.summary()).endsWith(".").doesNotContain("\n");
    assertThat(format.defaults()).isEqualTo(format.defaults());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void opensEachFileOnceAndClosesIt(ShardFormat<?> format) throws IOException {
    for (boolean finish : new boolean[] {true, false}) {
      Outputs outputs = new Outputs();
      try (ShardWriter writer = writer(format, outputs)) {
        writer.append(new int[] {1, 2}, null, 0, 2);
        writer.endDocument();
        if (finish) {
          writer.finish();
        }
      }
      assertThat(outputs.files).isNotEmpty();
      assertThat(outputs.files.keySet()).allMatch(name -> name.matches("(\\.[a-z0-9_]+)+"));
      assertThat(outputs.files.values()).allMatch(file -> file.closed);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void writesTheSameBytesHoweverDocumentsArrive(ShardFormat<?> format) throws IOException {
    int[][] documents = documents(new Random(11), 200);
    Map<String, byte[]> whole = write(format, documents, Integer.MAX_VALUE, null);
    boolean[] all = new boolean[50_001];
    Arrays.fill(all, true);
    for (Map<String, byte[]> other :
        List.of(write(format, documents, 7, null), write(format, documents, 999, all))) {
      assertThat(other.keySet()).isEqualTo(whole.keySet());
      other.forEach(
          (extension, bytes) -> assertThat(bytes).as(extension).isEqualTo(whole.get(extension)));
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusesIdsOutsideTheVocabularyAndToFinishInADocument(ShardFormat<?> format)
      throws IOException {
    for (int id : new int[] {-1, IDS, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      try (ShardWriter writer = writer(format, new Outputs())) {
        assertThatThrownBy(() -> writer.append(new int[] {id}, null, 0, 1))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("" + id);
      }
    }
    try (ShardWriter writer = writer(format, new Outputs())) {
      writer.append(new int[] {1}, null, 0, 1);
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a document is open");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void refusesTheOptionsOfAnotherFormat(ShardFormat<?> format) {
    record Other() {}
    assertThatThrownBy(
            () ->
                ShardFormats.write(
                    format, new Other(), new ShardVocabulary(IDS, END), new Outputs()))
        .isInstanceOf(ClassCastException.class);
  }

  @ParameterizedTest
  @MethodSource("readFormats")
  void readsBackWhatItWrote(ShardFormat<?> format) throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      int[][] documents = documents(new Random(seed), seed);
      try (ShardReader reader = open(format, write(format, documents, 1_000, null))) {
        assertThat(reader.documents()).as("seed %d", seed).isEqualTo(documents.length);
        long start = 0;
        for (int i = 0; i < documents.length; i++) {
          int[] expected = Arrays.copyOf(documents[i], documents[i].length + 1);
          expected[documents[i].length] = END;
          int[] actual = new int[(int) reader.length(i)];
          reader.read(reader.start(i), actual, 0, actual.length);
          assertThat(actual).as("seed %d, document %d", seed, i).isEqualTo(expected);
          assertThat(reader.start(i)).isEqualTo(start);
          start += expected.length;
        }
        assertThat(reader.tokens()).isEqualTo(start);
      }
    }
  }

  /** A cut file is seen at once, or by fewer tokens than were written. */
  @ParameterizedTest
  @MethodSource("readFormats")
  void neverTakesACutShardForAWholeOne(ShardFormat<?> format) throws IOException {
    int[][] documents = {{1, 2, 5}, {}, {IDS - 1}};
    Map<String, byte[]> whole = write(format, documents, 1_000, null);
    for (String extension : whole.keySet()) {
      byte[] bytes = whole.get(extension);
      for (int length = 0; length < bytes.length; length++) {
        Map<String, byte[]> cut = new TreeMap<>(whole);
        cut.put(extension, Arrays.copyOf(bytes, length));
        try (ShardReader reader = open(format, cut)) {
          assertThat(reader.tokens()).as("%s, %d bytes", extension, length).isLessThan(7);
        } catch (DamagedShardException e) {
          assertThat(e).hasMessageStartingWith(".");
        }
      }
    }
  }

  /** Ids of one and two bytes have their largest values at these sizes. */
  @ParameterizedTest
  @MethodSource("readFormats")
  void readsBackTheLargestIdsOfEveryVocabulary(ShardFormat<?> format) throws IOException {
    for (int size : new int[] {1, 255, 256, 257, 65_535, 65_536, 65_537, Integer.MAX_VALUE}) {
      for (int end : new int[] {-1, size - 1}) {
        ShardVocabulary vocabulary = new ShardVocabulary(size, end);
        int[] ids = {size - 1, 0, size / 2};
        Outputs outputs = new Outputs();
        try (ShardWriter writer =
            ShardFormats.write(format, format.defaults(), vocabulary, outputs)) {
          writer.endDocument();
          writer.append(ids, null, 0, ids.length);
          writer.endDocument();
          writer.append(ids, null, 0, 1);
          writer.endDocument();
          writer.finish();
        }
        try (ShardReader reader = open(format, vocabulary, outputs.bytes())) {
          String shard = format.name() + " of " + vocabulary;
          assertThat(reader.documents()).as(shard).isEqualTo(3);
          assertThat(reader.tokens()).as(shard).isEqualTo(4 + 3L * vocabulary.endTokens());
          int[] actual = new int[ids.length];
          reader.read(reader.start(1), actual, 0, ids.length);
          assertThat(actual).as(shard).isEqualTo(ids);
          assertThat(reader.length(0)).as(shard).isEqualTo(vocabulary.endTokens());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("readFormats")
  void aShardWithoutDocumentsIsReadBack(ShardFormat<?> format) throws IOException {
    try (ShardReader reader = open(format, write(format, new int[][] {}, 1_000, null))) {
      assertThat(reader.documents()).isZero();
      assertThat(reader.tokens()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void writesTheSameBytesInEveryLocale(ShardFormat<?> format) throws IOException {
    int[][] documents = documents(new Random(12), 50);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ENGLISH);
      Map<String, byte[]> english = write(format, documents, 100, null);
      Locale.setDefault(new Locale("ar", "EG")); // other digits
      Map<String, byte[]> arabic = write(format, documents, 100, null);
      Locale.setDefault(new Locale("tr", "TR"));
      Map<String, byte[]> turkish = write(format, documents, 100, null);
      assertThat(arabic.keySet()).isEqualTo(english.keySet()).isEqualTo(turkish.keySet());
      english.forEach(
          (extension, bytes) -> {
            assertThat(arabic.get(extension)).as(extension).isEqualTo(bytes);
            assertThat(turkish.get(extension)).as(extension).isEqualTo(bytes);
          });
    } finally {
      Locale.setDefault(before);
    }
  }

  /**
   * A changed byte is reported as damage, or read as a shard in which every document can be read:
   * digests beside the files tell whether ids changed.
   */
  @ParameterizedTest
  @MethodSource("readFormats")
  void aChangedByteIsDamageOrOtherIdsAndNeverAnotherFailure(ShardFormat<?> format)
      throws IOException {
    Map<String, byte[]> whole = write(format, new int[][] {{1, 2, 5}, {}, {IDS - 1}}, 1_000, null);
    for (String extension : whole.keySet()) {
      for (int i = 0; i < whole.get(extension).length; i++) {
        for (int bit : new int[] {0, 7}) {
          Map<String, byte[]> changed = new TreeMap<>(whole);
          byte[] bytes = whole.get(extension).clone();
          bytes[i] ^= (byte) (1 << bit);
          changed.put(extension, bytes);
          String what = extension + ", bit " + bit + " of byte " + i;
          try (ShardReader reader = open(format, changed)) {
            for (int document = 0; document < reader.documents(); document++) {
              assertThat(reader.length(document)).as(what).isBetween(0L, 100L);
              reader.read(reader.start(document), new int[100], 0, (int) reader.length(document));
            }
          } catch (DamagedShardException e) {
            assertThat(e).as(what).hasMessageStartingWith(".");
          }
        }
      }
    }
  }

  @Test
  void givesAMaskToAFormatThatKeepsIt() throws IOException {
    LineFormat lines = new LineFormat();
    Outputs outputs = new Outputs();
    ShardVocabulary vocabulary = new ShardVocabulary(IDS, END);
    try (ShardWriter writer =
        ShardFormats.write(lines, new LineFormat.Options("-", true), vocabulary, outputs)) {
      writer.append(new int[] {7, 8, 9}, new boolean[] {false, false, true}, 1, 3);
      writer.endDocument();
      writer.finish();
    }
    assertThat(outputs.files.get(".txt")).hasToString("8-9-3\n.");
    assertThat(outputs.files.get(".loss.txt")).hasToString("011\n");
  }

  @Test
  void knowsOfAVocabularyOnlyWhatCanBe() {
    assertThatThrownBy(() -> new ShardVocabulary(0, -1))
        .hasMessage("a vocabulary has at least 1 id, not 0");
    assertThatThrownBy(() -> new ShardVocabulary(5, 5))
        .hasMessage("end of document 5: ids are 0 to 4");
    assertThat(new ShardVocabulary(5, 4).endTokens()).isOne();
    assertThat(new ShardVocabulary(5, -1).endTokens()).isZero();
  }

  private static int[][] documents(Random random, int count) {
    int[][] documents = new int[count][];
    for (int i = 0; i < count; i++) {
      int length = random.nextInt(20) == 0 ? random.nextInt(50_000) : random.nextInt(6);
      documents[i] = random.ints(length, 0, IDS).toArray();
    }
    return documents;
  }

  private static ShardWriter writer(ShardFormat<?> format, ShardOutputs outputs)
      throws IOException {
    return ShardFormats.write(format, format.defaults(), new ShardVocabulary(IDS, END), outputs);
  }

  /** The files of a shard; the array of ids is overwritten after each call. */
  private static Map<String, byte[]> write(
      ShardFormat<?> format, int[][] documents, int chunk, boolean @Nullable [] loss)
      throws IOException {
    Outputs outputs = new Outputs();
    try (ShardWriter writer = writer(format, outputs)) {
      for (int[] document : documents) {
        for (int from = 0; from < document.length; ) {
          int to = (int) Math.min(document.length, (long) from + chunk);
          int[] lent = new int[1 + to - from];
          System.arraycopy(document, from, lent, 1, to - from);
          writer.append(lent, loss, 1, lent.length);
          Arrays.fill(lent, -1);
          from = to;
        }
        writer.endDocument();
      }
      writer.finish();
    }
    return outputs.bytes();
  }

  private ShardReader open(ShardFormat<?> format, Map<String, byte[]> files) throws IOException {
    return open(format, new ShardVocabulary(IDS, END), files);
  }

  private ShardReader open(
      ShardFormat<?> format, ShardVocabulary vocabulary, Map<String, byte[]> files)
      throws IOException {
    List<String> asked = new ArrayList<>();
    return format
        .reader()
        .orElseThrow()
        .open(
            vocabulary,
            extension -> {
              assertThat(asked).doesNotContain(extension);
              asked.add(extension);
              Path file = folder.resolve("x" + extension);
              return Files.newByteChannel(Files.write(file, files.get(extension)));
            });
  }

  private static final class Outputs implements ShardOutputs {
    private final SortedMap<String, File> files = new TreeMap<>();

    @Override
    public OutputStream open(String extension) {
      File file = new File();
      assertThat(files.put(extension, file)).as("%s is opened twice", extension).isNull();
      return file;
    }

    private Map<String, byte[]> bytes() {
      Map<String, byte[]> bytes = new TreeMap<>();
      files.forEach((extension, file) -> bytes.put(extension, file.toByteArray()));
      return bytes;
    }
  }

  private static final class File extends ByteArrayOutputStream {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }
}
