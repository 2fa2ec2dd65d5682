package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Returns results to the parts that they belong to. In the last exchange of a stage the keys are
 *
 * <pre>
 * part (4 bytes) | 0                      the part's marker: its value is the {@link WideTask}
 * part (4 bytes) | 1 | what the pass adds  a record of the part
 * </pre>
 *
 * and the first four bytes choose the bucket, so each part is processed as its records come in,
 * sorted. In the exchanges before it, keys do not belong to parts: there a marker is sent with
 * {@link #marker}, a pass opens its buckets with {@link #passingMarkers}, and its other keys start
 * with {@link #record()}. A destination that is not a part has any number of other bytes in place
 * of the first four.
 */
public final class PartExchange {

  /** First byte of a marker's key, in exchanges before the last. */
  public static final int MARKER = 0;

  /** First byte of any other key. */
  private static final int RECORD = 1;

  /** Bytes of a part's key that choose its bucket. */
  private static final int PREFIX = 4;

  private PartExchange() {}

  /** Sends a part's marker into an exchange before the last. */
  public static void marker(WideTask task, KeyedSink out) throws IOException {
    marker(destination(task.index()), task.toBytes(), out);
  }

  /** Sends the marker of any destination into an exchange before the last. */
  public static void marker(byte[] destination, byte[] value, KeyedSink out) throws IOException {
    out.emit(new ByteWriter().int8(MARKER).bytes(destination).toBytes(), value);
  }

  /** Sends a part's marker to its part. */
  public static void markerToPart(WideTask task, KeyedSink out) throws IOException {
    out.emit(toMarker(destination(task.index())), task.toBytes());
  }

  private static byte[] destination(int part) {
    return new ByteWriter().int32(part).toBytes();
  }

  private static byte[] toMarker(byte[] destination) {
    return new ByteWriter().bytes(destination).int8(MARKER).toBytes();
  }

  /**
   * A bucket of an exchange before the last: sends markers on to their parts, and passes other
   * groups to the pass.
   */
  public static GroupPass.Bucket passingMarkers(KeyedSink out, GroupPass.Bucket groups) {
    return new GroupPass.Bucket() {
      @Override
      public void group(byte[] key, Iterator<byte[]> values) throws IOException {
        if (key[0] == MARKER) {
          out.emit(toMarker(fields(key).rest()), values.next());
        } else {
          groups.group(key, values);
        }
      }

      @Override
      public void finish() throws IOException {
        groups.finish();
      }

      @Override
      public void close() throws IOException {
        groups.close();
      }
    };
  }

  /** Starts a record's key in an exchange before the last. */
  public static ByteWriter record() {
    return new ByteWriter().int8(RECORD);
  }

  /** The fields that were added to {@link #record()}. */
  public static ByteReader fields(byte[] key) {
    ByteReader fields = new ByteReader(key);
    fields.int8();
    return fields;
  }

  /** Starts the key of a record of a part. */
  public static ByteWriter record(int part) {
    return new ByteWriter().int32(part).int8(RECORD);
  }

  /** Starts the key of a record of any destination. */
  public static ByteWriter record(byte[] destination) {
    return new ByteWriter().bytes(destination).int8(RECORD);
  }

  /** Processes the records of one part. */
  public interface PartWork extends Closeable {
    /**
     * @param key what the sender added to the part's key
     */
    void record(ByteReader key, Iterator<byte[]> values) throws IOException;

    void finish() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** Starts processing a part. */
  public interface Opener extends Serializable {
    PartWork open(LoadedRun run, Stage stage, WideTask task, KeyedSink out) throws IOException;
  }

  /**
   * The last exchange, whose keys belong to parts.
   *
   * @param bytes of all its records
   */
  public static Shuffle byPart(LoadedRun run, Stage stage, long bytes, Opener opener) {
    GroupPass pass = new ByPart(run.context(), stage.name(), opener);
    return new Shuffle(Shuffle.bucketsFor(bytes), PREFIX, pass);
  }

  private record ByPart(RunSpec context, String stage, Opener opener) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      LoadedRun run = context.open();
      return new PartsOfBucket(run, run.plan().stage(stage), opener, out);
    }
  }

  private static final class PartsOfBucket implements GroupPass.Bucket {
    private final LoadedRun run;
    private final Stage stage;
    private final Opener opener;
    private final KeyedSink out;
    private @Nullable PartWork work;

    PartsOfBucket(LoadedRun run, Stage stage, Opener opener, KeyedSink out) {
      this.run = run;
      this.stage = stage;
      this.opener = opener;
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      ByteReader fields = new ByteReader(key);
      int part = fields.int32();
      if (fields.int8() == MARKER) {
        finish();
        work = opener.open(run, stage, WideTask.fromBytes(values.next()), out);
      } else if (work == null) {
        throw new IllegalStateException("a record of part " + part + " without the part's marker");
      } else {
        work.record(fields, values);
      }
    }

    @Override
    public void finish() throws IOException {
      PartWork current = work;
      if (current != null) {
        current.finish();
        current.close();
        work = null;
      }
    }

    @Override
    public void close() throws IOException {
      if (work != null) {
        work.close();
      }
    }
  }
}
