package io.quipu.tokenizer.shard;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the layout that {@link MegatronWriter} draws, from any writer whose sequences lie back to
 * back and whose documents cover them in order. Keeps 8 bytes a document; reads the index once, and
 * ids when asked.
 */
final class MegatronReader implements ShardReader {

  private static final int BUFFER = 1 << 16;

  private final SeekableByteChannel bin;
  private final TokenType type;
  private final long[] starts; // in tokens, one more than documents
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  private MegatronReader(SeekableByteChannel bin, TokenType type, long[] starts) {
    this.bin = bin;
    this.type = type;
    this.starts = starts;
  }

  static MegatronReader open(SeekableByteChannel bin, InputStream idx) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(idx, BUFFER));
    try {
      return open(bin, in);
    } catch (EOFException e) {
      throw new DamagedShardException(".idx: it is cut");
    }
  }

  private static MegatronReader open(SeekableByteChannel bin, DataInputStream in)
      throws IOException {
    check(Arrays.equals(in.readNBytes(9), MegatronFormat.MAGIC), ".idx: not MMIDIDX");
    long version = int64(in);
    check(version == MegatronFormat.VERSION, ".idx: version " + version);
    TokenType type = type(in.readUnsignedByte());
    long sequences = int64(in);
    long indices = int64(in);
    check(
        sequences >= 0 && sequences <= Integer.MAX_VALUE - 8, ".idx: " + sequences + " sequences");
    check(
        indices >= 1 && indices <= Integer.MAX_VALUE - 8, ".idx: " + indices + " document indices");
    long[] sequenceStarts = sequenceStarts(in, (int) sequences);
    for (int i = 0; i < sequences; i++) {
      check(
          int64(in) == sequenceStarts[i] * type.bytes(),
          ".idx: sequence " + i + " does not follow the one before");
    }
    long[] starts = documentStarts(in, (int) indices, sequenceStarts);
    check(in.read() < 0, ".idx: bytes after the document indices");
    long bytes = sequenceStarts[(int) sequences] * type.bytes();
    check(bin.size() == bytes, ".bin: " + bin.size() + " bytes, the index has " + bytes);
    return new MegatronReader(bin, type, starts);
  }

  /** Grows with what is read, so that a lying count ends at the end of the file. */
  private static long[] sequenceStarts(DataInputStream in, int sequences) throws IOException {
    long[] starts = new long[Math.min(sequences, 1 << 16) + 1];
    for (int i = 0; i < sequences; i++) {
      int length = Integer.reverseBytes(in.readInt());
      check(length >= 0, ".idx: sequence " + i + " has " + length + " tokens");
      if (i + 1 == starts.length) {
        starts = Arrays.copyOf(starts, (int) Math.min(2L * starts.length, sequences + 1L));
      }
      starts[i + 1] = starts[i] + length;
    }
    return starts;
  }

  private static long[] documentStarts(DataInputStream in, int indices, long[] sequenceStarts)
      throws IOException {
    long[] starts = new long[Math.min(indices, 1 << 16)];
    int last = sequenceStarts.length - 1;
    long previous = 0;
    for (int i = 0; i < indices; i++) {
      long sequence = int64(in);
      check(
          sequence >= previous && sequence <= last && (i > 0 || sequence == 0),
          ".idx: document " + i + " starts at sequence " + sequence);
      if (i == starts.length) {
        starts = Arrays.copyOf(starts, (int) Math.min(2L * starts.length, indices));
      }
      starts[i] = sequenceStarts[(int) sequence];
      previous = sequence;
    }
    check(previous == last, ".idx: documents end at sequence " + previous + " of " + last);
    return starts;
  }

  private static TokenType type(int code) throws DamagedShardException {
    for (TokenType type : TokenType.values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new DamagedShardException(".idx: ids of type " + code + "; known are 4 and 8");
  }

  private static long int64(DataInputStream in) throws IOException {
    return Long.reverseBytes(in.readLong());
  }

  private static void check(boolean right, String message) throws DamagedShardException {
    if (!right) {
      throw new DamagedShardException(message);
    }
  }

  @Override
  public int documents() {
    return starts.length - 1;
  }

  @Override
  public long tokens() {
    return starts[starts.length - 1];
  }

  @Override
  public long start(int document) {
    return starts[document];
  }

  @Override
  public void read(long token, int[] into, int at, int count) throws IOException {
    Objects.checkFromIndexSize(token, count, tokens());
    Objects.checkFromIndexSize(at, count, into.length);
    bin.position(token * type.bytes());
    for (int done = 0; done < count; ) {
      int batch = Math.min(count - done, BUFFER / type.bytes());
      buffer.clear().limit(batch * type.bytes());
      while (buffer.hasRemaining()) {
        check(bin.read(buffer) >= 0, ".bin: it is cut");
      }
      type.unpack(buffer.array(), into, at + done, batch);
      done += batch;
    }
  }

  @Override
  public void close() throws IOException {
    bin.close();
  }
}
