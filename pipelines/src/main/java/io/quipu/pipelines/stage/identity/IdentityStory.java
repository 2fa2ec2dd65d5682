package io.quipu.pipelines.stage.identity;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;

/** Whether an earlier document has the same id. */
public final class IdentityStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    return List.of(
        StageStory.of(
            dropped
                ? document.dropped(stage.main())
                : new Headline.Did("no other document has its id")));
  }
}
