package io.quipu.pipelines.stage;

import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import java.io.Closeable;
import java.io.IOException;
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
 * arrive in order. Before that a marker travels under {@link #marker}: every pass on the way sends
 * it on with {@link #forward}.
 */
final class PartBuckets {

  /** First byte of a marker's key, where keys are not of parts yet. */
  static final int MARKER = 0;

  /** First byte of any other key. */
  static final int RECORD = 1;

  /** Bytes of a part's key that choose its bucket. */
  static final int PREFIX = 4;

  private PartBuckets() {}

  /** Sends a part's marker into an exchange whose keys are not of parts. */
  static void marker(CrossTask task, KeyedSink out) throws IOException {
    out.emit(new ByteKey().int8(MARKER).int32(task.index()).toBytes(), task.toBytes());
  }

  /** Whether a key is that of a marker. */
  static boolean isMarker(byte[] key) {
    return key[0] == MARKER;
  }

  /** Sends a marker on, as a record of its part. */
  static void arrive(byte[] key, Iterator<byte[]> values, KeyedSink out) throws IOException {
    ByteFields fields = new ByteFields(key);
    fields.int8();
    out.emit(new ByteKey().int32(fields.int32()).int8(MARKER).toBytes(), values.next());
  }

  /** Sends a marker on through one more exchange whose keys are not of parts. */
  static void forward(byte[] key, Iterator<byte[]> values, KeyedSink out) throws IOException {
    out.emit(key, values.next());
  }

  /** Starts the key of a record of a part. */
  static ByteKey record(int part) {
    return new ByteKey().int32(part).int8(RECORD);
  }

  /** One part being worked on. */
  interface PartWork extends Closeable {
    /**
     * @param key what the sender added to the part's key
     */
    void record(ByteFields key, Iterator<byte[]> values) throws IOException;

    void finish() throws IOException;
  }

  /** Makes the work for a part. */
  interface Opener {
    PartWork open(CrossTask task) throws IOException;
  }

  /** The bucket of an exchange whose keys are of parts. */
  static GroupPass.Bucket bucket(Opener opener) {
    return new GroupPass.Bucket() {
      private @Nullable PartWork work;

      @Override
      public void group(byte[] key, Iterator<byte[]> values) throws IOException {
        ByteFields fields = new ByteFields(key);
        int part = fields.int32();
        if (fields.int8() == MARKER) {
          end();
          work = opener.open(CrossTask.fromBytes(values.next()));
        } else if (work == null) {
          throw new IllegalStateException(
              "a record of part " + part + " without the part's marker");
        } else {
          work.record(fields, values);
        }
      }

      private void end() throws IOException {
        PartWork current = work;
        if (current != null) {
          current.finish();
          current.close();
          work = null;
        }
      }

      @Override
      public void finish() throws IOException {
        end();
      }

      @Override
      public void close() throws IOException {
        if (work != null) {
          work.close();
        }
      }
    };
  }
}
