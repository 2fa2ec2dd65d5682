package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.stage.evaluate.EvaluationFile;
import io.quipu.pipelines.stage.evaluate.EvaluationFile.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of an evaluation: of each source, and of what each rule dropped beside what was kept.
 *
 * @param model name or file of the model; empty if nothing was evaluated
 * @param plumbing whether the model is the built-in one that says nothing of quality
 * @param kept what was kept of each source
 * @param all the same, pooled
 * @param dropped what was dropped, by stage and reason
 */
public record EvaluationFacts(
    String model, boolean plumbing, List<Group> kept, Group all, List<Dropped> dropped) {

  public EvaluationFacts {
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
  }

  /**
   * A group of scored documents.
   *
   * @param name of the source; {@code stage/reason} for what was dropped
   * @param bitsPerByte empty if nothing was scored
   * @param error standard error of it; empty if there is none
   */
  public record Group(
      String name, long documents, OptionalDouble bitsPerByte, OptionalDouble error) {}

  /**
   * A group of dropped documents beside all that was kept.
   *
   * @param toKept bits per byte more than those
   * @param toKeptError standard error of the difference
   */
  public record Dropped(Group group, OptionalDouble toKept, OptionalDouble toKeptError) {}

  public static EvaluationFacts of(RunAccounts run) throws IOException {
    Optional<PartEntry> entry =
        run.leaves(Dataset.EVALUATION)
            ? run.open().onlyEntry(Dataset.EVALUATION)
            : Optional.empty();
    EvaluateSpec spec = run.recipe().evaluate();
    List<Figures> figures =
        entry.isEmpty() || spec == null
            ? List.of()
            : EvaluationFile.read(run.open().folder(), entry.get());
    return of(spec == null ? "" : spec.model(), figures);
  }

  static EvaluationFacts of(String model, List<Figures> figures) {
    List<Figures> kept = new ArrayList<>();
    List<Figures> dropped = new ArrayList<>();
    for (Figures of : figures) {
      if (of.group().startsWith(EvaluationFile.KEPT)) {
        kept.add(of);
      } else if (of.group().startsWith(EvaluationFile.DROPPED)) {
        dropped.add(of);
      }
    }
    Figures all = pooled(kept);
    return new EvaluationFacts(
        model,
        model.equals(BuiltInModels.TINY),
        kept.stream().map(f -> group(f, EvaluationFile.KEPT)).toList(),
        group(all, ""),
        dropped.stream().map(f -> beside(f, all)).toList());
  }

  private static Dropped beside(Figures dropped, Figures kept) {
    return new Dropped(
        group(dropped, EvaluationFile.DROPPED),
        optional(dropped.bitsPerByte() - kept.bitsPerByte()),
        optional(Math.sqrt(dropped.error() * dropped.error() + kept.error() * kept.error())));
  }

  private static Group group(Figures f, String prefix) {
    return new Group(
        f.group().substring(prefix.length()),
        f.documents(),
        optional(f.bitsPerByte()),
        optional(f.error()));
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
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
}
