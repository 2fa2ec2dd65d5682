package io.quipu.pipelines.stage.part;

import java.util.List;

/**
 * What a stage did with one document, as facts; the code that shows them chooses words and layout.
 *
 * @param facts in reading order
 */
public record StageStory(Headline headline, List<StoryFact> facts) {

  public StageStory {
    facts = List.copyOf(facts);
  }

  public static StageStory of(Headline headline, StoryFact... facts) {
    return new StageStory(headline, List.of(facts));
  }
}
