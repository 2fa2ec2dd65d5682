package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts invented words: every task writes a file and sends its words; the first exchange counts a
 * word and sends it under its count; the second lists the words of a count. Each pass writes files
 * under names that its input decides.
 */
final class DemoJob {

  /** One task. */
  record Words(int number, int words, long sleepMillis, String folder) implements Task {
    private static final long serialVersionUID = 1L;

    @Override
    public String label() {
      return "words-" + number;
    }
  }

  private DemoJob() {}

  static Job<Words> of(Path folder, int tasks, int words, int buckets) {
    return of(folder, tasks, words, buckets, 0);
  }

  static Job<Words> of(Path folder, int tasks, int words, int buckets, long sleepMillis) {
    String target = folder.toString();
    List<Words> list = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      list.add(new Words(i, words, sleepMillis, target));
    }
    return new Job<>(
        "demo: words",
        list,
        DemoJob::send,
        List.of(
            new Shuffle(buckets, Integer.MAX_VALUE, (number, out) -> new CountWords(target, out)),
            new Shuffle(3, 4, (number, out) -> new ListByCount(target))));
  }

  private static void send(Words task, KeyedSink out) throws IOException {
    SplittableRandom random = new SplittableRandom(task.number());
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < task.words(); i++) {
      // A few words are frequent, most are rare.
      String word = "w" + (int) (1 / (random.nextDouble() + 1e-4));
      said.append(word).append('\n');
      out.emit(
          new ByteWriter().text(word).toBytes(),
          new ByteWriter().int32(task.number()).int32(i).toBytes());
    }
    if (task.sleepMillis() > 0) {
      sleep(task.sleepMillis());
    }
    write(Path.of(task.folder()), task.label(), said.toString());
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  /** Counts the words of one bucket. */
  private static final class CountWords implements GroupPass.Bucket {
    private final String folder;
    private final KeyedSink out;
    private final StringBuilder counts = new StringBuilder();
    private @Nullable String first;

    CountWords(String folder, KeyedSink out) {
      this.folder = folder;
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      String word = new ByteReader(key).text();
      if (first == null) {
        first = word;
      }
      int count = 0;
      long last = -1;
      while (values.hasNext()) {
        long at = new ByteReader(values.next()).int64();
        if (at <= last) {
          throw new IllegalStateException(word + ": " + at + " after " + last);
        }
        last = at;
        count++;
      }
      counts.append(word).append(' ').append(count).append('\n');
      out.emit(new ByteWriter().int32(count).toBytes(), new ByteWriter().text(word).toBytes());
    }

    @Override
    public void finish() throws IOException {
      write(Path.of(folder), "counts-" + first, counts.toString());
    }
  }

  /** Lists the words of each count of one bucket. */
  private static final class ListByCount implements GroupPass.Bucket {
    private final String folder;

    ListByCount(String folder) {
      this.folder = folder;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      StringBuilder words = new StringBuilder();
      while (values.hasNext()) {
        words.append(new ByteReader(values.next()).text()).append('\n');
      }
      write(Path.of(folder), "said-" + new ByteReader(key).int32(), words.toString());
    }

    @Override
    public void finish() {}
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    Path attempt = Files.createTempFile(folder, name, ".attempt");
    Files.writeString(attempt, text);
    Files.move(attempt, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The digest of every finished file of a folder. */
  static SortedMap<String, String> digests(Path folder) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !file.toString().endsWith(".attempt"))
          .forEach(file -> digests.put(file.getFileName().toString(), sha256(file)));
    }
    return digests;
  }

  /** One digest of a whole folder. */
  static String digest(Path folder) throws IOException {
    return hex(digests(folder).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(Path file) {
    try {
      return hex(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
