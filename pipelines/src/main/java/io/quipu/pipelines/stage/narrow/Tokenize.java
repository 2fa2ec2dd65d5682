package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.TokenType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Encodes the text of surviving documents. End-of-document tokens are not stored; the mixture
 * counts them.
 */
final class Tokenize implements DocumentProcessor {

  private final LoadedRun run;
  private final TextEncoder encoder;
  private final ParallelWriter writer;
  private long tokens;

  Tokenize(LoadedRun run) throws IOException {
    this.run = run;
    encoder = run.encoder();
    writer = new ParallelWriter(TokenRows.SCHEMA);
  }

  @Override
  public void document(DocumentState state) throws IOException {
    if (!state.alive) {
      writer.gone();
      return;
    }
    int[] ids;
    try {
      ids = encoder.encode(state.view.text());
    } catch (RuntimeException | StackOverflowError e) {
      state.alive = false;
      writer.failed("tokenize", StepFailure.describe(e));
      return;
    }
    TokenRows.write(state.id().key(), TokenType.INT32.pack(ids), writer.row());
    tokens += ids.length;
    writer.kept();
  }

  @Override
  public SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException {
    Counts counts =
        new Counts(
            "tokens", tokens, tokens, Collections.emptySortedMap(), Collections.emptySortedMap());
    return new TreeMap<>(
        Map.of(
            Dataset.TOKENS,
            writer.commit(
                run.work().folder(Dataset.TOKENS, source),
                part,
                fingerprint,
                attempt,
                new TreeMap<>(),
                List.of(counts))));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
