package io.quipu.pipelines.stage.narrow;

import io.quipu.core.signal.SignalRow;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.RuleOutcome;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;

/** The result of every rule of a filter for a document; the first broken one decided. */
public final class FilterStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    SignalRow seen = document.seenBy(stage);
    List<RuleOutcome> rules =
        stage.spec(FilterStage.class).rules().stream()
            .map(named -> RuleOutcome.of(named, document.id(), seen))
            .toList();
    Headline headline =
        dropped ? document.dropped(stage.main()) : new Headline.Kept("no rule is broken");
    return List.of(StageStory.of(headline, new StoryFact.Rules(rules)));
  }
}
