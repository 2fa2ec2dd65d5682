package io.quipu.pipelines.cli;

import io.quipu.core.account.Counts;
import io.quipu.pipelines.driver.RunListener;
import io.quipu.pipelines.driver.StageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of a run: one line that is redrawn on a terminal, elsewhere a line at times.
 */
final class Progress implements RunListener {

  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 15_000_000_000L;
  private static final String CLEAR = "\r\u001b[K";
  private static final String STAGE = "%-27s";

  private final Console console;
  private final List<StageReport> reports = new ArrayList<>();
  private String stage = "";
  private long began;
  private long shown;

  Progress(Console console) {
    this.console = console;
  }

  /** Of the stages that are complete. */
  synchronized List<StageReport> reports() {
    return List.copyOf(reports);
  }

  @Override
  public synchronized void started(String newStage, long tasks) {
    stage = newStage;
    began = System.nanoTime();
    shown = began;
    if (console.terminal()) {
      draw(String.format(Locale.ROOT, STAGE + " 0 of %,d", stage, tasks));
    }
  }

  @Override
  public synchronized void progress(String ofStage, long done, long total) {
    long now = System.nanoTime();
    if (now - shown < (console.terminal() ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shown = now;
    long seconds = (now - began) / 1_000_000_000L;
    String line =
        String.format(
            Locale.ROOT,
            STAGE + " %,d of %,d  %d:%02d",
            stage,
            done,
            total,
            seconds / 60,
            seconds % 60);
    if (console.terminal()) {
      draw(line);
    } else {
      console.err().println(line);
    }
  }

  @Override
  public synchronized void finished(StageReport report) {
    end();
    reports.add(report);
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, STAGE, report.stage()));
    Counts sum = sum(report);
    if (sum != null) {
      line.append(
          sum.kept() == sum.in()
              ? String.format(Locale.ROOT, " %,10d %s", sum.in(), unit(sum))
              : String.format(
                  Locale.ROOT, " %,10d of %,d %s kept", sum.kept(), sum.in(), unit(sum)));
    }
    if (report.made() == 0) {
      line.append(sum == null ? " " : ", ").append("up to date");
    }
    if (report.seconds() >= 0.05) {
      line.append(
          String.format(
              Locale.ROOT, "  %.1f s, CPU %.1f s", report.seconds(), report.cpuSeconds()));
    }
    console.err().println(line);
  }

  /** The unit of what came in, in the singular if that is one. */
  private static String unit(Counts counts) {
    String unit = counts.unit();
    return counts.in() == 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  /** Clears the line of progress. */
  synchronized void end() {
    if (console.terminal()) {
      console.err().print(CLEAR);
      console.err().flush();
    }
  }

  private void draw(String line) {
    console.err().print(CLEAR + line);
    console.err().flush();
  }

  /** Over the sources, in documents, or else in the first unit. */
  private static @Nullable Counts sum(StageReport report) {
    Counts sum = null;
    for (List<Counts> ofSource : report.accounts().values()) {
      for (Counts counts : ofSource) {
        if (sum == null || sum.unit().equals(counts.unit())) {
          sum = sum == null ? counts : sum.plus(counts);
        }
      }
    }
    return sum;
  }
}
