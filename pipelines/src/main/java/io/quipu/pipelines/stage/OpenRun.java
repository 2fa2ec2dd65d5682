package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import io.quipu.filters.FilterSteps;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.RecipeReader;
import io.quipu.pipelines.recipe.ResolvedRecipe;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.StepCatalogue;
import io.quipu.pipelines.recipe.TokenizerSpec;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.record.SourceKinds;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A run as one JVM has it: recipe, plan, steps and models. Immutable and shared by all threads. */
public final class OpenRun {

  private final RunContext context;
  private final Plan plan;
  private final WorkResources resources;
  private final TextEncoder encoder;
  private final Set<String> quarantine;

  OpenRun(RunContext context) {
    this.context = context;
    resources = new WorkResources(context.work(), context.resources());
    CheckedRecipe checked =
        RecipeReader.fromCanonicalJson(context.recipe(), jarless -> Bundles.load(context, jarless));
    plan = Plan.of(checked);
    encoder = encoder(plan.recipe().tokenizer());
    Set<String> ids = new TreeSet<>();
    context.quarantine().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(ids::add);
    quarantine = Set.copyOf(ids);
  }

  private TextEncoder encoder(TokenizerSpec spec) {
    if (spec instanceof TokenizerSpec.Named named) {
      return resources.encoder(named.name());
    } else if (spec instanceof TokenizerSpec.InFile file) {
      return resources.encoder(file.file());
    } else if (spec instanceof TokenizerSpec.InModel model) {
      return Models.encoder(resources, model.model());
    }
    throw new IllegalStateException("unknown tokenizer " + spec);
  }

  public RunContext context() {
    return context;
  }

  public Plan plan() {
    return plan;
  }

  public WorkFolder work() {
    return context.work();
  }

  public Resources resources() {
    return resources;
  }

  public TextEncoder encoder() {
    return encoder;
  }

  public long seed() {
    return plan.recipe().seed();
  }

  boolean quarantined(DocumentId id) {
    return quarantine.contains(id.toString());
  }

  /** What a stage is configured with: all but the data that its files depend on. */
  String config(Stage stage, String source) {
    return switch (stage.kind()) {
      case EXTRACT -> extractConfig(source);
      case TOKENIZE -> "tokenize " + encoder.name();
      case IDENTITY -> "identity";
      default ->
          stage.kind() + " " + ResolvedRecipe.stageJson(stage.spec(io.quipu.pipelines.recipe.StageSpec.class)) + " "
              + context.resources();
    };
  }

  private String extractConfig(String source) {
    SourceSpec spec = plan.recipe().sources().get(source);
    SourceDefinition kind = SourceKinds.of(spec.kind());
    return "extract " + source + " " + kind.kind() + " " + kind.version() + " " + new TreeMap<>(spec.options()) + " "
        + context.limit() + " " + context.quarantine();
  }

  /**
   * Fingerprint of a local stage's files of one part.
   *
   * @param files the part's files as far as they are known
   */
  String fingerprint(Stage stage, String source, Function<Dataset, FileRef> files) {
    StageReads reads = plan.reads(stage, source);
    SortedMap<String, String> inputs = new TreeMap<>();
    if (reads.text()) {
      inputs.put("text", files.apply(Dataset.DOCUMENTS).rowDigest());
      for (Dataset edits : reads.edits()) {
        inputs.put("edits " + edits.stage(), files.apply(edits).rowDigest());
      }
    }
    for (Dataset signals : new TreeSet<>(reads.signals().values())) {
      inputs.put("signals " + signals.stage(), files.apply(signals).rowDigest());
    }
    Dataset previous = reads.previous();
    if (previous != null) {
      inputs.put("kept", files.apply(previous).keptDigest());
    }
    return Fingerprint.of(config(stage, source), inputs);
  }

  /** Quipu's own steps. */
  public static StepCatalogue ownSteps() {
    return StepCatalogue.empty().with("Quipu", new FilterSteps());
  }
}
