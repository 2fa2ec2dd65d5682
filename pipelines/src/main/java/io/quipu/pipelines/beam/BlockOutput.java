package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.BlockPacker;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Receives the records of one call of a pass. An exception of the engine while it takes a block (a
 * lost worker, a cancelled job) is not a failure of the pass and must reach the engine unchanged.
 */
final class BlockOutput {

  /** The work of a pass. */
  interface Work {
    void run(KeyedSink sink) throws IOException;
  }

  private final KeyedSink sink;
  private @Nullable RuntimeException engineFailure;

  BlockOutput(@Nullable Shuffle shuffle, OutputReceiver<KV<Integer, byte[]>> receiver) {
    sink =
        shuffle == null
            ? KeyedSink.NONE
            : new BlockPacker(shuffle, (bucket, block) -> send(receiver, bucket, block));
  }

  /**
   * Runs the pass and sends its last blocks.
   *
   * @throws PassFailed if the pass throws
   */
  void run(String where, Work work) {
    try {
      work.run(sink);
      if (sink instanceof BlockPacker packer) {
        packer.flush();
      }
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      if (engineFailure != null) {
        throw engineFailure;
      }
      throw PassFailed.of(where, e);
    }
  }

  private void send(OutputReceiver<KV<Integer, byte[]>> receiver, int bucket, byte[] block) {
    try {
      receiver.output(KV.of(bucket, block));
    } catch (RuntimeException e) {
      engineFailure = e;
      throw e;
    }
  }
}
