package io.quipu.pipelines.inspect.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Origin;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.inspect.facts.RecordStory.Chapter;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.RecordSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the story of a document ends, from the files of its part. */
class RecordStoryTest {

  private static final String RECIPE =
      """
      name: told
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
        b: {kind: jsonl, inputs: [none.jsonl]}
      stages:
        - annotate: {name: measure, sources: [a], steps: [gopher_dolma_words]}
        - filter: {name: sizes, rules: [{signal: length, min: 4, reason: short_text}]}
        - filter: {name: later, rules: [{signal: length, max: 9, reason: long_text}]}
      """;
  private static final Dataset SIZES = Dataset.decisions("sizes");
  private static final Dataset LATER = Dataset.decisions("later");

  @TempDir private Path folder;
  private Optional<StageOnRows> rows = Optional.empty();

  @BeforeEach
  void twoParts() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    stage.documents("a/p0", "one", "four words and more", "seven7");
    stage.documents("b/p0", "of b");
    stage.run("measure", "sizes");
    rows = Optional.of(stage);
  }

  private StageOnRows stage() {
    return rows.orElseThrow();
  }

  /** The story of a row, with the files of these datasets in manifests. */
  private RecordStory story(String part, int row, Dataset... committed) throws Exception {
    for (Dataset dataset : List.of(Dataset.DOCUMENTS, Dataset.EXTRACT_SIGNALS)) {
      stage().ledger().commit(dataset, "recipe", source -> null);
    }
    for (Dataset dataset : committed) {
      stage().ledger().commit(dataset, "recipe", source -> null);
    }
    WorkFolder work = stage().run().work();
    String key = part.substring(2) + "-" + row;
    return RecordStory.of(
        LastRun.of(work, "work"),
        new RecordSearch.Found(
            part, new Origin("stated", row, 0), key, "", "document", row, "", ""));
  }

  private static List<String> stages(RecordStory story) {
    return story.chapters().stream().map(Chapter::stage).toList();
  }

  private static RecordStory.Ended ended(RecordStory story) {
    return ((RecordStory.InPart) story.result()).ending().orElseThrow();
  }

  @Test
  void aStageThatHasNotRunEndsTheStory() throws Exception {
    RecordStory story = story("a/p0", 1, Dataset.signals("measure"));
    assertThat(stages(story)).containsExactly("extract", "measure", "sizes");
    assertThat(ended(story)).isEqualTo(new RecordStory.Ended("sizes", new Headline.NotMade()));
  }

  @Test
  void aDroppedDocumentHasNoLaterChapters() throws Exception {
    stage().run("later");
    RecordStory story = story("a/p0", 0, Dataset.signals("measure"), SIZES, LATER);
    assertThat(stages(story)).containsExactly("extract", "measure", "sizes");
    assertThat(ended(story))
        .isEqualTo(
            new RecordStory.Ended(
                "sizes", new Headline.Dropped("short_text", "length", "3", ">= 4")));
  }

  @Test
  void aStageThatDoesNotSeeTheSourceHasNoChapter() throws Exception {
    stage().run("later");
    RecordStory story = story("b/p0", 0, Dataset.signals("measure"), SIZES, LATER);
    assertThat(stages(story)).containsExactly("extract", "sizes", "later", "identity");
    assertThat(ended(story)).isEqualTo(new RecordStory.Ended("identity", new Headline.NotMade()));
  }

  @Test
  void aFileOfAnEarlierRunInWhichTheDocumentWasGoneEndsTheStory() throws Exception {
    stage().file("a/p0", LATER, DecisionRows.SCHEMA, List.of(Fill.GONE, Fill.GONE, row -> {}));
    RecordStory story = story("a/p0", 1, Dataset.signals("measure"), SIZES, LATER);
    assertThat(ended(story)).isEqualTo(new RecordStory.Ended("later", new Headline.NotRebuilt()));
    RecordStory kept = story("a/p0", 2, Dataset.signals("measure"), SIZES, LATER);
    assertThat(ended(kept)).isEqualTo(new RecordStory.Ended("identity", new Headline.NotMade()));
  }

  @Test
  void aFailedStepEndsTheStoryWithWhatFailed() throws Exception {
    try (ParallelWriter writer = new ParallelWriter(DecisionRows.SCHEMA)) {
      writer.kept();
      writer.failed("rules[0]", "IllegalStateException at Own.decide:3");
      writer.kept();
      stage()
          .ledger()
          .put(
              "a/p0",
              LATER,
              writer.commit(
                  stage().run().work().folder(LATER, "a"), "a/p0", "f", WorkFolder.newAttempt()));
    }
    RecordStory story = story("a/p0", 1, Dataset.signals("measure"), SIZES, LATER);
    assertThat(ended(story))
        .isEqualTo(
            new RecordStory.Ended(
                "later", new Headline.Failed("rules[0]", "IllegalStateException at Own.decide:3")));
  }

  @Test
  void aRecordThatIsNoDocumentHasItsReasonOnly() throws Exception {
    story("a/p0", 0);
    RecordStory story =
        RecordStory.of(
            LastRun.of(stage().run().work(), "work"),
            new RecordSearch.Found(
                "a/p0", new Origin("in", 7, 0), "", "", "failed", -1, "invalid_json", "at byte 3"));
    assertThat(story.chapters()).isEmpty();
    assertThat(story.result())
        .isEqualTo(new RecordStory.NoDocument("failed", "invalid_json", "at byte 3"));
  }
}
