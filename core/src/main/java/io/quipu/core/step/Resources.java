package io.quipu.core.step;

import io.quipu.core.text.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Models and lists that a recipe names, loaded once a JVM and shared. */
public interface Resources {

  /**
   * Opens a file that the recipe names; {@code reference} is the path as the recipe gives it.
   *
   * @throws IOException if it can't be read; the message names it
   */
  InputStream open(String reference) throws IOException;

  /** What {@code load} makes of a file, made once a JVM for each digest. It must be immutable. */
  <T> T shared(String reference, Class<T> type, Function<InputStream, T> load);

  /** The built-in tokenizer of that name, or that of a file that the recipe names. */
  TextEncoder encoder(String reference);

  /** Resources of a step that needs none: every call throws. */
  Resources NONE =
      new Resources() {
        @Override
        public InputStream open(String reference) throws IOException {
          throw new IOException(
              "no resource " + reference + ": this step was made without resources");
        }

        @Override
        public <T> T shared(String reference, Class<T> type, Function<InputStream, T> load) {
          throw new IllegalArgumentException(
              "no resource " + reference + ": this step was made without resources");
        }

        @Override
        public TextEncoder encoder(String reference) {
          throw new IllegalArgumentException(
              "no encoder " + reference + ": this step was made without resources");
        }
      };
}
