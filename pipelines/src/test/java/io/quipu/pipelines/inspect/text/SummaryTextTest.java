package io.quipu.pipelines.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Origin;
import io.quipu.pipelines.inspect.facts.DropsFacts;
import io.quipu.pipelines.inspect.facts.EvaluationFacts;
import io.quipu.pipelines.inspect.facts.FailedRecordsFacts;
import io.quipu.pipelines.inspect.facts.MixtureFacts;
import io.quipu.pipelines.inspect.facts.NonDocumentsFacts;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts.Loss;
import io.quipu.pipelines.inspect.facts.RemovedFacts;
import io.quipu.pipelines.inspect.facts.ResultFacts;
import io.quipu.pipelines.inspect.facts.SourcesFacts;
import io.quipu.pipelines.inspect.facts.StepFailuresFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each section of the summary, from facts written down here. */
class SummaryTextTest {

  private static final MixtureFacts.Share SHARE =
      new MixtureFacts.Share(1000, 1.25, 1250, false, 1251);

  private static SourcesFacts.Source source(String name, Optional<MixtureFacts.Share> share) {
    return new SourcesFacts.Source(
        name, "jsonl", 1200, 8, 2, share, share.isPresent() ? share.get().realised() : 0);
  }

  @Test
  void sourcesHaveNoTokensBeforeThereIsAMixture() {
    SourcesFacts one = new SourcesFacts(List.of(source("a", Optional.empty())), false);
    assertThat(SourcesText.lines(one))
        .containsExactly(
            "Sources",
            "  source  kind   records  documents  kept",
            "  a       jsonl    1,200          8     2  25.0%");
  }

  @Test
  void sourcesAreSummedIfThereAreSeveral() {
    SourcesFacts two =
        new SourcesFacts(
            List.of(
                source("a", Optional.of(SHARE)),
                new SourcesFacts.Source(
                    "b", "c4", 0, 0, 0, Optional.of(new MixtureFacts.Share(0, 0, 0, false, 0)), 0)),
            true);
    assertThat(SourcesText.lines(two))
        .containsExactly(
            "Sources",
            "  source  kind   records  documents  kept         tokens  epochs  in shards",
            "  a       jsonl    1,200          8     2  25.0%   1,000   1.251      1,251",
            "  b       c4           0          0     0              0   0.000          0",
            "  all              1,200          8     2  25.0%   1,000              1,251");
  }

  @Test
  void recordsThatAreNoDocumentsHaveAReason() {
    assertThat(
            NonDocumentsText.lines(
                new NonDocumentsFacts(
                    List.of(
                        new NonDocumentsFacts.Reason("a", false, "empty_text", 2, 8),
                        new NonDocumentsFacts.Reason("a", true, "no_json", 1, 8)))))
        .containsExactly(
            "Records that are no documents",
            "  source           reason      records",
            "  a       skipped  empty_text        2  25.0%",
            "  a       failed   no_json           1  12.5%");
  }

  @Test
  void failedRecordsAreShownWithTheCommandThatTellsOfThem() {
    Origin origin = new Origin("in.jsonl", 7, 0);
    assertThat(
            FailedRecordsText.lines(
                new FailedRecordsFacts(
                    "work/x",
                    List.of(
                        new FailedRecordsFacts.Failed("a", origin, "no_json", "at\nbyte 3"),
                        new FailedRecordsFacts.Failed("a", origin, "cut", "")))))
        .containsExactly(
            "Failed records, the first of each reason",
            "  quipu why work/x 'a/in.jsonl@7'",
            "    no_json: at⏎byte 3",
            "  quipu why work/x 'a/in.jsonl@7'",
            "    cut");
  }

  @Test
  void dropsAndFailuresAreTables() {
    assertThat(
            DropsText.lines(
                new DropsFacts(
                    List.of(
                        new DropsFacts.Drop("quality", "few", 1000, 4000, "documents"),
                        new DropsFacts.Drop("cut", "again", 1, 3, "paragraphs")))))
        .containsExactly(
            "Dropped, by stage and first reason",
            "  stage    reason  dropped     of         unit",
            "  quality  few       1,000  4,000  25.0%  documents",
            "  cut      again         1      3  33.3%  paragraphs");
    assertThat(
            StepFailuresText.lines(
                new StepFailuresFacts(
                    List.of(new StepFailuresFacts.Failure("measure", "language", 2)))))
        .containsExactly(
            "Documents that a step failed on",
            "  stage    step      failed",
            "  measure  language       2");
  }

  @Test
  void removedDocumentsAreCountedBySource() {
    RemovedFacts facts =
        new RemovedFacts(new TreeMap<>(Map.of("a", new RemovedFacts.Removed(2, 1300))), true);
    assertThat(RemovedText.lines(facts))
        .containsExactly(
            "Removed, of the documents kept above",
            "  source  documents  tokens",
            "  a               2   1,300");
    assertThat(RemovedText.lines(new RemovedFacts(facts.bySource(), false)))
        .endsWith("  They may still be in the shards: run the recipe again to leave them out.");
    assertThat(RemovedText.lines(new RemovedFacts(new TreeMap<>(), true))).isEmpty();
  }

  @Test
  void aMixtureShowsRealisedEpochsAndWhyTheyAreNotThePlannedOnes() {
    MixtureFacts facts =
        new MixtureFacts(
            new TreeMap<>(
                Map.of(
                    "a", new MixtureFacts.Share(1000, 1.5, 1500, false, 1444),
                    "b", new MixtureFacts.Share(1000, 1.5, 1500, false, 1471))),
            4);
    assertThat(MixtureText.lines(facts))
        .containsExactly(
            "Mixture, in tokens",
            "  source  unique  asked         realised         epochs",
            "  a        1,000  1,500  50.0%     1,444  49.5%   1.444  1.500 epochs planned: a copy"
                + " is always a",
            "                                                         complete document",
            "  b        1,000  1,500  50.0%     1,471  50.5%   1.471");
  }

  @Test
  void aMixtureSaysWhichSourceIsShort() {
    MixtureFacts mixture =
        new MixtureFacts(
            new TreeMap<>(
                Map.of("a", SHARE, "b", new MixtureFacts.Share(100, 4, 1250.4, true, 400))),
            4);
    assertThat(MixtureText.lines(mixture))
        .containsExactly(
            "Mixture, in tokens",
            "  source  unique  asked         realised         epochs",
            "  a        1,000  1,250  50.0%     1,251  75.8%   1.251",
            "  b          100  1,250  50.0%       400  24.2%   4.000"
                + "  short by 850: max_epochs is 4.0");
  }

  private static EvaluationFacts.Group group(String name, OptionalDouble bits, double error) {
    return new EvaluationFacts.Group(name, 20, bits, OptionalDouble.of(error));
  }

  @Test
  void whatWasDroppedIsShownBesideWhatWasKept() {
    EvaluationFacts.Group a = group("a", OptionalDouble.of(4), 0.125);
    EvaluationFacts.Group b = new EvaluationFacts.Group("b", 0, OptionalDouble.empty(), none());
    EvaluationFacts.Dropped dropped =
        new EvaluationFacts.Dropped(
            group("quality/few", OptionalDouble.of(5.5), 0.25),
            OptionalDouble.of(1.5),
            OptionalDouble.of(0.28));
    List<String> table =
        List.of(
            "Bits per byte of a sample, with standard errors, by the model m.gguf",
            "                        documents  bits/byte           to kept",
            "  kept     a                   20      4.000  ± 0.125",
            "  kept     b                    0",
            "  kept     all sources         20      4.000  ± 0.125",
            "  dropped  quality/few         20      5.500  ± 0.250   +1.500  ± 0.280");
    assertThat(
            EvaluationText.lines(
                new EvaluationFacts("m.gguf", false, List.of(a, b), a, List.of(dropped))))
        .isEqualTo(table);
    assertThat(
            EvaluationText.lines(
                new EvaluationFacts("tiny", true, List.of(a), a, List.of(dropped))))
        .hasSize(6)
        .noneMatch(line -> line.contains("all sources"))
        .anyMatch(line -> line.contains("plumbing model"));
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  private static List<String> nothing(String example, Loss... losses) {
    NothingKeptFacts.Source source = new NothingKeptFacts.Source("a", List.of(losses), example);
    return NothingKeptText.lines(new NothingKeptFacts("work/x", List.of(source)));
  }

  @Test
  void aSourceWithNoKeptDocumentsNamesWhatTookMostOfThem() {
    Loss few = new Loss("quality", false, "few", 1000, 2000, "documents");
    Loss failed = new Loss("measure", true, "language", 900, 2000, "documents");
    Loss damaged = new Loss("extract", true, "no_json", 100, 100, "records");
    assertThat(nothing("")).containsExactly("Look here: source a has no records.");
    assertThat(nothing("a/1", few))
        .containsExactly(
            "Look here: nothing of source a was kept: 1,000 of 2,000 documents dropped for few by"
                + " quality.",
            "  quipu why work/x 'a/1'");
    assertThat(nothing("", failed, few))
        .containsExactly(
            "Look here: nothing of source a was kept: 900 of 2,000 documents failed in language by"
                + " measure, the rest for another reason.");
    assertThat(nothing("", damaged, damaged, damaged))
        .containsExactly(
            "Look here: nothing of source a was kept: 100 of 100 records failed with no_json, the"
                + " rest for 2 other reasons.");
  }

  @Test
  void theEndNamesWhatThereIsAndHowToLookFurther() {
    assertThat(ResultText.lines(new ResultFacts("work/x", Optional.empty(), Optional.empty(), "")))
        .containsExactly("  quipu why work/x ID|URL|PLACE");
    ResultFacts.Shards shards = new ResultFacts.Shards(1000, 30, 2, List.of("megatron", "mds"));
    assertThat(
            ResultText.lines(
                new ResultFacts("work/x", Optional.of(shards), Optional.of("out"), "a/1")))
        .containsExactly(
            "1,000 tokens of 30 documents in 2 shards (megatron, mds).",
            "Released in out",
            "  quipu verify out",
            "  quipu why work/x 'a/1'");
  }

  @Test
  void sectionsWithNothingToShowAreLeftOut() {
    EvaluationFacts.Group none = new EvaluationFacts.Group("", 0, none(), none());
    List<List<String>> empty =
        List.of(
            NonDocumentsText.lines(new NonDocumentsFacts(List.of())),
            FailedRecordsText.lines(new FailedRecordsFacts("work/x", List.of())),
            DropsText.lines(new DropsFacts(List.of())),
            StepFailuresText.lines(new StepFailuresFacts(List.of())),
            MixtureText.lines(new MixtureFacts(new TreeMap<>(), 4)),
            EvaluationText.lines(new EvaluationFacts("tiny", true, List.of(), none, List.of())),
            NothingKeptText.lines(new NothingKeptFacts("work/x", List.of())));
    assertThat(empty).allMatch(List::isEmpty);
    assertThat(Sections.joined(List.of(List.of("a", "b"), List.of(), List.of("c"))))
        .isEqualTo("a\nb\n\nc\n");
    assertThat(Sections.joined(empty)).isEmpty();
  }
}
