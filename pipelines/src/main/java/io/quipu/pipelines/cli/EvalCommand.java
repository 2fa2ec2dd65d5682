package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.Estimate;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.pipelines.inspect.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu eval}: what a model says of texts. */
@Command(
    name = "eval",
    description = {
      "Score documents with a model: JSON lines in, figures of each document out.",
      "Figures of the whole sample, with standard errors, come last."
    })
final class EvalCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "FILE|tiny",
      required = true,
      description = "A GGUF file, or tiny.")
  private String model = "";

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Score the head of a text only, so many tokens of the model's own.")
  private int maxTokens = Integer.MAX_VALUE;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of JSON lines; - is the standard input.")
  private List<String> inputs = List.of();

  EvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TextScorer scorer = new TextScorer(new Engine(Models.of(model)));
    List<DocumentScore> scores = new ArrayList<>();
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          DocumentScore score = scorer.score(document.text(), maxTokens);
          scores.add(score);
          ObjectNode out = JsonLines.object();
          out.set("id", line.get("id"));
          out.put("tokens", score.tokens()).put("bytes", score.bytes()).put("nll", score.nll());
          score.perplexity().ifPresent(perplexity -> out.put("perplexity", perplexity));
          score.bitsPerByte().ifPresent(bits -> out.put("bits_per_byte", bits));
          JsonLines.write(console, out);
        });
    SampleScore sample = SampleScore.of(scores);
    console
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "%s, %s: bits per byte %s, perplexity %s",
                Numbers.count(sample.documents(), "document"),
                Numbers.count(sample.total().tokens(), "token"),
                text(sample.bitsPerByte()),
                text(sample.perplexity())));
    return Quipu.DONE;
  }

  private static String text(Optional<Estimate> estimate) {
    if (estimate.isEmpty()) {
      return "undefined";
    }
    String value = String.format(Locale.ROOT, "%.4f", estimate.get().value());
    return estimate.get().standardError().isEmpty()
        ? value
        : value
            + String.format(Locale.ROOT, " ± %.4f", estimate.get().standardError().getAsDouble());
  }
}
