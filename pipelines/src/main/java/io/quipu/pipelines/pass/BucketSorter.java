package io.quipu.pipelines.pass;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the records of one bucket by the bytes of key and value and hands them out group by group.
 * Up to 64 MB in memory; a larger bucket spills sorted runs to local temporary files and merges
 * them.
 */
public final class BucketSorter implements Closeable {

  private static final long MEMORY_BYTES = 64L << 20;
  private static final int RECORD_OVERHEAD = 24;

  private final List<byte[]> blocks = new ArrayList<>();
  private long[] records = new long[1024];
  private int count;
  private long bytes;
  private final long limit;
  private final List<Path> spills = new ArrayList<>();

  public BucketSorter() {
    this(MEMORY_BYTES);
  }

  BucketSorter(long limit) {
    this.limit = limit;
  }

  /** Adds a block of {@link BlockPacker}. */
  public void add(byte[] block) throws IOException {
    int index = blocks.size();
    blocks.add(block);
    bytes += block.length;
    for (int at = 0; at < block.length; ) {
      if (count == records.length) {
        records = Arrays.copyOf(records, 2 * count);
      }
      records[count++] = ((long) index << 32) | at;
      bytes += RECORD_OVERHEAD;
      at += 8 + getInt(block, at) + getInt(block, at + 4);
    }
    if (bytes > limit) {
      spill();
    }
  }

  /** Adds one record. */
  public void add(byte[] key, byte[] value) throws IOException {
    add(new ByteWriter().int32(key.length).int32(value.length).bytes(key).bytes(value).toBytes());
  }

  /** Sorts the records, passes every group to the bucket in order, and finishes the bucket. */
  public void drainTo(GroupPass.Bucket bucket) throws IOException {
    try (Merged merged = merged()) {
      Groups groups = new Groups(merged);
      while (groups.hasNext()) {
        byte[] key = groups.startGroup();
        bucket.group(key, groups);
        groups.skipRest();
      }
    }
    bucket.finish();
  }

  @Override
  public void close() throws IOException {
    for (Path spill : spills) {
      Files.deleteIfExists(spill);
    }
  }

  /** The spill files, for tests. */
  List<Path> spills() {
    return List.copyOf(spills);
  }

  private void spill() throws IOException {
    Path file = Files.createTempFile("quipu-bucket-", ".run");
    spills.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      InMemory sorted = sorted();
      for (KeyedRecord r = sorted.next(); r != null; r = sorted.next()) {
        out.writeInt(r.key.length);
        out.writeInt(r.value.length);
        out.write(r.key);
        out.write(r.value);
      }
    }
    blocks.clear();
    count = 0;
    bytes = 0;
  }

  private InMemory sorted() {
    Long[] order = new Long[count];
    for (int i = 0; i < count; i++) {
      order[i] = records[i];
    }
    Arrays.sort(order, this::compareRecords);
    return new InMemory(new ArrayList<>(blocks), order);
  }

  private int compareRecords(long a, long b) {
    byte[] x = blocks.get((int) (a >>> 32));
    byte[] y = blocks.get((int) (b >>> 32));
    int i = (int) a;
    int j = (int) b;
    int xKey = i + 8 + getInt(x, i);
    int yKey = j + 8 + getInt(y, j);
    int byKey = Arrays.compareUnsigned(x, i + 8, xKey, y, j + 8, yKey);
    return byKey != 0
        ? byKey
        : Arrays.compareUnsigned(
            x, xKey, xKey + getInt(x, i + 4), y, yKey, yKey + getInt(y, j + 4));
  }

  private Merged merged() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path spill : spills) {
      runs.add(new Spilled(spill));
    }
    runs.add(sorted());
    return new Merged(runs);
  }

  private static int getInt(byte[] b, int at) {
    return (b[at] << 24)
        | ((b[at + 1] & 0xff) << 16)
        | ((b[at + 2] & 0xff) << 8)
        | (b[at + 3] & 0xff);
  }

  private record KeyedRecord(byte[] key, byte[] value) {
    static int compare(KeyedRecord a, KeyedRecord b) {
      int byKey = Arrays.compareUnsigned(a.key, b.key);
      return byKey != 0 ? byKey : Arrays.compareUnsigned(a.value, b.value);
    }
  }

  private interface Run extends Closeable {
    @Nullable KeyedRecord next() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static final class InMemory implements Run {
    private final List<byte[]> blocks;
    private final Long[] order;
    private int at;

    InMemory(List<byte[]> blocks, Long[] order) {
      this.blocks = blocks;
      this.order = order;
    }

    @Override
    public @Nullable KeyedRecord next() {
      if (at == order.length) {
        return null;
      }
      long r = order[at++];
      byte[] block = blocks.get((int) (r >>> 32));
      int i = (int) r;
      int keyEnd = i + 8 + getInt(block, i);
      return new KeyedRecord(
          Arrays.copyOfRange(block, i + 8, keyEnd),
          Arrays.copyOfRange(block, keyEnd, keyEnd + getInt(block, i + 4)));
    }
  }

  private static final class Spilled implements Run {
    private final DataInputStream in;

    Spilled(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    @Override
    public @Nullable KeyedRecord next() throws IOException {
      int keyLength;
      try {
        keyLength = in.readInt();
      } catch (EOFException e) {
        return null;
      }
      byte[] key = new byte[keyLength];
      byte[] value = new byte[in.readInt()];
      in.readFully(key);
      in.readFully(value);
      return new KeyedRecord(key, value);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** A merge of sorted runs. */
  private static final class Merged implements Run {
    private record Head(KeyedRecord record, Run run) {}

    private final List<Run> runs;
    private final PriorityQueue<Head> heads =
        new PriorityQueue<>((a, b) -> KeyedRecord.compare(a.record, b.record));

    Merged(List<Run> runs) throws IOException {
      this.runs = runs;
      for (Run run : runs) {
        push(run);
      }
    }

    @Override
    public @Nullable KeyedRecord next() throws IOException {
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      push(head.run);
      return head.record;
    }

    private void push(Run run) throws IOException {
      KeyedRecord record = run.next();
      if (record != null) {
        heads.add(new Head(record, run));
      }
    }

    @Override
    public void close() throws IOException {
      for (Run run : runs) {
        run.close();
      }
    }
  }

  /** The values of the current group, over a merged run. */
  private static final class Groups implements Iterator<byte[]> {
    private final Merged merged;
    private @Nullable KeyedRecord next;
    private byte[] key = {};
    private long groupBytes;
    private boolean inGroup;

    Groups(Merged merged) throws IOException {
      this.merged = merged;
      next = merged.next();
    }

    byte[] startGroup() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      key = next.key;
      groupBytes = 0;
      inGroup = true;
      return key;
    }

    void skipRest() {
      while (hasNext()) {
        next();
      }
      inGroup = false;
    }

    @Override
    public boolean hasNext() {
      return next != null && (!inGroup || Arrays.equals(next.key, key));
    }

    @Override
    public byte[] next() {
      KeyedRecord current = next;
      if (current == null || !hasNext()) {
        throw new NoSuchElementException();
      }
      groupBytes += current.value.length;
      if (groupBytes > KeyedSink.MAX_GROUP_BYTES) {
        throw new IllegalStateException(
            "the values of one key pass "
                + KeyedSink.MAX_GROUP_BYTES
                + " bytes; its stage must salt heavy keys");
      }
      try {
        next = merged.next();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return current.value;
    }
  }
}
