package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.run.RunContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What brings results home to their parts. Keys of the exchange are
 *
 * <pre>
 * part (4 bytes) | 0                      the part's marker: its value is the {@link CrossTask}
 * part (4 bytes) | 1 | what the pass adds  a record of the part
 * </pre>
 *
 * with the first four bytes choosing the bucket, so that each part is worked on as its records
 * arrive in order. Before that a marker travels under {@link #marker}: the pass in between opens
 * its buckets with {@link #arriving}, and its own keys start with {@link #record()}. A home that is
 * not a part has other bytes, of any number, in the place of the first four.
 */
public final class PartBuckets {

  /** First byte of a marker's key, where keys are not of parts yet. */
  public static final int MARKER = 0;

  /** First byte of any other key. */
  private static final int RECORD = 1;

  /** Bytes of a part's key that choose its bucket. */
  private static final int PREFIX = 4;

  private PartBuckets() {}

  /** Sends a part's marker into an exchange whose keys are not of parts. */
  public static void marker(CrossTask task, KeyedSink out) throws IOException {
    marker(home(task.index()), task.toBytes(), out);
  }

  /** Sends the marker of any home into an exchange whose keys are not of homes. */
  public static void marker(byte[] home, byte[] value, KeyedSink out) throws IOException {
    out.emit(new ByteKey().int8(MARKER).bytes(home).toBytes(), value);
  }

  /** Sends a part's marker to its part. */
  public static void arrive(CrossTask task, KeyedSink out) throws IOException {
    out.emit(toMarker(home(task.index())), task.toBytes());
  }

  private static byte[] home(int part) {
    return new ByteKey().int32(part).toBytes();
  }

  private static byte[] toMarker(byte[] home) {
    return new ByteKey().bytes(home).int8(MARKER).toBytes();
  }

  /** The bucket of a pass on the way home: markers arrive there, the groups are the pass's. */
  public static GroupPass.Bucket arriving(KeyedSink out, GroupPass.Bucket groups) {
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

  /** Starts a key of the pass's own, in an exchange whose keys are not of homes. */
  public static ByteKey record() {
    return new ByteKey().int8(RECORD);
  }

  /** What was added to {@link #record()}. */
  public static ByteFields fields(byte[] key) {
    ByteFields fields = new ByteFields(key);
    fields.int8();
    return fields;
  }

  /** Starts the key of a record of a part. */
  public static ByteKey record(int part) {
    return new ByteKey().int32(part).int8(RECORD);
  }

  /** Starts the key of a record of any home. */
  public static ByteKey record(byte[] home) {
    return new ByteKey().bytes(home).int8(RECORD);
  }

  /** One part being worked on. */
  public interface PartWork extends Closeable {
    /**
     * @param key what the sender added to the part's key
     */
    void record(ByteFields key, Iterator<byte[]> values) throws IOException;

    void finish() throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /** Begins the work on a part. */
  public interface Opener extends Serializable {
    PartWork open(OpenRun run, Stage stage, CrossTask task, KeyedSink out) throws IOException;
  }

  /**
   * The exchange whose keys are of parts.
   *
   * @param bytes of all its records
   */
  public static Shuffle home(OpenRun run, Stage stage, long bytes, Opener opener) {
    GroupPass pass = new ByPart(run.context(), stage.name(), opener);
    return new Shuffle(Shuffle.bucketsFor(bytes), PREFIX, pass);
  }

  private record ByPart(RunContext context, String stage, Opener opener) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      OpenRun run = context.open();
      return new PartsOfBucket(run, run.plan().stage(stage), opener, out);
    }
  }

  private static final class PartsOfBucket implements GroupPass.Bucket {
    private final OpenRun run;
    private final Stage stage;
    private final Opener opener;
    private final KeyedSink out;
    private @Nullable PartWork work;

    PartsOfBucket(OpenRun run, Stage stage, Opener opener, KeyedSink out) {
      this.run = run;
      this.stage = stage;
      this.opener = opener;
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      ByteFields fields = new ByteFields(key);
      int part = fields.int32();
      if (fields.int8() == MARKER) {
        finish();
        work = opener.open(run, stage, CrossTask.fromBytes(values.next()), out);
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
