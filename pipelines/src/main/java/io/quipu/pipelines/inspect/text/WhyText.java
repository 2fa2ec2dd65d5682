package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.RecordStory;
import io.quipu.pipelines.inspect.facts.RecordStory.InPart;
import io.quipu.pipelines.inspect.facts.RecordStory.NoDocument;
import io.quipu.pipelines.inspect.facts.WhyFacts;
import java.util.ArrayList;
import java.util.List;

/** What became of records: a head, then stage by stage. */
public final class WhyText {

  private WhyText() {}

  public static List<String> lines(WhyFacts facts) {
    List<String> lines = new ArrayList<>();
    for (RecordStory record : facts.records()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(record(record));
    }
    if (facts.more() > 0) {
      lines.add("");
      lines.add("and " + facts.more() + " more records of this name");
    }
    return lines;
  }

  private static List<String> record(RecordStory record) {
    List<String> lines = new ArrayList<>();
    String key = record.key().isEmpty() ? " (no id)" : "/" + record.key();
    lines.add(record.source() + key + "  " + fate(record.result()));
    long ordinal = record.origin().record();
    lines.add(fact("place", record.origin() + (ordinal == 0 ? "" : ", record " + ordinal)));
    if (!record.url().isEmpty()) {
      lines.add(fact("url", record.url()));
    }
    if (record.result() instanceof InPart in) {
      lines.add(fact("row", in.row() + " of part " + in.part()));
    } else if (record.result() instanceof NoDocument none && !none.detail().isEmpty()) {
      lines.add(fact("detail", Snippet.oneLine(none.detail())));
    }
    for (RecordStory.Chapter chapter : record.chapters()) {
      lines.add("");
      lines.addAll(StoryText.lines(chapter.stage(), chapter.story()));
    }
    return lines;
  }

  private static String fact(String what, String text) {
    return Numbers.format("  %-10s %s", what, text);
  }

  private static String fate(RecordStory.Result result) {
    if (result instanceof InPart in) {
      return in.ending().map(e -> HeadlineText.fate(e.stage(), e.by())).orElse("kept");
    }
    if (result instanceof NoDocument none) {
      return none.outcome() + ": " + none.reason();
    }
    throw new IllegalStateException("unknown result " + result);
  }
}
