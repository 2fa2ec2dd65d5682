package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.core.account.Counts;
import io.quipu.core.text.TextEdits;
import io.quipu.dedup.cluster.LongIndex;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.EditRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cuts paragraphs that a better-ranked document has, or that occurred before in the same document.
 * Of each part, only the best document of each paragraph is sent.
 *
 * <pre>
 * parts              -> paragraph key (8) : rank, part
 * group by paragraph -> part | key        : (empty: another part has the best)
 * by part            -> edits
 * </pre>
 */
public final class ParagraphDedup {

  static final String REASON = "duplicate_paragraph";

  private ParagraphDedup() {}

  public static Job<WideTask> job(
      LoadedRun run, Stage stage, List<WideTask> tasks, long documents) {
    long paragraphs = documents * 20;
    return new Job<>(
        stage.name(),
        tasks,
        new Send(run.context(), stage.name()),
        List.of(
            new Shuffle(Shuffle.bucketsFor(paragraphs * 70), Integer.MAX_VALUE, new Choose()),
            PartExchange.byPart(
                run, stage, paragraphs * 20, (open, of, task, out) -> new OfPart(open, of, task))));
  }

  private interface Paragraphs {
    /**
     * @param row of the document; keys, starts and ends of its paragraphs in the row's columns
     */
    void document(int row, ByteBuffer keys, Row columns) throws IOException;
  }

  private static void read(WideTask task, Stage stage, Paragraphs sink) throws IOException {
    try (PartFileReader reader =
        new PartFileReader(
            task.file(Signatures.dataset(stage)).path(), ParagraphSignatures.SCHEMA)) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        if (ParallelRows.isKept(row)) {
          sink.document(i, ByteBuffer.wrap(row.getBinary(ParagraphSignatures.KEYS)), row);
        }
      }
    }
  }

  /** The best document of a part for every paragraph. */
  private static final class Best {
    private final LongIndex paragraphs = new LongIndex();
    private final Map<Integer, byte[]> ranks = new HashMap<>();
    private int[] rows = new int[1024];

    static Best of(WideTask task, Stage stage) throws IOException {
      Best best = new Best();
      read(
          task,
          stage,
          (row, keys, columns) -> {
            best.ranks.put(row, columns.getBinary(ParagraphSignatures.RANK));
            while (keys.hasRemaining()) {
              best.add(keys.getLong(), row);
            }
          });
      return best;
    }

    private void add(long paragraph, int row) {
      int known = paragraphs.size();
      int number = paragraphs.number(paragraph);
      if (number == rows.length) {
        rows = Arrays.copyOf(rows, 2 * number);
      }
      if (number == known || Rank.compare(rank(row), rank(rows[number])) < 0) {
        rows[number] = row;
      }
    }

    private byte[] rank(int row) {
      byte[] rank = ranks.get(row);
      if (rank == null) {
        throw new IllegalStateException("row " + row + " has no paragraphs");
      }
      return rank;
    }

    /** Whether a document is the best of the part that has the paragraph. */
    boolean has(int row, long paragraph) {
      return rows[paragraphs.number(paragraph)] == row;
    }
  }

  private record Send(RunSpec context, String stage) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      PartExchange.marker(task, out);
      Best best = Best.of(task, context.open().plan().stage(stage));
      for (int i = 0; i < best.paragraphs.size(); i++) {
        out.emit(
            PartExchange.record().int64(best.paragraphs.value(i)).toBytes(),
            new ByteWriter().bytes(best.rank(best.rows[i])).int32(task.index()).toBytes());
      }
    }
  }

  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, (key, values) -> choose(key, values, out));
    }

    private static void choose(byte[] key, Iterator<byte[]> values, KeyedSink out)
        throws IOException {
      values.next();
      long paragraph = PartExchange.fields(key).int64();
      while (values.hasNext()) {
        byte[] value = values.next();
        int part = ByteBuffer.wrap(value).getInt(value.length - 4);
        out.emit(PartExchange.record(part).int64(paragraph).toBytes(), new byte[0]);
      }
    }
  }

  /**
   * Writes the edits of one part. Receives the paragraphs whose best document is in another part.
   */
  private static final class OfPart implements PartExchange.PartWork {
    private final LoadedRun run;
    private final Stage stage;
    private final WideTask task;
    private final Set<Long> lost = new HashSet<>();
    private long paragraphs;
    private long cut;

    OfPart(LoadedRun run, Stage stage, WideTask task) {
      this.run = run;
      this.stage = stage;
      this.task = task;
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) {
      lost.add(key.int64());
    }

    @Override
    public void finish() throws IOException {
      Best best = Best.of(task, stage);
      Dataset previous = task.previous(run.plan(), stage);
      try (ParallelWriter writer = new ParallelWriter(EditRows.SCHEMA);
          PartFileReader alive =
              new PartFileReader(task.file(previous).path(), ParallelRows.OUTCOME)) {
        Row outcome = alive.newRow();
        int[] next = {0};
        read(
            task,
            stage,
            (row, keys, columns) -> {
              for (; next[0] < row && alive.next(outcome); next[0]++) {
                writer.gone();
              }
              alive.next(outcome);
              next[0]++;
              EditRows.write(edits(row, keys, columns, best), writer.row());
              writer.kept();
            });
        while (alive.next(outcome)) {
          writer.gone();
        }
        SortedMap<String, Long> dropped = new TreeMap<>();
        if (cut > 0) {
          dropped.put(REASON, cut);
        }
        Counts counts =
            new Counts("paragraphs", paragraphs, paragraphs - cut, dropped, new TreeMap<>());
        writer.commit(
            run.work().folder(stage.main(), task.source()),
            task.part(),
            task.fingerprint(),
            WorkFolder.newAttempt(),
            new TreeMap<>(),
            List.of(counts));
      }
    }

    /**
     * Ranges of a document's paragraphs to cut: those with a better document in another part or in
     * this one, and repetitions within the document.
     */
    private TextEdits edits(int row, ByteBuffer keys, Row columns, Best best) {
      Set<Long> seen = new HashSet<>();
      List<TextEdits.Edit> edits = new ArrayList<>();
      for (int i = 0; keys.hasRemaining(); i++) {
        long key = keys.getLong();
        paragraphs++;
        boolean mine = !lost.contains(key) && best.has(row, key);
        if (!mine || !seen.add(key)) {
          int start =
              Math.max(
                  columns.getInt(ParagraphSignatures.START, i),
                  edits.isEmpty() ? 0 : edits.get(edits.size() - 1).end());
          int end = columns.getInt(ParagraphSignatures.END, i);
          if (end > start) {
            edits.add(new TextEdits.Edit(start, end, "", REASON));
          }
          cut++;
        }
      }
      return TextEdits.of(edits);
    }
  }
}
