package io.quipu.pipelines.release;

import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.RecordSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Notes documents down that are to leave the shards, with the tokens they have there. The next run
 * writes the shards that hold them again, under the same plan; the others stay as they are.
 */
public final class Remover {

  /**
   * What was noted down.
   *
   * @param asked documents that have these names
   * @param copies other members of their clusters
   * @param added how many of all these were not noted down before
   * @param ranges of tokens that they have in the current shards
   * @param shards that have such a range
   * @param unknown names that no document has, in their order
   */
  public record Result(
      int asked, int copies, int added, int ranges, int shards, List<String> unknown) {}

  private Remover() {}

  /**
   * The caller holds the lock of the work folder.
   *
   * @param names {@code source/key}, bare keys or URLs
   * @param copies whether the other members of their duplicate clusters go too
   */
  public static Result remove(WorkFolder work, Plan plan, Collection<String> names, boolean copies)
      throws IOException {
    SortedSet<DocumentId> asked = new TreeSet<>();
    List<String> unknown = new ArrayList<>();
    Map<String, List<RecordSearch.Found>> found = RecordSearch.find(work, names);
    for (String name : names) {
      List<DocumentId> documents =
          found.getOrDefault(name, List.of()).stream()
              .filter(RecordSearch.Found::isDocument)
              .map(RecordSearch.Found::id)
              .toList();
      asked.addAll(documents);
      if (documents.isEmpty()) {
        unknown.add(name);
      }
    }
    SortedSet<DocumentId> all = copies ? DuplicateClusters.members(work, plan, asked) : asked;
    SortedMap<DocumentId, List<ShardMaps.Place>> places = ShardMaps.find(work, all);
    List<Removals.Removal> removals = new ArrayList<>();
    for (DocumentId id : all) {
      List<Removals.TokenRange> ranges = new ArrayList<>();
      for (ShardMaps.Place place : places.getOrDefault(id, List.of())) {
        ranges.add(new Removals.TokenRange(place.shard(), place.start(), place.end()));
      }
      removals.add(new Removals.Removal(id.source(), id.key(), ranges));
    }
    int added = Removals.append(work, removals);
    int ranges = places.values().stream().mapToInt(List::size).sum();
    long shards =
        places.values().stream()
            .flatMap(List::stream)
            .mapToInt(ShardMaps.Place::shard)
            .distinct()
            .count();
    return new Result(
        asked.size(), all.size() - asked.size(), added, ranges, (int) shards, unknown);
  }
}
