package io.quipu.pipelines.stage.mix;

import io.quipu.core.account.Counts;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.ShardVocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Token counts of surviving documents, read from the tokens files without reading token ids. */
public final class TokenCounts {

  /** Receives documents. */
  public interface Sink {
    void document(Key128 id, int tokens) throws IOException;
  }

  private TokenCounts() {}

  /** Unique tokens by source, including end-of-document tokens if the vocabulary has one. */
  public static SortedMap<String, Long> unique(LoadedRun run, Ledger ledger) {
    SortedMap<String, Long> unique = new TreeMap<>();
    for (String part : ledger.parts()) {
      for (Counts counts : ledger.entry(part, Dataset.TOKENS).counts()) {
        long ends = counts.unit().equals("documents") ? ends(run) : 1;
        unique.merge(Ledger.source(part), counts.kept() * ends, Long::sum);
      }
    }
    return unique;
  }

  /** The number of tokens that a shard adds after each document. */
  public static int ends(LoadedRun run) {
    return ShardVocabulary.of(run.encoder()).endTokens();
  }

  /** The parts of some sources, with their tokens files. */
  public static List<WideTask> tasks(Ledger ledger, Set<String> sources) {
    List<WideTask> tasks = new ArrayList<>();
    for (String part : ledger.parts()) {
      if (sources.contains(Ledger.source(part))) {
        tasks.add(
            new WideTask(
                tasks.size(),
                part,
                new TreeMap<>(Map.of(Dataset.TOKENS, ledger.file(part, Dataset.TOKENS))),
                ""));
      }
    }
    return tasks;
  }

  public static void read(WideTask task, Sink sink) throws IOException {
    String tokens = task.file(Dataset.TOKENS).path();
    try (PartFileReader reader =
        new PartFileReader(tokens, ParallelRows.OUTCOME, TokenRows.KEY, TokenRows.COUNT)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        if (ParallelRows.isKept(row)) {
          DocumentId id = new DocumentId(task.source(), row.getString(TokenRows.KEY));
          sink.document(id.key128(), row.getInt(TokenRows.COUNT));
        }
      }
    }
  }

  /** Row digests of the tokens, by part. */
  public static SortedMap<String, String> digests(Ledger ledger) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (String part : ledger.parts()) {
      digests.put(part, ledger.entry(part, Dataset.TOKENS).rowDigest());
    }
    return digests;
  }
}
