package io.quipu.pipelines.cli;

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
      "Every file by its SHA-256, every shard by the reader of its format, every map of documents by its shard."
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
      throw new VerificationFailed(from + " is not whole: " + report.problems().size() + " problem(s)");
    }
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %s is whole: %,d files, %,d shards, %,d documents, %,d tokens",
                from,
                report.name(),
                report.files(),
                report.shards(),
                report.documents(),
                report.tokens()));
    return Quipu.DONE;
  }
}
