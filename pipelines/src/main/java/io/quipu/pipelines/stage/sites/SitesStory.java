package io.quipu.pipelines.stage.sites;

import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the run found of a document's site, and whether its pages go. */
public final class SitesStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    Row extracted = document.read(Dataset.EXTRACT_SIGNALS, List.of("site"));
    String site = StoryReader.text(extracted, 0);
    Headline headline =
        dropped
            ? document.dropped(stage.main())
            : new Headline.Kept(extracted.isNull(0) ? "no site" : site);
    List<StoryFact> facts = new ArrayList<>();
    Optional<StageManifest> decisions = document.open().manifest(stage.main());
    if (!extracted.isNull(0) && decisions.isPresent()) {
      SiteEvidenceFile.read(document.open().folder(), stage, decisions.get(), site)
          .ifPresent(evidence -> facts.add(new StoryFact.Site(evidence)));
    }
    return List.of(new StageStory(headline, facts));
  }
}
