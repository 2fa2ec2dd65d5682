package io.quipu.pipelines.stage.shard;

import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.release.ShardMaps;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The tokens of a document in shards, also those from before it was removed. */
public final class ShardStory implements StoryTeller {

  @Override
  public List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    WorkFolder work = document.open().folder();
    DocumentId id = document.id();
    List<StageStory> stories = new ArrayList<>();
    for (Removals.Removal removal : Removals.read(work)) {
      if (removal.source().equals(id.source()) && removal.key().equals(id.key())) {
        stories.add(removed(removal));
      }
    }
    boolean removed = !stories.isEmpty();
    List<ShardMaps.Place> places = ShardMaps.find(work, Set.of(id)).getOrDefault(id, List.of());
    if (!places.isEmpty()) {
      stories.add(inShards(places, removed));
    } else if (!removed) {
      stories.add(StageStory.of(new Headline.InNoShard()));
    }
    return stories;
  }

  private static StageStory removed(Removals.Removal removal) {
    return StageStory.of(
        new Headline.Removed(),
        new StoryFact.ShardRanges(
            removal.ranges().stream()
                .map(
                    r ->
                        new StoryFact.ShardRange(
                            r.shard(), r.start(), r.end(), OptionalInt.empty()))
                .toList()));
  }

  private static StageStory inShards(List<ShardMaps.Place> places, boolean removed) {
    return StageStory.of(
        new Headline.InShards(places.size(), removed),
        new StoryFact.ShardRanges(
            places.stream()
                .map(
                    p ->
                        new StoryFact.ShardRange(
                            p.shard(), p.start(), p.end(), OptionalInt.of(p.epoch())))
                .toList()));
  }
}
