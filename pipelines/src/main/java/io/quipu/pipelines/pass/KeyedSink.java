package io.quipu.pipelines.pass;

import java.io.IOException;

/** Receives the keyed records of a pass for the next {@link Shuffle} of its job. */
public interface KeyedSink {

  /** A record's value is at most 4 MiB. */
  int MAX_VALUE_BYTES = 4 << 20;

  /** The values of one key are at most 32 MiB together. */
  long MAX_GROUP_BYTES = 32L << 20;

  /** Sends a record. Both arrays are copied. */
  void emit(byte[] key, byte[] value) throws IOException;

  /** The sink of a job's last pass, which may not send records. */
  KeyedSink NONE =
      (key, value) -> {
        throw new IllegalStateException("the last pass of a job sent a record");
      };
}
