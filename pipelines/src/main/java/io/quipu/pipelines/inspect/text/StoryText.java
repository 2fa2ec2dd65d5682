package io.quipu.pipelines.inspect.text;

import static io.quipu.pipelines.inspect.text.Numbers.format;

import io.quipu.filters.site.SiteEvidence;
import io.quipu.pipelines.stage.part.Excerpt;
import io.quipu.pipelines.stage.part.RuleOutcome;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryFact.Edit;
import io.quipu.pipelines.stage.part.StoryFact.Edits;
import io.quipu.pipelines.stage.part.StoryFact.Named;
import io.quipu.pipelines.stage.part.StoryFact.Repeat;
import io.quipu.pipelines.stage.part.StoryFact.Repeats;
import io.quipu.pipelines.stage.part.StoryFact.Rules;
import io.quipu.pipelines.stage.part.StoryFact.ShardRange;
import io.quipu.pipelines.stage.part.StoryFact.ShardRanges;
import io.quipu.pipelines.stage.part.StoryFact.Signals;
import io.quipu.pipelines.stage.part.StoryFact.Site;
import io.quipu.pipelines.stage.part.StoryFact.Spans;
import java.util.ArrayList;
import java.util.List;

/** What a stage tells of one document, line by line; of a text no more than a line is shown. */
final class StoryText {

  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();

  private StoryText() {}

  /** The headline, then a line or more for every fact. */
  static List<String> lines(String stage, StageStory story) {
    StoryText text = new StoryText();
    text.lines.add(format("  %-20s %s", stage, HeadlineText.headline(story.headline())));
    story.facts().forEach(text::fact);
    return text.lines;
  }

  private void fact(StoryFact fact) {
    if (fact instanceof Named named) {
      detail(named.name() + ": " + Snippet.oneLine(named.value()));
    } else if (fact instanceof Signals signals) {
      signals(signals);
    } else if (fact instanceof Spans spans) {
      spans(spans);
    } else if (fact instanceof Edits edits) {
      edits(edits);
    } else if (fact instanceof Rules rules) {
      rules(rules);
    } else if (fact instanceof Repeats repeats) {
      repeats(repeats);
    } else if (fact instanceof Site site) {
      site(site.evidence());
    } else if (fact instanceof ShardRanges ranges) {
      ranges.ranges().forEach(range -> detail(range(range)));
    } else {
      throw new IllegalStateException("unknown fact " + fact);
    }
  }

  private void detail(String text) {
    lines.add(INDENT + text);
  }

  private void signals(Signals signals) {
    Table table = new Table().left("").left("");
    signals.signals().forEach(s -> table.row(s.name(), RuleText.value(s.value())));
    lines.addAll(table.lines(INDENT));
  }

  private void spans(Spans spans) {
    int places = spans.places();
    detail(
        spans.signal()
            + ": "
            + (places == 0 ? "nowhere" : places + (places == 1 ? " place" : " places")));
    spans.first().forEach(place -> place(place, ""));
    more(places, spans.first().size());
  }

  private void edits(Edits edits) {
    detail("edits: " + (edits.places() == 0 ? "none" : edits.places()));
    for (Edit edit : edits.first()) {
      String to = edit.replacement();
      String now = to.isEmpty() ? "cut" : "now " + Snippet.oneLine(to);
      place(edit.place(), "  " + edit.reason() + ", " + now);
    }
    more(edits.places(), edits.first().size());
  }

  /** A range of a text, in code points, with the text around it. */
  private void place(Excerpt place, String what) {
    String range = "  [" + place.start() + ", " + place.end() + ") ";
    detail(range + Snippet.around(place) + what);
  }

  private void more(long all, int shown) {
    if (all > shown) {
      detail("  and " + (all - shown) + " more");
    }
  }

  private void rules(Rules rules) {
    if (rules.broken() > 1) {
      detail("rules broken: " + rules.broken());
    }
    Table table = new Table().left("rule").left("signal").left("observed").left("stays").left("");
    for (RuleOutcome rule : rules.rules()) {
      table.row(
          rule.origin(),
          rule.signal(),
          rule.observed().map(RuleText::value).orElse(""),
          RuleText.limits(rule.limits()),
          rule.broken() ? "broken" : "");
    }
    lines.addAll(table.lines(INDENT));
  }

  private void repeats(Repeats repeats) {
    for (Repeat repeat : repeats.first()) {
      detail(repeat.id() + Numbers.orEmpty(HeadlineText.SIMILARITY, repeat.similarity()));
    }
    more(repeats.documents(), repeats.first().size());
  }

  private void site(SiteEvidence site) {
    detail(
        format(
            "%s: %,d pages, %,d of them disclose; estimate %.4f, %s",
            site.site(), site.pages(), site.disclosures(), site.estimate(), site.reason()));
    site.byKind().forEach((kind, pages) -> detail("  " + kind + "=" + pages));
    site.examples().forEach(example -> detail("  e.g. " + Snippet.oneLine(example)));
  }

  private static String range(ShardRange range) {
    String epoch = range.epoch().isPresent() ? ", epoch " + range.epoch().getAsInt() : "";
    return format("shard-%05d, tokens [%d, %d)", range.shard(), range.start(), range.end()) + epoch;
  }
}
