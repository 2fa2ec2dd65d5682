package io.quipu.pipelines.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.step.Limits;
import io.quipu.core.table.Table;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.inspect.facts.DropsFacts;
import io.quipu.pipelines.inspect.facts.EvaluationFacts;
import io.quipu.pipelines.inspect.facts.FailedRecordsFacts;
import io.quipu.pipelines.inspect.facts.MixtureFacts;
import io.quipu.pipelines.inspect.facts.NonDocumentsFacts;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts;
import io.quipu.pipelines.inspect.facts.RecordStory;
import io.quipu.pipelines.inspect.facts.RemovedFacts;
import io.quipu.pipelines.inspect.facts.ResultFacts;
import io.quipu.pipelines.inspect.facts.RunAccounts;
import io.quipu.pipelines.inspect.facts.SourcesFacts;
import io.quipu.pipelines.inspect.facts.StepFailuresFacts;
import io.quipu.pipelines.inspect.facts.WhyFacts;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.RuleLimits;
import io.quipu.pipelines.stage.part.RuleOutcome;
import io.quipu.pipelines.stage.part.SignalValue;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.work.WorkFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small run: its facts, and the same facts as they are printed. */
class SummaryTest {

  private static final String RECIPE =
      """
      name: small
      seed: 3
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["a.jsonl"]}
        b: {kind: jsonl, inputs: ["b.jsonl"], trust: 2}
      stages:
        - annotate: {name: measure, steps: [gopher_dolma_words]}
        - filter:
            name: quality
            rules: [{signal: gopher_dolma_word_count, min: 3, reason: too_few_words}]
        - dedup: {exact: {}}
      mixture: {epochs: {a: 2}}
      """;

  private static final String[] A = {
    TestRun.json("1", "one two three four"),
    TestRun.json("2", "one two"),
    TestRun.json("3", "one two three four"),
    "{\"id\":\"4\",\"text\":",
    TestRun.json("5", ""),
  };

  @TempDir static Path folder;

  @BeforeAll
  static void run() throws Exception {
    new TestRun(folder)
        .input("a.jsonl", A)
        .input("b.jsonl", TestRun.json("1", "no"))
        .run(RECIPE, "");
  }

  private static LastRun open() throws Exception {
    return LastRun.of(new WorkFolder(folder.resolve("work").toString()), "work/small");
  }

  private static long offset(int line) {
    return Arrays.stream(A).limit(line).mapToLong(l -> l.length() + 1).sum();
  }

  @Test
  void factsAreNumbersAndNamesAndThePrintedSummarySaysTheSame() throws Exception {
    LastRun open = open();
    List<Section.Content> sections = Summary.sections(open, open.plan().stages());
    MixtureFacts.Share ofA = new MixtureFacts.Share(5, 2, 10, false, 10);
    MixtureFacts.Share ofB = new MixtureFacts.Share(0, 0, 0, true, 0);
    Origin broken = new Origin("a.jsonl", offset(3), 0);
    assertThat(sections.stream().map(Section.Content::facts))
        .containsExactly(
            new SourcesFacts(
                List.of(
                    new SourcesFacts.Source("a", "jsonl", 5, 3, 1, Optional.of(ofA), 10),
                    new SourcesFacts.Source("b", "jsonl", 1, 1, 0, Optional.of(ofB), 0)),
                true),
            new NonDocumentsFacts(
                List.of(
                    new NonDocumentsFacts.Reason("a", false, "empty_text", 1, 5),
                    new NonDocumentsFacts.Reason("a", true, "invalid_json", 1, 5))),
            new FailedRecordsFacts(
                "work/small",
                List.of(
                    new FailedRecordsFacts.Failed(
                        "a",
                        broken,
                        "invalid_json",
                        "Unexpected end-of-input within/between Object entries at byte 17 of the"
                            + " line"))),
            new DropsFacts(
                List.of(
                    new DropsFacts.Drop("quality", "too_few_words", 2, 4, "documents"),
                    new DropsFacts.Drop("dedup_exact", "duplicate", 1, 2, "documents"))),
            new StepFailuresFacts(List.of()),
            new MixtureFacts(new TreeMap<>(Map.of("a", ofA, "b", ofB)), 4),
            new RemovedFacts(new TreeMap<>(), true),
            EvaluationFacts.of(new RunAccounts(open, List.of())),
            new NothingKeptFacts(
                "work/small",
                List.of(
                    new NothingKeptFacts.Source(
                        "b",
                        List.of(
                            new NothingKeptFacts.Loss(
                                "quality", false, "too_few_words", 1, 1, "documents")),
                        "b/1"))),
            new ResultFacts(
                "work/small",
                Optional.of(new ResultFacts.Shards(10, 2, 1, List.of("megatron"))),
                Optional.of("work/small/release"),
                "a/1"));
    assertThat(Summary.of(open, open.plan().stages()))
        .isEqualTo(
            """
            Sources
              source  kind   records  documents  kept         tokens  epochs  in shards
              a       jsonl        5          3     1  33.3%       5   2.000         10
              b       jsonl        1          1     0   0.0%       0   0.000          0
              all                  6          4     1  25.0%       5                 10

            Records that are no documents
              source           reason        records
              a       skipped  empty_text          1  20.0%
              a       failed   invalid_json        1  20.0%

            Failed records, the first of each reason
              quipu why work/small 'a/a.jsonl@%d'
                invalid_json: Unexpected end-of-input within/between Object entries at byte 17 of the line

            Dropped, by stage and first reason
              stage        reason         dropped  of         unit
              quality      too_few_words        2   4  50.0%%  documents
              dedup_exact  duplicate            1   2  50.0%%  documents

            Mixture, in tokens
              source  unique  asked          realised          epochs
              a            5     10  100.0%%        10  100.0%%   2.000
              b            0      0    0.0%%         0    0.0%%   0.000

            Look here: nothing of source b was kept: 1 of 1 documents dropped for too_few_words by quality.
              quipu why work/small 'b/1'

            10 tokens of 2 documents in 1 shard (megatron).
            Released in work/small/release
              quipu verify work/small/release
              quipu why work/small 'a/1'
            """
                .replace("%%", "%")
                .replace("%d", Long.toString(offset(3))));
  }

  @Test
  void aSectionFromElsewhereComesBeforeTheEnd() throws Exception {
    LastRun open = open();
    record Count(int stages) {}
    Table<Section> table =
        Table.of(
            "section",
            List.of(
                Section.of(
                    "count",
                    run -> new Count(run.stages().size()),
                    facts -> List.of("Count", "  " + facts.stages()))),
            Section::name);
    List<Section.Content> sections = Summary.sections(table, new RunAccounts(open, List.of()));
    assertThat(sections.stream().map(Section.Content::text))
        .containsExactly(List.of("Count", "  0"), List.of("  quipu why work/small ID|URL|PLACE"));
  }

  private static RecordStory story(String name) throws Exception {
    WhyFacts facts = WhyFacts.of(open(), name);
    assertThat(facts.records()).hasSize(1);
    return facts.records().get(0);
  }

  private static StageStory chapter(RecordStory story, String stage) {
    return story.chapters().stream()
        .filter(chapter -> chapter.stage().equals(stage))
        .findFirst()
        .orElseThrow()
        .story();
  }

  private static Optional<RecordStory.Ended> ending(RecordStory story) {
    return ((RecordStory.InPart) story.result()).ending();
  }

  @Test
  void theStoryOfADroppedDocumentEndsWithTheReason() throws Exception {
    RecordStory story = story("a/2");
    Headline.Ending dropped =
        new Headline.Dropped("too_few_words", "gopher_dolma_word_count", "2", ">= 3");
    assertThat(ending(story)).contains(new RecordStory.Ended("quality", dropped));
    assertThat(story.chapters())
        .extracting(RecordStory.Chapter::stage)
        .containsExactly("extract", "measure", "quality");
    assertThat(chapter(story, "quality"))
        .isEqualTo(
            StageStory.of(
                dropped,
                new StoryFact.Rules(
                    List.of(
                        new RuleOutcome(
                            "rules[0]",
                            "gopher_dolma_word_count",
                            Optional.of(new SignalValue.Number(2)),
                            new RuleLimits.Range(Limits.atLeast(3)),
                            true)))));
  }

  @Test
  void theStoryOfADuplicateNamesItsSurvivorAndTheSurvivorsItsDuplicates() throws Exception {
    DocumentId survivor = new DocumentId("a", "1");
    assertThat(ending(story("a/3")))
        .contains(
            new RecordStory.Ended(
                "dedup_exact", new Headline.Duplicate(survivor, OptionalDouble.of(1), 2)));
    RecordStory kept = story("a/1");
    StoryFact.Repeat copy = new StoryFact.Repeat(new DocumentId("a", "3"), OptionalDouble.of(1));
    assertThat(chapter(kept, "dedup_exact"))
        .isEqualTo(
            StageStory.of(new Headline.Repeated(1), new StoryFact.Repeats(1, List.of(copy))));
    assertThat(chapter(kept, "tokenize").headline()).isEqualTo(new Headline.Tokens(4));
    assertThat(ending(kept))
        .contains(new RecordStory.Ended("shard", new Headline.InShards(2, false)));
  }

  @Test
  void aRecordThatIsNoDocumentHasNoChapters() throws Exception {
    RecordStory story = story("a/a.jsonl@" + offset(3));
    assertThat(story.chapters()).isEmpty();
    assertThat(story.result())
        .isInstanceOfSatisfying(
            RecordStory.NoDocument.class,
            none -> assertThat(none.reason()).isEqualTo("invalid_json"));
    assertThat(WhyFacts.of(open(), "a/none").records()).isEmpty();
  }
}
