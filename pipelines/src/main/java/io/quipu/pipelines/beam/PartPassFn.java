package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** A {@link PartPass} as a Beam function: a task in, blocks of keyed records out. */
final class PartPassFn<T extends Task> extends DoFn<Task, KV<Integer, byte[]>> {

  private static final long serialVersionUID = 1L;

  /** Finished attempts, which the DirectRunner shows as progress. */
  static final String TASKS_DONE = "tasks_done";

  private final PartPass<T> pass;
  private final @Nullable Shuffle shuffle;
  private final Counter done = Metrics.counter(PartPassFn.class, TASKS_DONE);

  PartPassFn(PartPass<T> pass, @Nullable Shuffle shuffle) {
    this.pass = pass;
    this.shuffle = shuffle;
  }

  @ProcessElement
  @SuppressWarnings("unchecked") // the tasks of a Job<T> are T
  public void process(@Element Task task, OutputReceiver<KV<Integer, byte[]>> receiver) {
    new BlockOutput(shuffle, receiver).run(task.label(), sink -> pass.run((T) task, sink));
    done.inc();
  }
}
