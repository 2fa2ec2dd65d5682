package io.quipu.pipelines.wall;

import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardOutputs;
import io.quipu.tokenizer.shard.ShardVocabulary;
import io.quipu.tokenizer.shard.ShardWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A shard format of another jar: a line of numbers for each document, in a file with an extension
 * that another format has too, and which nothing reads back.
 */
public final class NumbersFormat implements ShardFormat<NumbersFormat.Options> {

  /** Options that check themselves. */
  public record Options(String separator, boolean ends) {
    public Options {
      if (separator.isEmpty()) {
        throw new IllegalArgumentException("separator must have a character; leave it out for ','");
      }
    }
  }

  @Override
  public String name() {
    return "numbers";
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
    return new Options(",", true);
  }

  @Override
  public ShardWriter write(Options options, ShardVocabulary vocabulary, ShardOutputs outputs)
      throws IOException {
    return new Writer(options, vocabulary.endOfDocument(), outputs.open(".bin"));
  }

  private static final class Writer implements ShardWriter {
    private final Options options;
    private final int endOfDocument;
    private final OutputStream out;
    private final StringBuilder line = new StringBuilder();

    Writer(Options options, int endOfDocument, OutputStream out) {
      this.options = options;
      this.endOfDocument = endOfDocument;
      this.out = out;
    }

    @Override
    public void append(int[] ids, boolean @Nullable [] loss, int from, int to) {
      for (int i = from; i < to; i++) {
        line.append(line.isEmpty() ? "" : options.separator()).append(ids[i]);
      }
    }

    @Override
    public void endDocument() throws IOException {
      if (options.ends() && endOfDocument >= 0) {
        append(new int[] {endOfDocument}, null, 0, 1);
      }
      out.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
      line.setLength(0);
    }

    @Override
    public void finish() throws IOException {
      if (!line.isEmpty()) {
        throw new IllegalStateException("a document is open");
      }
      close();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
