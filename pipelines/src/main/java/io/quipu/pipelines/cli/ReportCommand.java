package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.Summary;
import io.quipu.pipelines.run.LastRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quipu report}: the summary of a work folder, from its manifests. */
@Command(name = "report", description = "Print the summary of a work folder.")
final class ReportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "WORK", description = "Work folder, or its URI.")
  private String work = "";

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LastRun open = Works.open(work);
    console.out().print(Summary.of(open, open.plan().stages()));
    return Quipu.DONE;
  }
}
