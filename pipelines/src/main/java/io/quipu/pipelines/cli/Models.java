package io.quipu.pipelines.cli;

import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.InvalidModelException;
import io.quipu.inference.model.Model;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models as a command names them. */
final class Models {

  private Models() {}

  /** The one that comes along, or one from a GGUF file. */
  static Model of(String name) throws IOException, CommandException {
    if (name.equals(BuiltInModels.TINY)) {
      return BuiltInModels.tiny();
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new CommandException("no model " + name + ": neither a file nor " + BuiltInModels.TINY);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Model.read(in, String.valueOf(file.getFileName()));
    } catch (InvalidModelException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }
}
