package io.quipu.pipelines.recipe;

import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a step once, before any data are read, what it reads, measures and opens, and makes it, so
 * that a configuration that makes no sense is a problem of the recipe. A step that opens a file is
 * taken to be right: files are opened when the run is set up.
 */
final class StepProbe {

  private StepProbe() {}

  /** Why the step can't be used, or null. */
  static @Nullable String problem(StepUse use) {
    try {
      use.reads();
      use.writes();
      use.files();
      use.create(new NotYet());
      return null;
    } catch (RuntimeException | LinkageError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof NotLoaded) {
          return null;
        }
      }
      String message = e.getMessage();
      boolean explained = e instanceof IllegalArgumentException && message != null;
      return explained ? message : "the step can't be made: " + e;
    }
  }

  private static final class NotLoaded extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class NotYet implements Resources {
    @Override
    public InputStream open(String reference) {
      throw new NotLoaded();
    }

    @Override
    public <T> T shared(String reference, Class<T> type, Function<InputStream, T> load) {
      throw new NotLoaded();
    }

    @Override
    public TextEncoder encoder(String reference) {
      throw new NotLoaded();
    }
  }
}
