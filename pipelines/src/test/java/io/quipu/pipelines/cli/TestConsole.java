package io.quipu.pipelines.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with inputs and a recipe, and the command line on it. */
final class TestConsole {

  /** What a command left behind. */
  record Ended(int code, String out, String err) {}

  final Path folder;

  TestConsole(Path folder) {
    this.folder = folder;
  }

  TestConsole file(String name, String... lines) throws IOException {
    return file(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  TestConsole file(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Runs the recipe {@code r.yaml} in the plain loop, in the folder {@code work}. */
  Ended run(String... more) {
    List<String> args = new ArrayList<>(List.of("run", path("r.yaml"), "--runner", "loop", "--work", path("work")));
    args.addAll(List.of(more));
    return quipu(args.toArray(String[]::new));
  }

  Ended quipu(String... args) {
    return quipu("", args);
  }

  Ended quipu(String input, String[] args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int code = Quipu.run(console, args);
    return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
