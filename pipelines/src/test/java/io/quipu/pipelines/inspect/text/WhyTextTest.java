package io.quipu.pipelines.inspect.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.step.Limits;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.pipelines.inspect.facts.RecordStory;
import io.quipu.pipelines.inspect.facts.WhyFacts;
import io.quipu.pipelines.stage.part.Excerpt;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.RuleLimits;
import io.quipu.pipelines.stage.part.RuleOutcome;
import io.quipu.pipelines.stage.part.SignalValue;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of a story, written down here, as lines. */
class WhyTextTest {

  private static final DocumentId OTHER = new DocumentId("b", "7");

  /**
   * Every kind of headline, its line, and the fate that it makes; none for those that make none.
   */
  private record Said(Headline headline, String line, String fate) {}

  private static final List<Said> SAID =
      List.of(
          new Said(new Headline.Did("measured"), "measured", "kept"),
          new Said(new Headline.Kept("no site"), "kept: no site", "kept"),
          new Said(new Headline.Repeated(0), "kept: nothing repeats it", "kept"),
          new Said(new Headline.Repeated(1), "kept: 1 document repeats it", "kept"),
          new Said(new Headline.Repeated(12), "kept: 12 documents repeat it", "kept"),
          new Said(new Headline.Tokens(1234), "1,234 tokens, and an end of document", "kept"),
          new Said(
              new Headline.Dropped("few", "words", "4", ">= 5"),
              "dropped: few (words is 4, stays >= 5)",
              "dropped by S: few"),
          new Said(
              new Headline.Duplicate(OTHER, OptionalDouble.of(0.5), 3),
              "dropped: duplicate of b/7, similarity 0.5000, cluster of 3",
              "dropped by S: duplicate of b/7"),
          new Said(
              new Headline.Duplicate(OTHER, OptionalDouble.empty(), 2),
              "dropped: duplicate of b/7, cluster of 2",
              "dropped by S: duplicate of b/7"),
          new Said(new Headline.Failed("pii", "no\nway"), "failed: pii: no⏎way", "failed in S"),
          new Said(new Headline.InShards(1, false), "one copy", "kept"),
          new Said(new Headline.InShards(3, false), "3 copies", "kept, 3 copies"),
          new Said(
              new Headline.InShards(1, true),
              "one copy",
              "removed, and in its shards until the recipe is run again"),
          new Said(
              new Headline.InNoShard(),
              "in no shard: the mixture takes no copy of it, or there are no shards yet",
              "kept, and in no shard"),
          new Said(new Headline.Removed(), "removed; when it was, it had", "removed"),
          new Said(new Headline.NotMade(), "has not run yet", "kept so far"),
          new Said(
              new Headline.NotRebuilt(),
              "not rebuilt yet; an earlier run had dropped it before this stage",
              "kept so far"));

  private static List<String> lines(RecordStory.Result result, RecordStory.Chapter... chapters) {
    RecordStory record =
        new RecordStory("a", "1", new Origin("in.jsonl", 5, 0), "", result, List.of(chapters));
    return WhyText.lines(new WhyFacts(List.of(record), 0));
  }

  private static List<String> told(StoryFact... facts) {
    List<String> lines = StoryText.lines("S", StageStory.of(new Headline.Did("x"), facts));
    assertThat(lines.get(0)).isEqualTo("  S                    x");
    return lines.subList(1, lines.size());
  }

  static List<Said> headlines() {
    return SAID;
  }

  @ParameterizedTest
  @MethodSource("headlines")
  void aHeadlineIsALineAndAnEndingTheFateToo(Said said) {
    Optional<RecordStory.Ended> ended =
        said.headline() instanceof Headline.Ending by
            ? Optional.of(new RecordStory.Ended("S", by))
            : Optional.empty();
    assertThat(
            lines(
                new RecordStory.InPart("a/t-0", 3, ended),
                new RecordStory.Chapter("S", StageStory.of(said.headline()))))
        .containsExactly(
            "a/1  " + said.fate(),
            "  place      in.jsonl@5",
            "  row        3 of part a/t-0",
            "",
            "  S                    " + said.line());
  }

  @Test
  void everyKindOfHeadlineIsTested() {
    assertThat(SAID.stream().<Class<?>>map(said -> said.headline().getClass()).distinct())
        .hasSameElementsAs(permitted(Headline.class));
  }

  @Test
  void aRecordThatIsNoDocumentHasReasonAndDetail() {
    RecordStory none =
        new RecordStory(
            "a",
            "",
            new Origin("in.warc", 9, 2),
            "https://example.org/",
            new RecordStory.NoDocument("failed", "invalid_json", "at byte 7"),
            List.of());
    assertThat(WhyText.lines(new WhyFacts(List.of(none, none), 4)))
        .containsSequence(
            "a (no id)  failed: invalid_json",
            "  place      in.warc@9, record 2",
            "  url        https://example.org/",
            "  detail     at byte 7",
            "",
            "a (no id)  failed: invalid_json")
        .endsWith("", "and 4 more records of this name");
  }

  // ---- facts

  private static final Excerpt PLACE = Excerpt.of("write to me at home", 9, 11);

  private static final List<StoryFact> FACTS =
      List.of(
          new StoryFact.Named("title", "On\nelephants"),
          new StoryFact.Signals(
              List.of(
                  new StoryFact.Signal("words", new SignalValue.Number(3)),
                  new StoryFact.Signal("share", new SignalValue.Number(2.0 / 3)),
                  new StoryFact.Signal("language", new SignalValue.Label("en")),
                  new StoryFact.Signal("site", new SignalValue.Undefined("no address")),
                  new StoryFact.Signal("mean", new SignalValue.Undefined("never")),
                  new StoryFact.Signal("pii", new SignalValue.NotMeasured()))),
          new StoryFact.Spans("email", 0, List.of()),
          new StoryFact.Spans("email", 1, List.of(PLACE)),
          new StoryFact.Spans("email", 12, List.of(PLACE, PLACE)),
          new StoryFact.Edits(0, List.of()),
          new StoryFact.Edits(
              3,
              List.of(
                  new StoryFact.Edit(PLACE, "", "blank"),
                  new StoryFact.Edit(PLACE, "[EMAIL]", "email"))),
          new StoryFact.Rules(
              List.of(
                  new RuleOutcome(
                      "rules[0]",
                      "words",
                      Optional.of(new SignalValue.Number(3)),
                      new RuleLimits.Range(Limits.atLeast(5)),
                      true),
                  new RuleOutcome(
                      "rules[1]",
                      "words",
                      Optional.of(new SignalValue.Number(3)),
                      new RuleLimits.RangeFor(Limits.between(1, 2), "en"),
                      true),
                  new RuleOutcome(
                      "rules[2]",
                      "language",
                      Optional.of(new SignalValue.Label("en")),
                      new RuleLimits.OneOf(new TreeSet<>(List.of("de", "en"))),
                      false),
                  new RuleOutcome(
                      "rules[3]", "Own", Optional.empty(), new RuleLimits.Unknown(), false))),
          new StoryFact.Repeats(
              11,
              List.of(
                  new StoryFact.Repeat(OTHER, OptionalDouble.of(1)),
                  new StoryFact.Repeat(OTHER, OptionalDouble.empty()))),
          new StoryFact.Site(
              new SiteEvidence(
                  "example.org",
                  1200,
                  3,
                  new TreeMap<>(Map.of("phone", 2L)),
                  0.25,
                  false,
                  "too_few",
                  List.of("call [PHONE]"))),
          new StoryFact.ShardRanges(
              List.of(
                  new StoryFact.ShardRange(2, 0, 7, OptionalInt.of(1)),
                  new StoryFact.ShardRange(3, 7, 9, OptionalInt.empty()))));

  @Test
  void everyKindOfFactIsToldOneWay() {
    assertThat(FACTS.stream().<Class<?>>map(StoryFact::getClass).distinct())
        .hasSameElementsAs(permitted(StoryFact.class));
    assertThat(told(FACTS.toArray(StoryFact[]::new)))
        .containsExactly(
            "    title: On⏎elephants",
            "    words     3",
            "    share     0.66667",
            "    language  en",
            "    site      undefined (no address)",
            "    mean      undefined",
            "    pii       not measured",
            "    email: nowhere",
            "    email: 1 place",
            "      [9, 11) write to «me» at home",
            "    email: 12 places",
            "      [9, 11) write to «me» at home",
            "      [9, 11) write to «me» at home",
            "      and 10 more",
            "    edits: none",
            "    edits: 3",
            "      [9, 11) write to «me» at home  blank, cut",
            "      [9, 11) write to «me» at home  email, now [EMAIL]",
            "      and 1 more",
            "    rules broken: 2",
            "    rule      signal    observed  stays",
            "    rules[0]  words     3         >= 5           broken",
            "    rules[1]  words     3         1 to 2 for en  broken",
            "    rules[2]  language  en        in [de, en]",
            "    rules[3]  Own",
            "    b/7, similarity 1.0000",
            "    b/7",
            "      and 9 more",
            "    example.org: 1,200 pages, 3 of them disclose; estimate 0.2500, too_few",
            "      phone=2",
            "      e.g. call [PHONE]",
            "    shard-00002, tokens [0, 7), epoch 1",
            "    shard-00003, tokens [7, 9)");
  }

  @Test
  void anExcerptShowsWhatIsLeftOutAndHidesControls() {
    String text = "x".repeat(40) + "a\u0007\n" + "b".repeat(120) + "y".repeat(40);
    String line = told(new StoryFact.Spans("s", 1, List.of(Excerpt.of(text, 40, 163)))).get(1);
    assertThat(line)
        .isEqualTo(
            "      [40, 163) …"
                + "x".repeat(30)
                + "«a ⏎"
                + "b".repeat(97)
                + "…»"
                + "y".repeat(30)
                + "…");
  }

  /** The records of a sealed interface. */
  private static List<Class<?>> permitted(Class<?> sealed) {
    List<Class<?>> records = new ArrayList<>();
    Class<?>[] permitted = sealed.getPermittedSubclasses();
    Stream<Class<?>> all = permitted == null ? Stream.empty() : Arrays.stream(permitted);
    all.forEach(c -> records.addAll(c.isRecord() ? List.of(c) : permitted(c)));
    return records;
  }
}
