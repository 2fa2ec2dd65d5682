package io.quipu.pipelines.stage.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of figures as it is read back, and gates at their limits. */
class GatesTest {

  private static final double LN_2 = StrictMath.log(2);
  private static final String RECIPE =
      """
      name: gates
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
      %s
      """;

  @TempDir private Path folder;

  /** A run with a file of figures. */
  private StageOnRows run(String evaluate, Map<String, List<DocumentScore>> groups)
      throws Exception {
    StageOnRows stage = new StageOnRows(folder, String.format(RECIPE, evaluate));
    try (PartFileWriter writer = new PartFileWriter(EvaluationFile.SCHEMA, Set.of())) {
      Row row = new Row(EvaluationFile.SCHEMA);
      SortedMap<String, List<DocumentScore>> sorted = new TreeMap<>(groups);
      for (String group : sorted.keySet()) {
        EvaluationFile.fill(row, group, SampleScore.of(sorted.get(group)));
        writer.write(row);
      }
      stage
          .ledger()
          .take(
              Dataset.EVALUATION,
              List.of(
                  writer.commit(
                      stage.run().work().folder(Dataset.EVALUATION), EvaluationFile.PART, "f")));
    }
    return stage;
  }

  private static String gates(String gates) {
    return "evaluate: {gates: " + gates + "}";
  }

  private List<String> broken(String gates, Map<String, List<DocumentScore>> groups)
      throws Exception {
    StageOnRows stage = run(gates(gates), groups);
    return Gates.broken(stage.run(), stage.ledger());
  }

  /** Kept documents with 2 bits per byte together, 3 nats per token; other groups differ. */
  private static Map<String, List<DocumentScore>> twoBits() {
    return Map.of(
        "source/a",
        List.of(new DocumentScore(1, 10, 3)),
        "source/b",
        List.of(new DocumentScore(3, 0, 9), new DocumentScore(0, 0, 0)),
        "shard/00000",
        List.of(new DocumentScore(100, 100, 1000)),
        "dropped/f/r",
        List.of(new DocumentScore(100, 100, 1000)));
  }

  @Test
  void aFigureAtItsLimitPassesAndOneBeyondItIsNamedWithTheLimit() throws Exception {
    Map<String, List<DocumentScore>> exact =
        Map.of(
            "source/a",
            List.of(new DocumentScore(4, 8, 8)),
            "source/b",
            List.of(new DocumentScore(4, 8, 8)));
    assertThat(broken("{nll: {min: 2, max: 2}}", exact)).isEmpty();
    assertThat(broken("{nll: {max: 1.9}}", exact)).containsExactly("nll is 2, wanted <= 1.9");
    assertThat(broken("{nll: {min: 2.1}}", exact)).containsExactly("nll is 2, wanted >= 2.1");
  }

  @Test
  void onlyKeptDocumentsCountAndTheyArePooled() throws Exception {
    double bits = 12 / LN_2 / 10;
    assertThat(broken("{bits_per_byte: {min: 1.7, max: 1.74}}", twoBits())).isEmpty();
    assertThat(bits).isBetween(1.7, 1.74);
    assertThat(broken("{nll: {min: 3, max: 3}}", twoBits())).isEmpty();
    assertThat(broken("{perplexity: {min: 20.08, max: 20.09}}", twoBits())).isEmpty(); // e^3
  }

  @Test
  void allBrokenGatesAreListed() throws Exception {
    assertThat(broken("{nll: {max: 1}, perplexity: {max: 1}, bits_per_byte: {max: 9}}", twoBits()))
        .satisfiesExactly(
            nll -> assertThat(nll).isEqualTo("nll is 3, wanted <= 1"),
            perplexity -> assertThat(perplexity).startsWith("perplexity is 20.08"));
  }

  @Test
  void whatWasNotMeasuredPassesNoGate() throws Exception {
    for (Map<String, List<DocumentScore>> groups :
        List.<Map<String, List<DocumentScore>>>of(
            Map.of(),
            Map.of("source/a", List.of()),
            Map.of("source/a", List.of(new DocumentScore(0, 0, 0))),
            Map.of("shard/00000", List.of(new DocumentScore(1, 1, 1))))) {
      assertThat(broken("{nll: {max: 9}}", groups))
          .as("%s", groups)
          .containsExactly("nll is not measured, wanted measured");
    }
  }

  @Test
  void withoutGatesNoFiguresAreNeeded() throws Exception {
    StageOnRows none = new StageOnRows(folder, String.format(RECIPE, "evaluate: {}"));
    assertThat(Gates.broken(none.run(), none.ledger())).isEmpty();
    StageOnRows gated = new StageOnRows(folder, String.format(RECIPE, gates("{nll: {max: 1}}")));
    assertThatThrownBy(() -> Gates.broken(gated.run(), gated.ledger()))
        .hasMessage("evaluation is not built yet");
  }

  @Test
  void figuresThatAreUndefinedAreReadAsNoNumbers() throws Exception {
    StageOnRows stage =
        run(
            "evaluate: {}",
            Map.of(
                "source/a",
                List.of(),
                "source/b",
                List.of(new DocumentScore(2, 4, 8 * LN_2)),
                "source/c",
                List.of(new DocumentScore(2, 4, 8 * LN_2), new DocumentScore(2, 4, 8 * LN_2))));
    assertThat(EvaluationFile.read(stage.run().work(), stage.ledger().only(Dataset.EVALUATION)))
        .containsExactly(
            new EvaluationFile.Figures("source/a", 0, 0, 0, 0, Double.NaN, Double.NaN),
            new EvaluationFile.Figures("source/b", 1, 2, 4, 8 * LN_2, 2, Double.NaN),
            new EvaluationFile.Figures("source/c", 2, 4, 8, 16 * LN_2, 2, 0));
  }
}
