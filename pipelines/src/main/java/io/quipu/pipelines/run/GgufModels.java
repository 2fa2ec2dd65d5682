package io.quipu.pipelines.run;

import io.quipu.core.step.Resources;
import io.quipu.inference.model.Model;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The GGUF models that a recipe names, read once per JVM. */
public final class GgufModels {

  private GgufModels() {}

  public static Model model(Resources resources, String reference) {
    return resources.shared(
        reference,
        Model.class,
        in -> {
          try {
            return Model.read(in, StoragePath.nameOf(reference));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
