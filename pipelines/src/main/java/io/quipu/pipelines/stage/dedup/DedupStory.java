package io.quipu.pipelines.stage.dedup;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.dedup.method.DuplicateStory;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphStory;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;

/** What a dedup stage did, as its method tells it. */
public final class DedupStory implements StoryTeller {

  private final StoryTeller duplicates = new DuplicateStory();
  private final StoryTeller paragraphs = new ParagraphStory();

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    StoryTeller method = stage.main().kind().equals("decisions") ? duplicates : paragraphs;
    return method.tell(document, stage, dropped);
  }
}
