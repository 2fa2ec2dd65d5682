package io.quipu.pipelines.cli;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokenizers as a command names them. */
final class Encoders {

  private Encoders() {}

  /** A built-in one by its name, or one from a file. */
  static TextEncoder of(String name) throws IOException, CommandException {
    if (Tokenizers.builtInNames().contains(name)) {
      return Tokenizers.builtIn(name);
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new CommandException(
          "no tokenizer " + name + ": neither a file nor one of " + Tokenizers.builtInNames());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Tokenizers.fromFile(in, String.valueOf(file.getFileName()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(name + ": " + e.getMessage());
    }
  }
}
