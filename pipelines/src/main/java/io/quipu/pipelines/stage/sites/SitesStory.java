package io.quipu.pipelines.stage.sites;

import io.quipu.core.account.StageManifest;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.State;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the run found about a document's site, and whether its pages are dropped. */
public final class SitesStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    List<Signal> asked = List.of(ExtractSignals.SITE);
    SignalRow extracted = new SignalRow(new SignalSchema(asked));
    document.readSignals(Dataset.EXTRACT_SIGNALS, asked, extracted);
    boolean known = extracted.state(ExtractSignals.SITE) == State.DEFINED;
    String site = known ? extracted.label(ExtractSignals.SITE) : "no site";
    Headline headline = dropped ? document.dropped(stage.main()) : new Headline.Kept(site);
    List<StoryFact> facts = new ArrayList<>();
    Optional<StageManifest> decisions = document.open().manifest(stage.main());
    if (known && decisions.isPresent()) {
      SiteEvidenceFile.read(document.open().folder(), stage, decisions.get(), site)
          .ifPresent(evidence -> facts.add(new StoryFact.Site(evidence)));
    }
    return List.of(new StageStory(headline, facts));
  }
}
