package io.quipu.pipelines.stage.narrow;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the steps of an annotate stage measured and changed. */
public final class AnnotateStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    List<StoryFact> facts = new ArrayList<>(document.measured(stage));
    for (Dataset dataset : stage.writes()) {
      if (dataset.kind().equals("edits")) {
        facts.add(document.edits(dataset));
      }
    }
    return List.of(new StageStory(new Headline.Did("measured"), facts));
  }
}
