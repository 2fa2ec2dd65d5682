package io.quipu.pipelines.inspect.facts;

import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.part.RecordSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of every record that has a name.
 *
 * @param records the first of them
 * @param more how many there are beside these
 */
public record WhyFacts(List<RecordStory> records, int more) {

  private static final int MOST_RECORDS = 10;

  public WhyFacts {
    records = List.copyOf(records);
  }

  /**
   * No records if there is none of that name.
   *
   * @param name {@code source/key}, bare key, URL, or {@code source/input@offset}
   */
  public static WhyFacts of(LastRun open, String name) throws IOException {
    List<RecordSearch.Found> all =
        RecordSearch.find(open.folder(), List.of(name)).getOrDefault(name, List.of());
    List<RecordStory> records = new ArrayList<>();
    for (RecordSearch.Found found : all.subList(0, Math.min(MOST_RECORDS, all.size()))) {
      records.add(RecordStory.of(open, found));
    }
    return new WhyFacts(records, all.size() - records.size());
  }
}
