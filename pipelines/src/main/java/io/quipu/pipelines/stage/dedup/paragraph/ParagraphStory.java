package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;

/** The paragraphs of a document that are cut. */
public final class ParagraphStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    return List.of(
        StageStory.of(
            new Headline.Did("paragraphs that another document has, or this one before, are cut"),
            document.edits(stage.main())));
  }
}
