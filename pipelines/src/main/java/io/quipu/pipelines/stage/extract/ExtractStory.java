package io.quipu.pipelines.stage.extract;

import io.quipu.core.document.Document;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What extract read from a record: signals, and other metadata of the source. */
public final class ExtractStory implements StoryTeller {

  /** Metadata of a source that are signals too. */
  private static final Set<String> SIGNALS =
      Set.of(
          Document.Extra.URL, Document.Extra.TIME, Document.Extra.LICENSE, Document.Extra.LANGUAGE);

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    List<StoryFact> facts = new ArrayList<>(document.measured(stage));
    for (StoryFact.Named extra : document.extra()) {
      if (!SIGNALS.contains(extra.name())) {
        facts.add(extra);
      }
    }
    return List.of(new StageStory(new Headline.Did("a document"), facts));
  }
}
