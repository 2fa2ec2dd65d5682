package io.quipu.pipelines.stage.shard;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.TokenType;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of shards: the tokens of one slice in order. Keys of the exchange are
 *
 * <pre>
 * shard (4) | slice (4), from 1 | hash (8) | id (16) | epoch (4) | chunk (4)   tokens of a copy
 * shard (4) | 0                                                  the shard's marker, which is sent on
 * </pre>
 */
final class ShardPieces {

  /** Number of leading bytes of a key that identify its piece. */
  static final int PREFIX = 8;

  private static final int CHUNK_BYTES = 900_000 * TokenType.INT32.bytes();

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column SOURCE =
      COLUMNS.add("source", ColumnType.STRING, "source of the document");
  private static final Column KEY = COLUMNS.add("key", ColumnType.STRING, "key of the document");
  static final Column EPOCH =
      COLUMNS.add("epoch", ColumnType.INT, "which copy of the document, from 0");
  static final Column LAST =
      COLUMNS.add("last", ColumnType.BOOLEAN, "whether the document ends with these tokens");
  static final Column IDS =
      COLUMNS.add("ids", ColumnType.BINARY, "token ids, 4 bytes each, little-endian");
  static final TableSchema SCHEMA = COLUMNS.schema();

  private ShardPieces() {}

  static DocumentId id(Row row) {
    return new DocumentId(row.getString(SOURCE), row.getString(KEY));
  }

  /** Sends the copies of a part's documents to their slices, and a shard's marker to the shard. */
  record Send(ShardPlan plan, TreeSet<Integer> stale, ShardSlices slices)
      implements PartPass<ShardTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(ShardTask task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part == null) {
        out.emit(
            new ByteWriter().int32(task.shard()).int32(0).toBytes(),
            new ByteWriter().text(task.fingerprint()).toBytes());
        return;
      }
      SourceCopies copies = plan.copies().get(part.source());
      if (copies == null) {
        return;
      }
      KeyedRandom order = plan.order();
      KeyedRandom fraction = plan.fraction();
      String tokens = part.file(Dataset.TOKENS).path();
      try (PartFileReader reader =
          new PartFileReader(tokens, ParallelRows.OUTCOME, TokenRows.KEY, TokenRows.IDS)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          if (ParallelRows.isKept(row)) {
            send(part.source(), row, copies, order, fraction, out);
          }
        }
      }
    }

    private void send(
        String source,
        Row row,
        SourceCopies copies,
        KeyedRandom order,
        KeyedRandom fraction,
        KeyedSink out)
        throws IOException {
      String key = row.getString(TokenRows.KEY);
      if (plan.removed().contains(source + "/" + key)) {
        return;
      }
      Key128 id = new DocumentId(source, key).key128();
      int n = copies.copies(id, fraction);
      for (int epoch = 0; epoch < n; epoch++) {
        long hash = order.bits(id, epoch);
        int shard = plan.shardOf(hash);
        if (!stale.contains(shard)) {
          continue;
        }
        byte[] ids = row.getBinary(TokenRows.IDS);
        int slice = slices.slice(plan, shard, hash);
        ByteWriter to =
            new ByteWriter().int32(shard).int32(slice).int64(hash).key128(id).int32(epoch);
        send(to.toBytes(), source, key, ids, out);
      }
    }

    /** Sends an array of tokens, a long one in chunks. */
    private static void send(byte[] to, String source, String key, byte[] ids, KeyedSink out)
        throws IOException {
      int chunks = Math.max(1, (ids.length + CHUNK_BYTES - 1) / CHUNK_BYTES);
      for (int chunk = 0; chunk < chunks; chunk++) {
        int from = chunk * CHUNK_BYTES;
        int end = Math.min(ids.length, from + CHUNK_BYTES);
        ByteWriter value =
            new ByteWriter()
                .int8(chunk == chunks - 1 ? 1 : 0)
                .text(source)
                .text(key)
                .bytes(ids, from, end);
        out.emit(new ByteWriter().bytes(to).int32(chunk).toBytes(), value.toBytes());
      }
    }
  }

  /** Writes a piece for each slice of the bucket, and sends its path to the shard. */
  record Write(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new PieceBucket(scratch, out);
    }
  }

  private static final class PieceBucket implements GroupPass.Bucket {
    private final Scratch scratch;
    private final KeyedSink out;
    private final Row row = new Row(SCHEMA);
    private @Nullable PartFileWriter writer;
    private int shard;
    private int slice;

    PieceBucket(Scratch scratch, KeyedSink out) {
      this.scratch = scratch;
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      ByteReader fields = new ByteReader(key);
      int nextShard = fields.int32();
      int nextSlice = fields.int32();
      if (nextSlice == 0) {
        out.emit(key, values.next());
        return;
      }
      PartFileWriter piece = writer;
      if (piece == null || nextShard != shard || nextSlice != slice) {
        finish();
        shard = nextShard;
        slice = nextSlice;
        piece = new PartFileWriter(SCHEMA, Set.of());
        writer = piece;
      }
      fields.int64();
      fields.key128();
      int epoch = fields.int32();
      ByteReader value = new ByteReader(values.next());
      row.clear();
      row.setBoolean(LAST, value.int8() == 1);
      row.setString(SOURCE, value.text());
      row.setString(KEY, value.text());
      row.setInt(EPOCH, epoch);
      row.setBinary(IDS, value.rest());
      piece.write(row);
    }

    /** Completes the piece, and sends its path to the shard. */
    @Override
    public void finish() throws IOException {
      if (writer != null) {
        String path = scratch.commit(writer, "piece-" + shard + "-" + slice);
        writer = null;
        out.emit(
            new ByteWriter().int32(shard).int32(slice).toBytes(),
            new ByteWriter().text(path).toBytes());
      }
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
      }
    }
  }
}
