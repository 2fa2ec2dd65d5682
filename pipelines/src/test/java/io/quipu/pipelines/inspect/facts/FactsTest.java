package io.quipu.pipelines.inspect.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.stage.evaluate.EvaluationFile.Figures;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Facts that follow from other facts. */
class FactsTest {

  private static final Offset<Double> NEARLY = Offset.offset(1e-12);

  private static MeasuredRun measured(Map<String, Long> read, long shardTokens) {
    return new MeasuredRun(
        "work/s",
        10,
        3,
        new TreeMap<>(read),
        new TreeMap<>(Map.of("a", 50L, "b", 7L)),
        400,
        shardTokens);
  }

  @Test
  void anEstimateScalesEverySourceByItsOwnFactor() {
    EstimateFacts.Scaled scaled =
        (EstimateFacts.Scaled)
            EstimateFacts.of(
                new TreeMap<>(Map.of("a", 200L, "b", 0L)),
                measured(Map.of("a", 100L, "b", 100L), 200));
    assertThat(scaled.readBytes()).isEqualTo(200);
    assertThat(scaled.readSeconds()).isEqualTo(13);
    assertThat(scaled.missingBytes()).isEqualTo(200);
    // 50 of 57 bytes of part files are of a, which doubles; b has nothing to read
    assertThat(scaled.seconds()).isEqualTo(2 * 50 / 57.0 * 10 + 3, NEARLY);
    assertThat(scaled.diskBytes()).isEqualTo(100);
    assertThat(scaled.bytesPerToken()).hasValue(2);
  }

  @Test
  void anEstimateNeedsASampleOfEverySourceThatIsToBeRead() {
    TreeMap<String, Long> missing = new TreeMap<>(Map.of("a", 1L, "b", 1L));
    assertThat(EstimateFacts.of(missing, measured(Map.of("a", 100L), 0)))
        .isEqualTo(new EstimateFacts.NothingRead("work/s", "b"));
    missing.put("b", 0L);
    assertThat(EstimateFacts.of(missing, measured(Map.of("a", 100L), 0)))
        .isInstanceOfSatisfying(
            EstimateFacts.Scaled.class, s -> assertThat(s.bytesPerToken()).isEmpty());
  }

  private static Figures figures(String group, long bytes, double bits, double error) {
    return new Figures(group, 5, 10, bytes, bits * bytes * Math.log(2), bits, error);
  }

  @Test
  void keptGroupsArePooledByTheirBytes() {
    EvaluationFacts facts =
        EvaluationFacts.of(
            "tiny",
            List.of(
                figures("source/a", 100, 4, 0.4),
                figures("source/b", 300, 2, 0.4),
                new Figures("source/c", 0, 0, 0, 0, Double.NaN, Double.NaN),
                figures("shard/0", 300, 9, 0.1),
                figures("dropped/quality/few", 100, 3.5, 0.3)));
    assertThat(facts.plumbing()).isTrue();
    assertThat(facts.kept()).extracting(EvaluationFacts.Group::name).containsExactly("a", "b", "c");
    assertThat(facts.kept().get(2).bitsPerByte()).isEmpty();
    assertThat(facts.all().documents()).isEqualTo(10);
    assertThat(facts.all().bitsPerByte().orElseThrow()).isCloseTo(2.5, NEARLY);
    double error = Math.sqrt(40 * 40 + 120 * 120) / 400;
    assertThat(facts.all().error().orElseThrow()).isCloseTo(error, NEARLY);
    EvaluationFacts.Dropped dropped = facts.dropped().get(0);
    assertThat(dropped.group().name()).isEqualTo("quality/few");
    assertThat(dropped.toKept().orElseThrow()).isCloseTo(1, NEARLY);
    assertThat(dropped.toKeptError().orElseThrow()).isCloseTo(Math.hypot(0.3, error), NEARLY);
  }

  @Test
  void ofNoFiguresThereIsNoPool() {
    EvaluationFacts facts = EvaluationFacts.of("m.gguf", List.of());
    assertThat(facts.plumbing()).isFalse();
    assertThat(facts.kept()).isEmpty();
    assertThat(facts.all().bitsPerByte()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void onlyACappedSourceIsShort() {
    assertThat(new MixtureFacts.Share(10, 4, 100.4, true, 40).missing()).isEqualTo(60);
    assertThat(new MixtureFacts.Share(10, 4, 100, false, 40).missing()).isZero();
    assertThat(new MixtureFacts.Share(10, 4, 30, true, 40).missing()).isZero();
  }

  @Test
  void sourcesAreSummedWithTheirTokens() {
    SourcesFacts.Source a =
        new SourcesFacts.Source(
            "a", "c4", 9, 5, 2, Optional.of(new MixtureFacts.Share(7, 2, 14, false, 13)), 12);
    SourcesFacts.Source total = new SourcesFacts(List.of(a, a), true).total();
    assertThat(List.of(total.records(), total.documents(), total.kept()))
        .containsExactly(18L, 10L, 4L);
    assertThat(total.share().map(MixtureFacts.Share::unique)).contains(14L);
    assertThat(total.share().map(MixtureFacts.Share::realised)).contains(26L);
    assertThat(total.inShards()).isEqualTo(24);
    assertThat(new SourcesFacts(List.of(), false).total().share()).isEmpty();
  }

  @Test
  void reasonsAreInTheOrderOfTheirCounts() {
    assertThat(RunAccounts.byCount(new TreeMap<>(Map.of("b", 2L, "a", 2L, "c", 9L))))
        .extracting(Map.Entry::getKey)
        .containsExactly("c", "a", "b");
  }

  @Test
  void aStageThatDroppedADocumentHasToTellWhy() {
    List<StageStory> why =
        List.of(StageStory.of(new Headline.Dropped("few", "words", "4", ">= 5")));
    assertThat(RecordStory.withEnding("quality", why)).isEqualTo(why);
    List<StageStory> silent = List.of(StageStory.of(new Headline.Did("decided")));
    assertThatThrownBy(() -> RecordStory.withEnding("quality", silent))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stage quality");
  }
}
