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
 * its buckets with {@link #arriving}.
 */
public final class PartBuckets {

  /** First byte of a marker's key, where keys are not of parts yet. */
  public static final int MARKER = 0;

  /** First byte of any other key. */
  public static final int RECORD = 1;

  /** Bytes of a part's key that choose its bucket. */
  private static final int PREFIX = 4;

  private PartBuckets() {}

  /** Sends a part's marker into an exchange whose keys are not of parts. */
  public static void marker(CrossTask task, KeyedSink out) throws IOException {
    out.emit(new ByteKey().int8(MARKER).int32(task.index()).toBytes(), task.toBytes());
  }

  /** Sends a part's marker to its part. */
  public static void arrive(CrossTask task, KeyedSink out) throws IOException {
    out.emit(toMarker(task.index()), task.toBytes());
  }

  private static byte[] toMarker(int part) {
    return new ByteKey().int32(part).int8(MARKER).toBytes();
  }

  /** The bucket of a pass on the way to parts: markers arrive there, the groups are the pass's. */
  public static GroupPass.Bucket arriving(KeyedSink out, GroupPass.Bucket groups) {
    return new GroupPass.Bucket() {
      @Override
      public void group(byte[] key, Iterator<byte[]> values) throws IOException {
        if (key[0] == MARKER) {
          ByteFields fields = new ByteFields(key);
          fields.int8();
          out.emit(toMarker(fields.int32()), values.next());
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

  /** Starts the key of a record of a part. */
  public static ByteKey record(int part) {
    return new ByteKey().int32(part).int8(RECORD);
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
