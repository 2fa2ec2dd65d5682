package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes Megatron-LM's indexed dataset: ids go to {@code .bin} as they come, the index is written
 * at the end. Keeps 4 bytes a document. Each document is one sequence. All numbers are
 * little-endian.
 *
 * <pre>
 * .bin  ids of all documents, back to back, uint16 or int32
 *
 * .idx  offset      bytes  content
 *       0           9      "MMIDIDX\0\0"
 *       9           8      version, 1
 *       17          1      type of ids: 8 uint16 (vocabulary below 65,500), 4 int32
 *       18          8      S, number of sequences
 *       26          8      D, number of document indices: documents + 1
 *       34          4 S    length of each sequence in ids
 *       34 + 4 S    8 S    where each sequence starts in .bin, in bytes
 *       34 + 12 S   8 D    first sequence of each document, then S
 * </pre>
 */
final class MegatronWriter implements ShardWriter {

  private static final int BUFFER = 1 << 16;

  private final OutputStream bin;
  private final OutputStream idx;
  private final TokenType type;
  private final int largest;
  private final int endOfDocument;

  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private int[] lengths = new int[1024];
  private int documents;
  private long open; // tokens of the open document
  private boolean closed;

  MegatronWriter(OutputStream bin, OutputStream idx, ShardVocabulary vocabulary) {
    this(
        bin,
        idx,
        TokenType.forVocabulary(vocabulary.size()),
        vocabulary.size() - 1,
        vocabulary.endOfDocument());
  }

  MegatronWriter(
      OutputStream bin, OutputStream idx, TokenType type, int largest, int endOfDocument) {
    if (largest < 0 || largest > type.largest() || endOfDocument > largest || endOfDocument < -1) {
      throw new IllegalArgumentException(
          "ids 0 to " + largest + " and end of document " + endOfDocument + " as " + type);
    }
    this.bin = bin;
    this.idx = idx;
    this.type = type;
    this.largest = largest;
    this.endOfDocument = endOfDocument;
  }

  @Override
  public void append(int[] ids, boolean @Nullable [] loss, int from, int to) throws IOException {
    if (open + (to - from) > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException("a document has more than 2^31 - 2 tokens");
    }
    for (int i = from; i < to; i++) {
      if (ids[i] < 0 || ids[i] > largest) {
        throw new IllegalArgumentException("id " + ids[i] + ": ids are 0 to " + largest);
      }
    }
    putIds(ids, from, to);
    open += to - from;
  }

  @Override
  public void endDocument() throws IOException {
    if (endOfDocument >= 0) {
      putIds(new int[] {endOfDocument}, 0, 1);
      open++;
    }
    if (documents == lengths.length) {
      lengths = Arrays.copyOf(lengths, Math.multiplyExact(2, documents));
    }
    lengths[documents++] = (int) open;
    open = 0;
  }

  @Override
  public void finish() throws IOException {
    if (closed || open > 0) {
      throw new IllegalStateException(closed ? "the shard is closed" : "a document is open");
    }
    flush(bin);
    idx.write(MegatronFormat.MAGIC);
    put(MegatronFormat.VERSION, 8, idx);
    put(type.code, 1, idx);
    put(documents, 8, idx);
    put(documents + 1L, 8, idx);
    for (int i = 0; i < documents; i++) {
      put(lengths[i], 4, idx);
    }
    long start = 0;
    for (int i = 0; i < documents; i++) {
      put(start, 8, idx);
      start += (long) lengths[i] * type.bytes();
    }
    for (int i = 0; i <= documents; i++) {
      put(i, 8, idx);
    }
    flush(idx);
    close();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (idx) {
        bin.close();
      }
    }
  }

  private void putIds(int[] ids, int from, int to) throws IOException {
    for (int next = from; next < to; ) {
      int batch = Math.min(to - next, (BUFFER - buffered) / type.bytes());
      type.pack(ids, next, next + batch, buffer, buffered);
      buffered += batch * type.bytes();
      next += batch;
      if (next < to) {
        flush(bin);
      }
    }
  }

  private void put(long value, int bytes, OutputStream out) throws IOException {
    if (buffered + bytes > BUFFER) {
      flush(out);
    }
    for (int i = 0; i < bytes; i++) {
      buffer[buffered++] = (byte) (value >>> (8 * i));
    }
  }

  private void flush(OutputStream out) throws IOException {
    out.write(buffer, 0, buffered);
    buffered = 0;
  }
}
