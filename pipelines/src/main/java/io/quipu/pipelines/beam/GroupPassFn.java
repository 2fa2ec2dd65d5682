package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.BucketSorter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Shuffle;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * A {@link GroupPass} as a Beam function: the blocks of one bucket in, blocks of the next exchange
 * out.
 */
final class GroupPassFn extends DoFn<KV<Integer, Iterable<byte[]>>, KV<Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final int exchange;
  private final GroupPass pass;
  private final @Nullable Shuffle next;

  /**
   * @param exchange counted from 1
   */
  GroupPassFn(int exchange, GroupPass pass, @Nullable Shuffle next) {
    this.exchange = exchange;
    this.pass = pass;
    this.next = next;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<byte[]>> bucket, OutputReceiver<KV<Integer, byte[]>> receiver)
      throws IOException {
    String where = "exchange " + exchange + ", bucket " + bucket.getKey();
    try (BucketSorter sorter = new BucketSorter()) {
      // Read once: the DataSet translation streams the blocks. An exception of the engine is not
      // one of the pass.
      for (byte[] block : bucket.getValue()) {
        add(sorter, block, where);
      }
      new BlockOutput(next, receiver)
          .run(
              where,
              sink -> {
                try (GroupPass.Bucket groups = pass.open(bucket.getKey(), sink)) {
                  sorter.drainTo(groups);
                }
              });
    }
  }

  private static void add(BucketSorter sorter, byte[] block, String where) {
    try {
      sorter.add(block);
    } catch (IOException e) {
      throw PassFailed.of(where, e);
    }
  }
}
