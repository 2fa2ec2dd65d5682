package io.quipu.pipelines.recipe;

import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.Resources;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.TextEncoder;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a step once before any data are read, so that a configuration that makes no sense is a
 * problem of the recipe. A step that asks for a model or list is taken to be right: those are
 * loaded later.
 *
 * @param made null if it could not be made
 * @param problem why not, or null
 */
record StepProbe(@Nullable DocumentStep made, @Nullable String problem) {

  static <C extends Record> StepProbe of(StepDefinition<C> definition, Record config) {
    @SuppressWarnings("unchecked") // the binder made it of the type of the defaults
    C typed = (C) config;
    try {
      return new StepProbe(definition.factory().create(typed, new NotYet()), null);
    } catch (RuntimeException | LinkageError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof NotLoaded) {
          return new StepProbe(null, null);
        }
      }
      String message = e.getMessage();
      boolean explained = e instanceof IllegalArgumentException && message != null;
      return new StepProbe(null, explained ? message : "the step can't be made: " + e);
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
