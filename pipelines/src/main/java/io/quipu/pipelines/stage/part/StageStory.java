package io.quipu.pipelines.stage.part;

import java.util.List;

/**
 * What a stage has to tell of one document, as facts: whoever shows them chooses words and layout.
 *
 * @param facts in the order in which they are to be read
 */
public record StageStory(Headline headline, List<StoryFact> facts) {

  public StageStory {
    facts = List.copyOf(facts);
  }

  public static StageStory of(Headline headline, StoryFact... facts) {
    return new StageStory(headline, List.of(facts));
  }
}
