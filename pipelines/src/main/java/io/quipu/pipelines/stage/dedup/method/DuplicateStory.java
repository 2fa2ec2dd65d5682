package io.quipu.pipelines.stage.dedup.method;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.release.DuplicateClusters;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * For methods that drop documents: the survivor of a duplicate, or the duplicates of a survivor.
 */
public final class DuplicateStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    return List.of(dropped ? StageStory.of(duplicate(document, stage)) : survivor(document, stage));
  }

  private static Headline duplicate(StoryReader document, Stage stage) throws IOException {
    Row row =
        document.read(
            stage.main(),
            DecisionRows.DUPLICATE_OF_SOURCE,
            DecisionRows.DUPLICATE_OF_KEY,
            DecisionRows.SIMILARITY,
            DecisionRows.CLUSTER_SIZE);
    return new Headline.Duplicate(
        DecisionRows.duplicateOf(row),
        similarity(DecisionRows.similarity(row)),
        row.getInt(DecisionRows.CLUSTER_SIZE));
  }

  private static OptionalDouble similarity(double similarity) {
    return similarity < 0 ? OptionalDouble.empty() : OptionalDouble.of(similarity);
  }

  private static StageStory survivor(StoryReader document, Stage stage) throws IOException {
    long[] documents = {0};
    List<StoryFact.Repeat> first = new ArrayList<>();
    DuplicateClusters.scan(
        document.open().folder(),
        stage,
        (id, of, similarity) -> {
          if (of.equals(document.id()) && documents[0]++ < StoryFact.MOST) {
            first.add(new StoryFact.Repeat(id, similarity(similarity)));
          }
        });
    return StageStory.of(
        new Headline.Repeated(documents[0]), new StoryFact.Repeats(documents[0], first));
  }
}
