package io.quipu.pipelines.stage.shard;

import com.github.luben.zstd.ZstdOutputStream;
import io.quipu.core.account.Counts;
import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.FormatUse;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.ShardMapRows;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardVocabulary;
import io.quipu.tokenizer.shard.ShardWriter;
import io.quipu.tokenizer.shard.TokenType;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one shard being written: one or more per format, all in one pass over the tokens,
 * and {@code .documents.jsonl.zst}, which maps every document to its tokens. They are valid once
 * the shard's part file exists: its footer names them with size and SHA-256, its rows are the map.
 */
final class ShardFiles implements Closeable {

  static final String MAP = ".documents.jsonl.zst";

  private final LoadedRun run;
  private final int shard;
  private final String fingerprint;
  private final String attempt = WorkFolder.newAttempt();
  private final List<HashedOutput> outputs = new ArrayList<>();
  private final List<ShardWriter> writers = new ArrayList<>();
  private final int endTokens;
  private final OutputStream map;
  private final PartFileWriter rows = ShardMapRows.writer();
  private final Row row = new Row(ShardMapRows.SCHEMA);
  private final List<Closeable> open = new ArrayList<>();
  private long start; // of the open document
  private long tokens;

  ShardFiles(LoadedRun run, int shard, String fingerprint) throws IOException {
    this.run = run;
    this.shard = shard;
    this.fingerprint = fingerprint;
    ShardVocabulary vocabulary = ShardVocabulary.of(run.encoder());
    endTokens = vocabulary.endTokens();
    open.add(rows);
    try {
      for (FormatUse use : run.plan().recipe().shards().formats()) {
        ShardWriter writer =
            ShardFormats.write(
                ShardFormats.table().row(use.format()),
                use.options(),
                vocabulary,
                extension -> output(use.format(), extension));
        open.add(writer);
        writers.add(writer);
      }
      ZstdOutputStream zstd = new ZstdOutputStream(output("", MAP), 3);
      zstd.setChecksum(true);
      map = zstd;
      open.add(map);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private OutputStream output(String format, String extension) throws IOException {
    String name = ShardSet.fileName(shard, fingerprint, attempt, format, extension);
    HashedOutput out =
        new HashedOutput(format, extension, name, Storage.create(ShardSet.path(run.work(), name)));
    outputs.add(out);
    return out;
  }

  /** Appends a piece. */
  void append(String path) throws IOException {
    try (PartFileReader reader = new PartFileReader(path, ShardPieces.SCHEMA)) {
      Row piece = reader.newRow();
      while (reader.next(piece)) {
        int[] ids = TokenType.INT32.unpack(piece.getBinary(ShardPieces.IDS));
        for (ShardWriter writer : writers) {
          writer.append(ids, null, 0, ids.length);
        }
        tokens += ids.length;
        if (piece.getBoolean(ShardPieces.LAST)) {
          for (ShardWriter writer : writers) {
            writer.endDocument();
          }
          tokens += endTokens;
          document(ShardPieces.id(piece), piece.getInt(ShardPieces.EPOCH), tokens);
        }
      }
    }
  }

  private void document(DocumentId id, int epoch, long end) throws IOException {
    ShardMapRows.write(id, epoch, start, end, row);
    rows.write(row);
    SortedMap<String, Object> line = new TreeMap<>();
    line.put("source", id.source());
    line.put("key", id.key());
    line.put("epoch", epoch);
    line.put("start", start);
    line.put("end", end);
    map.write((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8));
    start = end;
  }

  void finish() throws IOException {
    for (ShardWriter writer : writers) {
      writer.finish();
    }
    map.close();
    SortedMap<String, String> footer = new TreeMap<>();
    footer.put("tokens", Long.toString(tokens));
    footer.put("documents", Long.toString(rows.rows()));
    for (HashedOutput out : outputs) {
      footer.put(
          ShardSet.key(out.format, out.extension), out.name + " " + out.size + " " + out.sha256());
    }
    Counts counts =
        new Counts(
            "tokens", tokens, tokens, Collections.emptySortedMap(), Collections.emptySortedMap());
    rows.commit(
        run.work().folder(Dataset.SHARDS),
        Shards.part(shard),
        fingerprint,
        attempt,
        footer,
        List.of(counts));
    close();
  }

  @Override
  public void close() throws IOException {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
    open.clear();
  }

  /** Counts and digests the bytes written. */
  private static final class HashedOutput extends FilterOutputStream {
    private final String format;
    private final String extension;
    private final String name;
    private final MessageDigest sha = Sha256.digest();
    private long size;

    HashedOutput(String format, String extension, String name, OutputStream out) {
      super(out);
      this.format = format;
      this.extension = extension;
      this.name = name;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      sha.update((byte) b);
      size++;
    }

    @Override
    public void write(byte[] b, int from, int length) throws IOException {
      out.write(b, from, length);
      sha.update(b, from, length);
      size += length;
    }

    String sha256() {
      return Sha256.hex(sha);
    }
  }
}
