package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A format of another jar: a line of numbers for each document in {@code .txt}, and, if asked to, a
 * line of 0 and 1 for each in {@code .loss.txt}.
 */
public final class LineFormat implements ShardFormat<LineFormat.Options> {

  /** Options that check themselves. */
  public record Options(String separator, boolean loss) {
    public Options {
      if (separator.isBlank()) {
        throw new IllegalArgumentException("separator must not be empty; leave it out for a comma");
      }
    }
  }

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String summary() {
    return "A line of numbers for each document.";
  }

  @Override
  public Options defaults() {
    return new Options(",", false);
  }

  @Override
  public ShardWriter write(Options options, ShardVocabulary vocabulary, ShardOutputs outputs)
      throws IOException {
    OutputStream ids = outputs.open(".txt");
    return new Writer(options, vocabulary, ids, options.loss() ? outputs.open(".loss.txt") : null);
  }

  @Override
  public Optional<Opener> reader() {
    return Optional.of(
        (vocabulary, inputs) -> {
          try (InputStream in = Channels.newInputStream(inputs.open(".txt"))) {
            return Reader.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
          }
        });
  }

  private static final class Writer implements ShardWriter {
    private final Options options;
    private final ShardVocabulary vocabulary;
    private final OutputStream ids;
    private final @Nullable OutputStream loss;
    private int open;

    Writer(
        Options options,
        ShardVocabulary vocabulary,
        OutputStream ids,
        @Nullable OutputStream loss) {
      this.options = options;
      this.vocabulary = vocabulary;
      this.ids = ids;
      this.loss = loss;
    }

    @Override
    public void append(int[] more, boolean @Nullable [] learnt, int from, int to)
        throws IOException {
      for (int i = from; i < to; i++) {
        if (more[i] < 0 || more[i] >= vocabulary.size()) {
          throw new IllegalArgumentException("id " + more[i]);
        }
        write(more[i], learnt == null || learnt[i]);
      }
    }

    private void write(int id, boolean learnt) throws IOException {
      String before = open++ > 0 ? options.separator() : "";
      ids.write((before + id).getBytes(StandardCharsets.US_ASCII));
      if (loss != null) {
        loss.write(learnt ? '1' : '0');
      }
    }

    @Override
    public void endDocument() throws IOException {
      if (vocabulary.endOfDocument() >= 0) {
        write(vocabulary.endOfDocument(), true);
      }
      ids.write('\n');
      if (loss != null) {
        loss.write('\n');
      }
      open = 0;
    }

    @Override
    public void finish() throws IOException {
      if (open > 0) {
        throw new IllegalStateException("a document is open");
      }
      ids.write('.');
      close();
    }

    @Override
    public void close() throws IOException {
      ids.close();
      if (loss != null) {
        loss.close();
      }
    }
  }

  private record Reader(int[] ids, List<Integer> starts) implements ShardReader {

    static Reader of(String text) throws DamagedShardException {
      if (!text.endsWith(".") || (text.length() > 1 && !text.endsWith("\n."))) {
        throw new DamagedShardException(".txt: it is cut");
      }
      List<Integer> ids = new ArrayList<>();
      List<Integer> starts = new ArrayList<>(List.of(0));
      for (String line : text.split("\n")) {
        if (line.equals(".")) {
          break;
        }
        Arrays.stream(line.split("[^0-9]+"))
            .filter(word -> !word.isEmpty())
            .forEach(word -> ids.add(Integer.parseInt(word)));
        starts.add(ids.size());
      }
      return new Reader(ids.stream().mapToInt(Integer::intValue).toArray(), starts);
    }

    @Override
    public int documents() {
      return starts.size() - 1;
    }

    @Override
    public long tokens() {
      return ids.length;
    }

    @Override
    public long start(int document) {
      return starts.get(document);
    }

    @Override
    public void read(long token, int[] into, int at, int count) {
      System.arraycopy(ids, (int) token, into, at, count);
    }

    @Override
    public void close() {}
  }
}
