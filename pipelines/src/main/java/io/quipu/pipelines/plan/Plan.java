package io.quipu.pipelines.plan;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.DedupStage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.NamedRule;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.SitesStage;
import io.quipu.pipelines.recipe.StageSpec;
import io.quipu.pipelines.recipe.StepUse;
import io.quipu.pipelines.recipe.SurvivorKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ordered stages that a recipe compiles to, and what each of them reads and leaves behind.
 * Immutable.
 */
public final class Plan {

  /** Signals of the PII steps that the sites stage counts. */
  public static final List<String> SITE_SIGNALS =
      List.of("site", "pii_disclosures", "pii_disclosure_kinds", "pii_disclosure_example");

  private final Recipe recipe;
  private final List<Stage> stages;

  private Plan(Recipe recipe, List<Stage> stages) {
    this.recipe = recipe;
    this.stages = List.copyOf(stages);
  }

  public static Plan of(CheckedRecipe checked) {
    Recipe recipe = checked.recipe();
    List<Stage> stages = new ArrayList<>();
    stages.add(
        new Stage(
            "extract",
            StageKind.EXTRACT,
            null,
            List.of(),
            List.of(Dataset.DOCUMENTS, Dataset.RECORDS, Dataset.EXTRACT_SIGNALS)));
    boolean identified = false;
    for (StageSpec spec : recipe.stages()) {
      if (!identified && (spec instanceof DedupStage || spec instanceof SitesStage)) {
        stages.add(identity());
        identified = true;
      }
      compile(spec, stages);
    }
    if (!identified) {
      stages.add(identity());
    }
    stages.add(new Stage("tokenize", StageKind.TOKENIZE, null, List.of(), List.of(Dataset.TOKENS)));
    stages.add(new Stage("mix", StageKind.MIX, null, List.of(), List.of(Dataset.MIXTURE)));
    stages.add(new Stage("shard", StageKind.SHARD, null, List.of(), List.of(Dataset.SHARDS)));
    if (recipe.evaluate() != null) {
      stages.add(
          new Stage("evaluate", StageKind.EVALUATE, null, List.of(), List.of(Dataset.EVALUATION)));
    }
    stages.add(
        new Stage(
            "publish", StageKind.PUBLISH, null, List.of(), List.of(new Dataset("release", ""))));
    return new Plan(recipe, stages);
  }

  private static Stage identity() {
    return new Stage(
        "identity", StageKind.IDENTITY, null, List.of(), List.of(Dataset.decisions("identity")));
  }

  private static void compile(StageSpec spec, List<Stage> stages) {
    String name = spec.name();
    if (spec instanceof AnnotateStage annotate) {
      List<Dataset> writes = new ArrayList<>(List.of(Dataset.signals(name)));
      if (annotate.edits()) {
        writes.add(Dataset.edits(name));
      }
      stages.add(new Stage(name, StageKind.ANNOTATE, spec, spec.sources(), writes));
    } else if (spec instanceof FilterStage) {
      stages.add(
          new Stage(
              name, StageKind.FILTER, spec, spec.sources(), List.of(Dataset.decisions(name))));
    } else if (spec instanceof SitesStage) {
      stages.add(
          new Stage(name, StageKind.SITES, spec, spec.sources(), List.of(Dataset.decisions(name))));
    } else if (spec instanceof DedupStage dedup) {
      stages.add(
          new Stage(
              name + ".signatures",
              StageKind.SIGNATURES,
              spec,
              spec.sources(),
              List.of(Dataset.signatures(name))));
      Stage whole =
          new Stage(name, StageKind.DEDUP, dedup, spec.sources(), List.of(Dataset.decisions(name)));
      stages.add(
          whole.cutsParagraphs()
              ? new Stage(
                  name, StageKind.DEDUP, dedup, spec.sources(), List.of(Dataset.edits(name)))
              : whole);
    }
  }

  public Recipe recipe() {
    return recipe;
  }

  public List<Stage> stages() {
    return stages;
  }

  /**
   * @throws IllegalArgumentException if there is none; the message lists the stages
   */
  public Stage stage(String name) {
    for (Stage stage : stages) {
      if (stage.name().equals(name)) {
        return stage;
      }
    }
    throw new IllegalArgumentException(
        "no stage " + name + "; the stages are " + stages.stream().map(Stage::name).toList());
  }

  /** The stages before one that documents of a source go through, in order. */
  public List<Stage> before(Stage stage, String source) {
    List<Stage> earlier = new ArrayList<>();
    for (Stage s : stages) {
      if (s.name().equals(stage.name())) {
        break;
      }
      if (s.sees(source)) {
        earlier.add(s);
      }
    }
    return earlier;
  }

  /** What a stage reads of a part of a source. */
  public StageReads reads(Stage stage, String source) {
    if (stage.kind() == StageKind.EXTRACT) {
      return new StageReads(false, List.of(), Collections.emptySortedMap(), null);
    }
    List<Stage> earlier = before(stage, source);
    boolean text = stage.kind().text();
    List<Dataset> edits = new ArrayList<>();
    Dataset previous = Dataset.DOCUMENTS;
    for (Stage s : earlier) {
      for (Dataset d : s.writes()) {
        if (text && d.kind().equals("edits")) {
          edits.add(d);
        }
      }
      previous = s.main();
    }
    SortedMap<String, Dataset> signals = new TreeMap<>();
    for (String signal : signalsOf(stage, source)) {
      Dataset measured = measuring(signal, earlier);
      if (measured != null) {
        signals.put(signal, measured);
      }
    }
    return new StageReads(
        text, List.copyOf(edits), Collections.unmodifiableSortedMap(signals), previous);
  }

  /** The signals that a stage measures. */
  public List<Signal> measures(Stage stage) {
    if (stage.kind() == StageKind.EXTRACT) {
      return ExtractSignals.ALL;
    }
    List<Signal> signals = new ArrayList<>();
    if (stage.spec() instanceof AnnotateStage annotate) {
      for (StepUse use : annotate.steps()) {
        signals.addAll(use.writes());
      }
    }
    return signals;
  }

  /** The latest stage among {@code stages} that measures a signal, as the dataset that holds it. */
  private @Nullable Dataset measuring(String signal, List<Stage> earlier) {
    Dataset latest = null;
    for (Stage s : earlier) {
      for (Signal measured : measures(s)) {
        // places are seen in their own stage only
        if (measured.name().equals(signal) && !(measured instanceof SpanSignal)) {
          latest = Dataset.signals(s.name());
        }
      }
    }
    return latest;
  }

  private Set<String> signalsOf(Stage stage, String source) {
    Set<String> names = new LinkedHashSet<>();
    StageSpec spec = stage.spec();
    if (spec instanceof AnnotateStage annotate) {
      for (StepUse use : annotate.steps()) {
        names.addAll(use.reads());
      }
    } else if (spec instanceof FilterStage filter) {
      for (NamedRule named : filter.rules()) {
        addSignals(named.rule(), stage, source, names);
      }
    } else if (spec instanceof SitesStage) {
      names.addAll(SITE_SIGNALS);
    } else if (spec instanceof DedupStage dedup && stage.kind() == StageKind.SIGNATURES) {
      names.add(ExtractSignals.TIME.name());
      for (SurvivorKey key : dedup.survivor()) {
        if (key instanceof SurvivorKey.BySignal by) {
          names.add(by.signal());
        }
      }
    }
    return names;
  }

  /** A rule of a user's own class may look at anything measured before. */
  private void addSignals(Rule rule, Stage stage, String source, Set<String> names) {
    if (rule instanceof SignalRule signal) {
      names.add(signal.signal());
      if (signal.byLabel() != null) {
        names.add(signal.byLabel());
      }
    } else if (rule instanceof LabelRule label) {
      names.add(label.signal());
    } else {
      for (Stage s : before(stage, source)) {
        for (Signal measured : measures(s)) {
          names.add(measured.name());
        }
      }
    }
  }
}
