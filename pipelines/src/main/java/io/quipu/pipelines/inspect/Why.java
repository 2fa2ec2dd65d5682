package io.quipu.pipelines.inspect;

import io.quipu.core.account.StageManifest;
import io.quipu.core.document.Document;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Decision;
import io.quipu.core.text.TextEdits;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.NamedRule;
import io.quipu.pipelines.release.DuplicateClusters;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.release.ShardMaps;
import io.quipu.pipelines.stage.sites.SiteEvidenceFile;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.part.RecordSearch;
import io.quipu.pipelines.work.part.SignalReader;
import io.quipu.pipelines.work.part.TokenRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what became of a record, stage by stage, from the files that the current manifests name.
 * Offsets are code points of the extracted text; of a text no more than a line is shown.
 */
public final class Why {

  private static final int MOST_RECORDS = 10;

  private static final Set<String> SHOWN_AS_SIGNALS =
      Set.of(
          Document.Extra.URL, Document.Extra.TIME, Document.Extra.LICENSE, Document.Extra.LANGUAGE);

  private final OpenWork open;
  private final Plan plan;
  private final RecordSearch.Found found;
  private final OneRow document;
  private final Story story = new Story();
  private String fate = "kept";

  private Why(OpenWork open, RecordSearch.Found found) {
    this.open = open;
    this.plan = open.plan();
    this.found = found;
    this.document = new OneRow(open, found.part(), found.row());
  }

  /**
   * Lines about every record that a name stands for; none if there is no such record.
   *
   * @param name {@code source/key}, bare key, URL, or {@code source/input@offset}
   */
  public static List<String> tell(OpenWork open, String name) throws IOException {
    List<String> lines = new ArrayList<>();
    List<RecordSearch.Found> all =
        RecordSearch.find(open.folder(), List.of(name)).getOrDefault(name, List.of());
    for (RecordSearch.Found found : all.subList(0, Math.min(MOST_RECORDS, all.size()))) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(new Why(open, found).record());
    }
    if (all.size() > MOST_RECORDS) {
      lines.add("");
      lines.add("and " + (all.size() - MOST_RECORDS) + " more records of this name");
    }
    return lines;
  }

  private List<String> record() throws IOException {
    long ordinal = found.origin().record();
    story.fact("place", found.origin() + (ordinal == 0 ? "" : ", record " + ordinal));
    if (!found.url().isEmpty()) {
      story.fact("url", found.url());
    }
    if (found.isDocument()) {
      story.fact("row", found.row() + " of part " + found.part());
      document();
    } else {
      fate = found.outcome() + ": " + found.reason();
      if (!found.detail().isEmpty()) {
        story.fact("detail", Snippet.oneLine(found.detail()));
      }
    }
    String name =
        found.key().isEmpty() ? found.source() + " (no id)" : found.source() + "/" + found.key();
    return story.told(name + "  " + fate);
  }

  // ---- the stages

  private void document() throws IOException {
    for (Stage stage : plan.stages()) {
      if (!stage.sees(found.source()) || stage.main().kind().equals("signatures")) {
        continue;
      }
      boolean perDocument = stage.isPerPart();
      if (perDocument && !document.has(stage.main())) {
        story.stage(stage.name(), "not made yet");
        fate += fate.equals("kept") ? " so far" : "";
        return;
      }
      Outcome outcome = perDocument ? document.outcome(stage.main()) : Outcome.KEPT;
      if (outcome == Outcome.GONE) {
        story.stage(stage.name(), "not made again yet; a run before had dropped it earlier");
        fate += fate.equals("kept") ? " so far" : "";
        return;
      }
      if (outcome == Outcome.FAILED) {
        fate = "failed in " + stage.name();
        story.stage(stage.name(), "failed: " + Snippet.oneLine(document.failure(stage.main())));
        return;
      }
      tell(stage, outcome == Outcome.DROPPED);
      if (outcome == Outcome.DROPPED) {
        return;
      }
    }
  }

  private void tell(Stage stage, boolean dropped) throws IOException {
    switch (stage.kind().name()) {
      case "extract" -> extracted(stage);
      case "annotate" -> annotated(stage);
      case "filter" -> filtered(stage, dropped);
      case "identity" -> decided(stage, dropped, "no other document has its id");
      case "sites" -> site(stage, dropped);
      case "dedup" -> deduplicated(stage, dropped);
      case "tokenize" -> {
        int count = document.read(Dataset.TOKENS, TokenRows.COUNT).getInt(TokenRows.COUNT);
        story.stage(
            stage.name(), String.format(Locale.ROOT, "%,d tokens, and an end of document", count));
      }
      case "shard" -> shards(stage);
      default -> {}
    }
  }

  private void extracted(Stage stage) throws IOException {
    story.stage(stage.name(), "a document");
    signals(stage);
    document
        .extra()
        .forEach(
            (name, value) -> {
              if (!SHOWN_AS_SIGNALS.contains(name)) {
                story.detail(name + ": " + Snippet.oneLine(value));
              }
            });
  }

  private void annotated(Stage stage) throws IOException {
    story.stage(stage.name(), "measured");
    signals(stage);
    for (Dataset dataset : stage.writes()) {
      if (dataset.kind().equals("edits")) {
        edits(document.edits(dataset));
      }
    }
  }

  private void signals(Stage stage) throws IOException {
    SignalRow row = Measured.by(stage, plan, document);
    Table table = new Table().left("").left("");
    for (Signal signal : plan.measures(stage)) {
      if (!(signal instanceof SpanSignal)) {
        table.row(signal.name(), RuleText.value(signal, row));
      }
    }
    story.table(table);
    for (Signal signal : plan.measures(stage)) {
      if (signal instanceof SpanSignal spans) {
        spans(stage, spans);
      }
    }
  }

  private void spans(Stage stage, SpanSignal signal) throws IOException {
    List<SignalReader.Span> spans = document.spans(Dataset.signals(stage.name()), signal);
    int places = spans.size();
    story.detail(
        signal.name()
            + ": "
            + (places == 0 ? "nowhere" : places + (places == 1 ? " place" : " places")));
    String text = places == 0 ? "" : document.text();
    spans.stream()
        .limit(Story.MOST)
        .forEach(span -> story.place(text, span.start(), span.end(), ""));
    story.more(places);
  }

  private void edits(TextEdits edits) throws IOException {
    int places = edits.edits().size();
    story.detail("edits: " + (places == 0 ? "none" : places));
    String text = places == 0 ? "" : document.text();
    for (TextEdits.Edit edit : edits.edits().subList(0, Math.min(places, Story.MOST))) {
      String to =
          edit.replacement().isEmpty() ? "cut" : "now " + Snippet.oneLine(edit.replacement());
      story.place(text, edit.start(), edit.end(), "  " + edit.reason() + ", " + to);
    }
    story.more(places);
  }

  private void filtered(Stage stage, boolean dropped) throws IOException {
    SignalRow row = Measured.seenBy(stage, found.source(), plan, document);
    Table table = new Table().left("rule").left("signal").left("observed").left("stays").left("");
    int broken = 0;
    for (NamedRule named : stage.spec(FilterStage.class).rules()) {
      boolean breaks = named.rule().decide(found.id(), row) instanceof Decision.Drop;
      broken += breaks ? 1 : 0;
      String name = RuleText.signal(named.rule());
      int slot = row.schema().slot(name);
      String observed = slot < 0 ? "" : RuleText.value(row.schema().signals().get(slot), row);
      table.row(
          named.origin(),
          name,
          observed,
          RuleText.limits(named.rule(), row),
          breaks ? "broken" : "");
    }
    decided(stage, dropped, "kept: no rule is broken");
    if (broken > 1) {
      story.detail("rules broken: " + broken);
    }
    story.table(table);
  }

  /** What a stage says of a document that it dropped for a reason of its own. */
  private void decided(Stage stage, boolean dropped, String otherwise) throws IOException {
    if (!dropped) {
      story.stage(stage.name(), otherwise);
      return;
    }
    if (!(document.decision(stage.main()) instanceof Decision.Drop drop)) {
      return;
    }
    fate = "dropped by " + stage.name() + ": " + drop.reason();
    story.stage(
        stage.name(),
        "dropped: "
            + drop.reason()
            + " ("
            + drop.signal()
            + " is "
            + Snippet.oneLine(drop.observed())
            + ", stays "
            + drop.limit()
            + ")");
  }

  private void site(Stage stage, boolean dropped) throws IOException {
    List<Signal> asked = List.of(ExtractSignals.SITE);
    SignalRow extracted = new SignalRow(new SignalSchema(asked));
    document.signals(Dataset.EXTRACT_SIGNALS, asked, extracted);
    if (extracted.state(ExtractSignals.SITE) != State.DEFINED) {
      decided(stage, dropped, "kept: no site");
      return;
    }
    String site = extracted.label(ExtractSignals.SITE);
    decided(stage, dropped, "kept: " + site);
    Optional<StageManifest> decisions = open.manifest(stage.main());
    if (decisions.isPresent()) {
      SiteEvidenceFile.read(open.folder(), stage, decisions.get(), site).ifPresent(this::evidence);
    }
  }

  private void evidence(SiteEvidence site) {
    story.detail(
        String.format(
            Locale.ROOT,
            "%s: %,d pages, %,d of them disclose; estimate %.4f, %s",
            site.site(),
            site.pages(),
            site.disclosures(),
            site.estimate(),
            site.reason()));
    site.byKind().forEach((kind, pages) -> story.detail("  " + kind + "=" + pages));
    site.examples().forEach(example -> story.detail("  e.g. " + Snippet.oneLine(example)));
  }

  private void deduplicated(Stage stage, boolean dropped) throws IOException {
    if (!stage.main().kind().equals("decisions")) {
      story.stage(
          stage.name(), "paragraphs that another document has, or this one before, are cut");
      edits(document.edits(stage.main()));
      return;
    }
    if (dropped && document.decision(stage.main()) instanceof Decision.Duplicate duplicate) {
      fate = "dropped by " + stage.name() + ": duplicate of " + duplicate.of();
      story.stage(
          stage.name(),
          "dropped: duplicate of "
              + duplicate.of()
              + similarity(duplicate.similarity())
              + ", cluster of "
              + duplicate.size());
      return;
    }
    List<String> followers = new ArrayList<>();
    DuplicateClusters.scan(
        open.folder(),
        stage,
        (id, of, similarity) -> {
          if (of.equals(found.id())) {
            followers.add(id + similarity(similarity));
          }
        });
    story.stage(
        stage.name(),
        switch (followers.size()) {
          case 0 -> "kept: nothing repeats it";
          case 1 -> "kept: 1 document repeats it";
          default -> "kept: " + followers.size() + " documents repeat it";
        });
    followers.stream().limit(Story.MOST).forEach(story::detail);
    story.more(followers.size());
  }

  private static String similarity(double similarity) {
    return similarity < 0 ? "" : String.format(Locale.ROOT, ", similarity %.4f", similarity);
  }

  // ---- shards

  private void shards(Stage stage) throws IOException {
    for (Removals.Removal removal : Removals.read(open.folder())) {
      if (removal.source().equals(found.source()) && removal.key().equals(found.key())) {
        fate = "removed";
        story.stage(stage.name(), "removed; when it was, it had");
        removal.ranges().forEach(r -> story.detail(range(r.shard(), r.start(), r.end())));
      }
    }
    List<ShardMaps.Place> places =
        ShardMaps.find(open.folder(), Set.of(found.id())).getOrDefault(found.id(), List.of());
    if (places.isEmpty()) {
      if (fate.equals("kept")) {
        fate = "kept, and in no shard";
        story.stage(
            stage.name(),
            "in no shard: the mixture takes no copy of it, or the shards are not made yet");
      }
      return;
    }
    if (fate.equals("removed")) {
      fate = "removed, and in its shards until the recipe is run again";
    } else {
      fate = places.size() == 1 ? "kept" : "kept, " + places.size() + " copies";
    }
    story.stage(stage.name(), places.size() == 1 ? "one copy" : places.size() + " copies");
    places.forEach(
        p -> story.detail(range(p.shard(), p.start(), p.end()) + ", epoch " + p.epoch()));
  }

  private static String range(int shard, long start, long end) {
    return String.format(Locale.ROOT, "shard-%05d, tokens [%d, %d)", shard, start, end);
  }
}
