package io.quipu.tokenizer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.tokenizer.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MegatronFormatTest {

  private static final MegatronFormat MEGATRON = new MegatronFormat();

  @TempDir Path folder;

  /** The table of {@link MegatronWriter}, field by field. */
  @Test
  void laysTheIndexOutAsDrawn() throws IOException {
    write(50_257, 50_256, new int[][] {{5, 6, 7}, {}});
    ByteBuffer bin = little(".bin");
    assertThat(bin.remaining()).isEqualTo(2 * 5);
    for (int id : new int[] {5, 6, 7, 50_256, 50_256}) {
      assertThat(Short.toUnsignedInt(bin.getShort())).isEqualTo(id);
    }
    ByteBuffer idx = little(".idx");
    assertThat(idx.remaining()).isEqualTo(34 + 12 * 2 + 8 * 3);
    assertThat(Arrays.copyOf(idx.array(), 9))
        .containsExactly('M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0);
    assertThat(idx.getLong(9)).isEqualTo(1);
    assertThat(idx.get(17)).isEqualTo((byte) 8);
    assertThat(idx.getLong(18)).isEqualTo(2);
    assertThat(idx.getLong(26)).isEqualTo(3);
    assertThat(idx.getInt(34)).isEqualTo(4);
    assertThat(idx.getInt(38)).isEqualTo(1);
    assertThat(idx.getLong(42)).isZero();
    assertThat(idx.getLong(50)).isEqualTo(8);
    assertThat(idx.getLong(58)).isZero();
    assertThat(idx.getLong(66)).isEqualTo(1);
    assertThat(idx.getLong(74)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"65499, 8, 2", "65500, 4, 4", "100277, 4, 4"})
  void takesTwoBytesAnIdBelow65500Ids(int vocabularySize, int code, int bytes) throws IOException {
    write(vocabularySize, -1, new int[][] {{vocabularySize - 1}});
    assertThat(little(".idx").get(17)).isEqualTo((byte) code);
    assertThat(little(".bin").remaining()).isEqualTo(bytes);
    try (ShardReader reader = open()) {
      assertThat(all(reader)).containsExactly(vocabularySize - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50_257, 100_277})
  void readsWhatItWrote(int vocabularySize) throws IOException {
    Random random = new Random(3);
    int[][] documents = new int[300][];
    for (int i = 0; i < documents.length; i++) {
      int length = random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(5);
      documents[i] = random.ints(length, 0, vocabularySize).toArray();
    }
    write(vocabularySize, 7, documents);
    try (ShardReader reader = open()) {
      assertThat(reader.documents()).isEqualTo(300);
      for (int i = 0; i < documents.length; i++) {
        int[] expected = Arrays.copyOf(documents[i], documents[i].length + 1);
        expected[documents[i].length] = 7;
        int[] actual = new int[(int) reader.length(i)];
        reader.read(reader.start(i), actual, 0, actual.length);
        assertThat(actual).as("document %d", i).isEqualTo(expected);
      }
      assertThat(reader.tokens()).isEqualTo(all(reader).length);
      assertThatThrownBy(() -> reader.read(reader.tokens(), new int[1], 0, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void takesADocumentInSeveralCalls() throws IOException {
    try (ShardWriter writer = writer(10, 9)) {
      writer.append(new int[] {0, 1, 2, 3}, null, 1, 3);
      writer.append(new int[] {4}, null, 0, 1);
      assertThatThrownBy(writer::finish).hasMessage("a document is open");
      writer.endDocument();
      writer.finish();
    }
    try (ShardReader reader = open()) {
      assertThat(reader.documents()).isEqualTo(1);
      assertThat(all(reader)).containsExactly(1, 2, 4, 9);
    }
  }

  @Test
  void refusesIdsOutsideTheVocabulary() throws IOException {
    try (ShardWriter writer = writer(10, 9)) {
      assertThatThrownBy(() -> writer.append(new int[] {10}, null, 0, 1))
          .hasMessage("id 10: ids are 0 to 9");
      assertThatThrownBy(() -> writer.append(new int[] {-1}, null, 0, 1))
          .hasMessage("id -1: ids are 0 to 9");
    }
    assertThatThrownBy(() -> writer(10, 10)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNoShardBeforeItIsFinished() throws IOException {
    try (ShardWriter writer = writer(10, 9)) {
      writer.append(new int[] {1}, null, 0, 1);
      writer.endDocument();
    }
    assertThatThrownBy(() -> open()).isInstanceOf(DamagedShardException.class);
  }

  @Test
  void writesAnEmptyShard() throws IOException {
    write(10, 9, new int[0][]);
    try (ShardReader reader = open()) {
      assertThat(reader.documents()).isZero();
      assertThat(reader.tokens()).isZero();
    }
  }

  @Test
  void seesEveryTruncation() throws IOException {
    write(10, 9, new int[][] {{1, 2, 3}, {}, {4}});
    for (String extension : List.of(".bin", ".idx")) {
      byte[] whole = Files.readAllBytes(folder.resolve("x" + extension));
      for (int length = 0; length < whole.length; length++) {
        Files.write(folder.resolve("x" + extension), Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> open()).isInstanceOf(DamagedShardException.class);
      }
      Files.write(folder.resolve("x" + extension), Arrays.copyOf(whole, whole.length + 1));
      assertThatThrownBy(() -> open()).isInstanceOf(DamagedShardException.class);
      Files.write(folder.resolve("x" + extension), whole);
    }
  }

  /** Every byte of an index means something: a changed one is seen, or moves a document border. */
  @Test
  void survivesEveryDamagedByteOfTheIndex() throws IOException {
    write(10, 9, new int[][] {{1, 2, 3}, {}, {4}});
    byte[] whole = Files.readAllBytes(folder.resolve("x.idx"));
    for (int i = 0; i < whole.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) (1 << bit);
        Files.write(folder.resolve("x.idx"), damaged);
        try (ShardReader reader = open()) {
          assertThat(reader.tokens()).isEqualTo(7);
          assertThat(i).as("only document indices may differ").isGreaterThanOrEqualTo(34 + 12 * 3);
        } catch (DamagedShardException e) {
          assertThat(e).hasMessageStartingWith(".");
        }
      }
    }
  }

  /** A buffer that is full between two documents, or in one, changes nothing. */
  @ParameterizedTest
  @CsvSource({"50257, 32767", "50257, 32768", "100277, 16383", "100277, 16384", "100277, 70000"})
  void writesAcrossItsBuffer(int vocabularySize, int length) throws IOException {
    int[] document = new Random(5).ints(length, 0, vocabularySize).toArray();
    write(vocabularySize, 7, new int[][] {document, {}, document});
    try (ShardReader reader = open()) {
      int[] all = all(reader);
      assertThat(all).hasSize(2 * length + 3).endsWith(document[length - 1], 7);
      assertThat(Arrays.copyOf(all, length)).isEqualTo(document);
      assertThat(Arrays.copyOfRange(all, length + 2, 2 * length + 2)).isEqualTo(document);
    }
  }

  /** Files of Megatron-LM's own IndexedDatasetBuilder. */
  @Tag("corpus")
  @ParameterizedTest
  @CsvSource({"m16, UINT16, 65535", "m32, INT32, 99999"})
  void writesTheBytesOfMegatron(String name, TokenType type, int largest) throws IOException {
    int[] forties = new int[10];
    Arrays.fill(forties, 42);
    int[][] documents = {{5, 6, 7}, {1}, {}, {65_535, 3, 2, 9, 100}, forties};
    ByteArrayOutputStream bin = new ByteArrayOutputStream();
    ByteArrayOutputStream idx = new ByteArrayOutputStream();
    try (ShardWriter writer = new MegatronWriter(bin, idx, type, largest, -1)) {
      for (int[] document : documents) {
        writer.append(document, null, 0, document.length);
        writer.endDocument();
      }
      writer.finish();
    }
    Path fixtures = Corpus.path("tokenizers/shard-fixtures/megatron");
    assertThat(bin.toByteArray()).isEqualTo(Files.readAllBytes(fixtures.resolve(name + ".bin")));
    assertThat(idx.toByteArray()).isEqualTo(Files.readAllBytes(fixtures.resolve(name + ".idx")));
    try (ShardReader reader =
        open(extension -> Files.newByteChannel(fixtures.resolve(name + extension)))) {
      assertThat(reader.documents()).isEqualTo(5);
      assertThat(reader.length(2)).isZero();
      assertThat(all(reader)).startsWith(5, 6, 7, 1, 65_535, 3);
    }
  }

  private void write(int vocabularySize, int endOfDocument, int[][] documents) throws IOException {
    try (ShardWriter writer = writer(vocabularySize, endOfDocument)) {
      for (int[] document : documents) {
        writer.append(document, null, 0, document.length);
        writer.endDocument();
      }
      writer.finish();
    }
  }

  private OutputStream output(String extension) throws IOException {
    return Files.newOutputStream(folder.resolve("x" + extension));
  }

  private ShardWriter writer(int vocabularySize, int endOfDocument) throws IOException {
    return MEGATRON.write(
        new NoOptions(), new ShardVocabulary(vocabularySize, endOfDocument), this::output);
  }

  private ShardReader open() throws IOException {
    return open(extension -> Files.newByteChannel(folder.resolve("x" + extension)));
  }

  private static ShardReader open(ShardInputs inputs) throws IOException {
    return MEGATRON.reader().orElseThrow().open(new ShardVocabulary(10, -1), inputs);
  }

  private ByteBuffer little(String extension) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve("x" + extension)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int[] all(ShardReader reader) throws IOException {
    int[] ids = new int[(int) reader.tokens()];
    reader.read(0, ids, 0, ids.length);
    return ids;
  }
}
