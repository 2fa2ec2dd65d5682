package io.quipu.pipelines.inspect;

import io.quipu.core.account.PartEntry;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.stage.evaluate.EvaluationFile;
import io.quipu.pipelines.stage.evaluate.EvaluationFile.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of an evaluation: of each source, and of what each rule dropped beside what was kept.
 */
final class Evaluated {

  private Evaluated() {}

  /** The section of a summary; none if nothing was evaluated. */
  static List<String> lines(OpenWork open) throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<PartEntry> entry = open.onlyEntry(Dataset.EVALUATION);
    EvaluateSpec spec = open.plan().recipe().evaluate();
    if (entry.isEmpty() || spec == null) {
      return lines;
    }
    List<Figures> kept = new ArrayList<>();
    List<Figures> dropped = new ArrayList<>();
    for (Figures figures : EvaluationFile.read(open.folder(), entry.get())) {
      if (figures.group().startsWith(EvaluationFile.KEPT)) {
        kept.add(figures);
      } else if (figures.group().startsWith(EvaluationFile.DROPPED)) {
        dropped.add(figures);
      }
    }
    Figures all = pooled(kept);
    Table table =
        new Table()
            .left("")
            .left("")
            .right("documents")
            .right("bits/byte")
            .left("")
            .right("to kept")
            .left("");
    kept.forEach(
        f ->
            table.row(
                "kept",
                f.group().substring(EvaluationFile.KEPT.length()),
                f.documents(),
                bits(f),
                error(f),
                "",
                ""));
    if (kept.size() > 1) {
      table.row("kept", "all sources", all.documents(), bits(all), error(all), "", "");
    }
    for (Figures f : dropped) {
      double error = Math.sqrt(f.error() * f.error() + all.error() * all.error());
      String difference =
          Double.isNaN(f.bitsPerByte() - all.bitsPerByte())
              ? ""
              : String.format(Locale.ROOT, "%+.3f", f.bitsPerByte() - all.bitsPerByte());
      table.row(
          "dropped",
          f.group().substring(EvaluationFile.DROPPED.length()),
          f.documents(),
          bits(f),
          error(f),
          difference,
          plusMinus(error));
    }
    if (table.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add("Bits per byte of a sample, with standard errors, by the model " + spec.model());
    lines.addAll(table.lines("  "));
    if (spec.model().equals(BuiltInModels.TINY)) {
      lines.add(
          "  tiny is a plumbing model of 0.2 million parameters: compare its figures with each"
              + " other,");
      lines.add("  and with nothing else. What a rule drops should not look like what is kept.");
    }
    return lines;
  }

  /** The groups weighed by their bytes. */
  private static Figures pooled(List<Figures> groups) {
    long documents = 0;
    long tokens = 0;
    double bytes = 0;
    double nll = 0;
    double squares = 0;
    for (Figures f : groups) {
      if (!Double.isNaN(f.bitsPerByte())) {
        documents += f.documents();
        tokens += f.tokens();
        nll += f.nll();
        bytes += f.bytes();
        squares += Math.pow(f.bytes() * f.error(), 2);
      }
    }
    return new Figures(
        "",
        documents,
        tokens,
        (long) bytes,
        nll,
        nll / StrictMath.log(2) / bytes,
        Math.sqrt(squares) / bytes);
  }

  private static String bits(Figures f) {
    return Double.isNaN(f.bitsPerByte()) ? "" : String.format(Locale.ROOT, "%.3f", f.bitsPerByte());
  }

  private static String error(Figures f) {
    return plusMinus(f.error());
  }

  private static String plusMinus(double error) {
    return Double.isNaN(error) ? "" : String.format(Locale.ROOT, "± %.3f", error);
  }
}
