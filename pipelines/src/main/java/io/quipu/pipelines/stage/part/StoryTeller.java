package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Stage;
import java.io.IOException;
import java.util.List;

/** Explains what a stage did with one document, from the files that the stage wrote. */
@FunctionalInterface
public interface StoryTeller {

  /**
   * The story of a document that reached the stage and did not fail in it: usually one entry,
   * several if the stage did several things in turn. The story of a dropped document has a {@link
   * Headline.Last}.
   *
   * @param dropped whether the stage dropped the document; false for a stage that has no row for
   *     every document
   */
  List<StageStory> tell(StoryReader document, Stage stage, boolean dropped) throws IOException;
}
