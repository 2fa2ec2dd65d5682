package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Job} as a Beam pipeline: a bounded Read, a ParDo, and a GroupByKey and a ParDo for each
 * exchange. Workers exchange (bucket, block) pairs of {@link io.quipu.pipelines.pass.BlockPacker},
 * never a single record: an exchange of blocks costs a tenth.
 */
final class JobPipeline {

  private static final Coder<KV<Integer, byte[]>> BLOCKS =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private JobPipeline() {}

  static <T extends Task> Pipeline of(PipelineOptions options, Job<T> job) {
    options.setJobName(job.name());
    Pipeline pipeline = Pipeline.create(options);
    List<Shuffle> shuffles = job.shuffles();
    PCollection<KV<Integer, byte[]>> blocks =
        pipeline
            .apply("tasks", Read.from(new TaskSource(job.tasks())))
            .apply("pass", ParDo.of(new PartPassFn<>(job.first(), at(shuffles, 0))))
            .setCoder(BLOCKS);
    for (int i = 0; i < shuffles.size(); i++) {
      int exchange = i + 1;
      blocks =
          blocks
              .apply("exchange " + exchange, GroupByKey.create())
              .apply(
                  "groups " + exchange,
                  ParDo.of(
                      new GroupPassFn(exchange, shuffles.get(i).pass(), at(shuffles, exchange))))
              .setCoder(BLOCKS);
    }
    return pipeline;
  }

  private static @Nullable Shuffle at(List<Shuffle> shuffles, int index) {
    return index < shuffles.size() ? shuffles.get(index) : null;
  }
}
