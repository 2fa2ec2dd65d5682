package io.quipu.pipelines.stage.narrow;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.part.TokenRows;
import java.io.IOException;
import java.util.List;

/** The number of tokens of a document. */
public final class TokenizeStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    int count = document.read(stage.main(), TokenRows.COUNT).getInt(TokenRows.COUNT);
    return List.of(StageStory.of(new Headline.Tokens(count)));
  }
}
