package io.quipu.pipelines.inspect.facts;

import io.quipu.core.document.Origin;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.part.RecordSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a raw record, stage by stage, from the files that the current manifests name.
 *
 * @param key empty if it could not be told
 * @param url empty if the source states none
 */
public record RecordStory(
    String source, String key, Origin origin, String url, Result result, List<Chapter> chapters) {

  public RecordStory {
    chapters = List.copyOf(chapters);
  }

  /** What became of the record in the end. */
  public sealed interface Result {}

  /**
   * It became no document.
   *
   * @param outcome {@code skipped} or {@code failed}
   * @param detail what was found and where; empty where the reason says all
   */
  public record NoDocument(String outcome, String reason, String detail) implements Result {}

  /**
   * It became a document.
   *
   * @param row of the document in its part
   * @param ending what the last stage that decided says; empty if none did
   */
  public record InPart(String part, int row, Optional<Ended> ending) implements Result {}

  /** An ending and the name of the stage that it is of. */
  public record Ended(String stage, Headline.Ending by) {}

  /** What a stage tells of the document. */
  public record Chapter(String stage, StageStory story) {}

  static RecordStory of(LastRun open, RecordSearch.Found found) throws IOException {
    List<Chapter> chapters = new ArrayList<>();
    if (found.isDocument()) {
      StoryReader document = new StoryReader(open, found.part(), found.row(), found.id());
      for (Stage stage : open.plan().stages()) {
        List<StageStory> stories = tell(document, stage);
        stories.forEach(story -> chapters.add(new Chapter(stage.name(), story)));
        if (stories.stream().anyMatch(story -> story.headline() instanceof Headline.Last)) {
          break;
        }
      }
    }
    Result result =
        found.isDocument()
            ? new InPart(found.part(), found.row(), ending(chapters))
            : new NoDocument(found.outcome(), found.reason(), found.detail());
    return new RecordStory(
        found.source(), found.key(), found.origin(), found.url(), result, chapters);
  }

  private static List<StageStory> tell(StoryReader document, Stage stage) throws IOException {
    Optional<StoryTeller> teller = StageType.of(stage).teller();
    if (teller.isEmpty() || !stage.sees(document.id().source())) {
      return List.of();
    }
    if (!stage.isPerPart()) {
      return teller.get().tell(document, stage, false);
    }
    if (!document.has(stage.main())) {
      return List.of(StageStory.of(new Headline.NotMade()));
    }
    Outcome outcome = document.outcome(stage.main());
    return switch (outcome) {
      case GONE -> List.of(StageStory.of(new Headline.NotRebuilt()));
      case FAILED -> List.of(StageStory.of(document.failed(stage.main())));
      case KEPT -> teller.get().tell(document, stage, false);
      case DROPPED -> withEnding(stage.name(), teller.get().tell(document, stage, true));
    };
  }

  /**
   * The stories of a dropped document.
   *
   * @throws IllegalStateException if none says why it was dropped
   */
  static List<StageStory> withEnding(String stage, List<StageStory> stories) {
    if (stories.stream().noneMatch(story -> story.headline() instanceof Headline.Last)) {
      throw new IllegalStateException(
          "stage " + stage + " dropped a document and does not tell why");
    }
    return stories;
  }

  private static Optional<Ended> ending(List<Chapter> chapters) {
    Optional<Ended> last = Optional.empty();
    for (Chapter chapter : chapters) {
      if (chapter.story().headline() instanceof Headline.Ending by) {
        last = Optional.of(new Ended(chapter.stage(), by));
      }
    }
    return last;
  }
}
