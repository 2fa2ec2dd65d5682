package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.text.Numbers;
import io.quipu.pipelines.release.Verifier;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quipu verify}: proves a release. */
@Command(
    name = "verify",
    description = {
      "Prove a release.",
      "Every file by its SHA-256, every shard by the reader of its format, every map of documents"
          + " by its shard."
    })
final class VerifyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "DIR|URI", description = "Folder of a release.")
  private String from = "";

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Verifier.Report report = Verifier.verify(from);
    report.problems().forEach(problem -> console.err().println(problem));
    if (!report.problems().isEmpty()) {
      throw new VerificationFailed(
          from + " is not whole: " + Numbers.count(report.problems().size(), "problem"));
    }
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %s is whole: %s, %s, %s, %s",
                from,
                report.name(),
                Numbers.count(report.files(), "file"),
                Numbers.count(report.shards(), "shard"),
                Numbers.count(report.documents(), "document"),
                Numbers.count(report.tokens(), "token")));
    return Quipu.DONE;
  }
}
