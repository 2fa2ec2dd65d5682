package io.quipu.pipelines.cli;

import io.quipu.core.text.TextEncoder;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.model.Model;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quipu generate}: what a model makes of a prompt. */
@Command(name = "generate", description = "Continue a text with a model.")
final class GenerateCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "FILE|tiny",
      required = true,
      description = "A GGUF file, or tiny.")
  private String model = "";

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      required = true,
      description = "What the text begins with.")
  private String prompt = "";

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "At most so many tokens; ${DEFAULT-VALUE} if not given.")
  private int tokens = 100;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0, the default, takes the likeliest token; 1 draws as the model says.")
  private double temperature;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the draws; ${DEFAULT-VALUE} if not given.")
  private long seed;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (tokens < 0 || !(temperature >= 0 && temperature <= 100)) {
      throw new CommandException("--tokens is 0 or more, --temperature 0 to 100");
    }
    Model read = Models.of(model);
    TextEncoder encoder = read.vocabulary().encoder();
    int[] ids = new Engine(read).generate(encoder.encode(prompt), tokens, temperature, seed);
    console
        .out()
        .println(prompt + new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8));
    return Quipu.DONE;
  }
}
