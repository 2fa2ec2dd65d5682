package io.quipu.pipelines.inspect;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.stage.RunSetup;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The figures of an evaluation: of each source, and of what each rule dropped beside what was kept.
 */
final class Evaluated {

  private static final String KEPT = "source/";
  private static final String DROPPED = "dropped/";

  private Evaluated() {}

  private record Figures(
      String group, long documents, double bitsPerByte, double error, long bytes) {}

  /** The section of a summary; none if nothing was evaluated. */
  static List<String> lines(OpenWork open) throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<String> file = open.onlyFile(Dataset.EVALUATION);
    EvaluateSpec spec = open.plan().recipe().evaluate();
    if (file.isEmpty() || spec == null) {
      return lines;
    }
    List<Figures> kept = new ArrayList<>();
    List<Figures> dropped = new ArrayList<>();
    List<String> columns =
        List.of("group", "documents", "bits_per_byte", "bits_per_byte_error", "bytes");
    try (PartFileReader reader = new PartFileReader(file.get(), columns)) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        double bits = row.isNull(2) ? Double.NaN : row.getDouble(2);
        double error = row.isNull(3) ? Double.NaN : row.getDouble(3);
        Figures figures =
            new Figures(row.getString(0), row.getLong(1), bits, error, row.getLong(4));
        if (figures.group().startsWith(KEPT)) {
          kept.add(figures);
        } else if (figures.group().startsWith(DROPPED)) {
          dropped.add(figures);
        }
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
                f.group().substring(KEPT.length()),
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
          f.group().substring(DROPPED.length()),
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
    if (spec.model().equals(RunSetup.TINY)) {
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
    double bytes = 0;
    double bits = 0;
    double squares = 0;
    for (Figures f : groups) {
      if (!Double.isNaN(f.bitsPerByte())) {
        documents += f.documents();
        bytes += f.bytes();
        bits += f.bytes() * f.bitsPerByte();
        squares += Math.pow(f.bytes() * f.error(), 2);
      }
    }
    return new Figures("", documents, bits / bytes, Math.sqrt(squares) / bytes, (long) bytes);
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
