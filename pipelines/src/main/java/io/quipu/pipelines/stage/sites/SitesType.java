package io.quipu.pipelines.stage.sites;

import io.quipu.core.signal.LabelSignal;
import io.quipu.filters.pii.PiiDisclosure;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.FileUse;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideStage;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.part.WideWork;
import io.quipu.pipelines.work.StageFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sites}: drops the pages of sites that disclose personal data. */
public final class SitesType implements WideStage {

  /** Signals of the PII steps that are counted. */
  private static final List<String> SIGNALS =
      List.of("site", "pii_disclosures", "pii_disclosure_kinds", "pii_disclosure_example");

  @Override
  public String name() {
    return SitesStage.KIND;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public SpecForm form() {
    return SpecForm.of(SitesStage.class);
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("decisions/" + name);
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    if (spec instanceof SitesStage sites && sites.lists().isEmpty()) {
      flow.needs("", "it", PiiDisclosure.KINDS.name(), LabelSignal.class);
    }
    SIGNALS.forEach(flow::mayUse);
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new SitesStory());
  }

  @Override
  public Set<Dataset> opens(LoadedRun run, Stage stage, String source) {
    return Set.of(Dataset.EXTRACT_SIGNALS);
  }

  @Override
  public void open(StageSpec spec, FileUse files) {
    for (NamedFile list : spec.files()) {
      List<String> name = List.of(list.name());
      files.of(list.path(), resources -> SiteListFile.load(resources, name));
    }
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return new SiteRemoval(run, stage);
  }

  @Override
  public boolean isComplete(LoadedRun run, Stage stage, List<WideTask> tasks) throws IOException {
    return SiteEvidenceFile.isThere(run, stage, tasks);
  }

  @Override
  public void forget(LoadedRun run, Stage stage) throws IOException {
    new StageFolder(run.work().folder(Dataset.sites(stage.name()))).deleteLitter(Set.of());
  }
}
