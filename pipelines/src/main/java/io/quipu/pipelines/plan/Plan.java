package io.quipu.pipelines.plan;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SpanSignal;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ordered stages that a recipe compiles to, and what each of them reads and writes. Immutable.
 */
public final class Plan {

  private final Recipe recipe;
  private final List<Stage> stages;

  private Plan(Recipe recipe, List<Stage> stages) {
    this.recipe = recipe;
    this.stages = List.copyOf(stages);
  }

  public static Plan of(CheckedRecipe checked) {
    Recipe recipe = checked.recipe();
    List<Stage> stages = new ArrayList<>(ofEveryPlan(Place.START, checked));
    boolean wide = false;
    for (StageSpec spec : recipe.stages()) {
      List<StageKind> kinds = StageKinds.all().row(spec.kind()).compiled();
      if (!wide && kinds.stream().anyMatch(kind -> kind.scope() != Scope.NARROW)) {
        stages.addAll(ofEveryPlan(Place.BEFORE_WIDE, checked));
        wide = true;
      }
      for (StageKind kind : kinds) {
        stages.add(stage(kind.stageName(spec), kind, spec, spec.sources()));
      }
    }
    if (!wide) {
      stages.addAll(ofEveryPlan(Place.BEFORE_WIDE, checked));
    }
    stages.addAll(ofEveryPlan(Place.END, checked));
    return new Plan(recipe, stages);
  }

  /** The implicit stages of one position: those that every plan has. */
  private static List<Stage> ofEveryPlan(Place place, CheckedRecipe checked) {
    List<Stage> stages = new ArrayList<>();
    for (StageKind kind : StageKinds.all().rows()) {
      if (kind.place() == place && checked.recipe().has(kind.askedBy())) {
        stages.add(stage(kind.name(), kind, null, List.of()));
      }
    }
    return stages;
  }

  private static Stage stage(
      String name, StageKind kind, @Nullable StageSpec spec, List<String> sources) {
    List<Dataset> writes = kind.writes(name, spec).stream().map(Dataset::in).toList();
    return new Stage(name, kind, spec, sources, writes);
  }

  public Recipe recipe() {
    return recipe;
  }

  public List<Stage> stages() {
    return stages;
  }

  /**
   * @throws IllegalArgumentException if there is no such stage; the message lists the stages
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

  /**
   * The stage that writes a dataset.
   *
   * @throws IllegalArgumentException if no stage does
   */
  public Stage producer(Dataset dataset) {
    for (Stage stage : stages) {
      if (stage.writes().contains(dataset)) {
        return stage;
      }
    }
    throw new IllegalArgumentException("no stage writes " + dataset.name());
  }

  /** The stages before a given one that documents of a source go through, in order. */
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
    if (stage.isStart()) {
      return new StageReads(false, List.of(), Collections.emptySortedMap(), null);
    }
    List<Stage> earlier = before(stage, source);
    boolean text = stage.kind().readsText();
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
    for (String signal : asked(stage, earlier)) {
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
    return asks(stage).measured;
  }

  /** The latest stage among {@code stages} that measures a signal, as the dataset that holds it. */
  private @Nullable Dataset measuring(String signal, List<Stage> earlier) {
    Dataset latest = null;
    for (Stage s : earlier) {
      for (Signal measured : measures(s)) {
        // spans are visible in their own stage only
        if (measured.name().equals(signal) && !(measured instanceof SpanSignal)) {
          latest = Dataset.signals(s.name());
        }
      }
    }
    return latest;
  }

  private Set<String> asked(Stage stage, List<Stage> earlier) {
    Asks asks = asks(stage);
    if (asks.all) {
      for (Stage s : earlier) {
        for (Signal measured : measures(s)) {
          asks.signals.add(measured.name());
        }
      }
    }
    return asks.signals;
  }

  private Asks asks(Stage stage) {
    Asks asks = new Asks();
    stage.kind().flow(stage.spec(), asks);
    return asks;
  }

  /** The signals that one stage needs and measures. */
  private static final class Asks implements StageFlow {
    private final Set<String> signals = new LinkedHashSet<>();
    private final List<Signal> measured = new ArrayList<>();
    private boolean all;

    @Override
    public void needs(
        String at, String who, String signal, @Nullable Class<? extends Signal> type) {
      signals.add(signal);
    }

    @Override
    public void mayUse(String signal) {
      signals.add(signal);
    }

    @Override
    public void mayUseAll() {
      all = true;
    }

    @Override
    public void measures(Signal signal) {
      measured.add(signal);
    }

    @Override
    public void edits(String at, String who, List<Signal> tellOf) {}
  }
}
