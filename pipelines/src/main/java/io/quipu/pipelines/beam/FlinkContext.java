package io.quipu.pipelines.beam;

import org.apache.beam.sdk.Pipeline;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.ExecutionEnvironmentFactory;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironmentFactory;
import org.jspecify.annotations.Nullable;

/**
 * Submits Beam pipelines through Flink's context environment, which Beam's FlinkRunner uses when
 * its master is {@code [auto]}. This way we choose where a job goes, and have the client that knows
 * why it failed. The environment is a static of Flink, which we replace during a submission only.
 */
@SuppressWarnings("deprecation") // Flink 1.19 announces the end of DataSet; Flink 2 has none
final class FlinkContext {

  /** The value of Beam's master option that selects this environment. */
  static final String MASTER = "[auto]";

  private FlinkContext() {}

  /** Translates and submits a pipeline whose options say {@link #MASTER} and detached mode. */
  static synchronized JobClient submit(
      Pipeline pipeline, PipelineExecutorServiceLoader executors, Configuration configuration) {
    ClassLoader loader = FlinkContext.class.getClassLoader();
    Listener listener = new Listener();
    Batch.install(
        () -> {
          ExecutionEnvironment environment =
              new ExecutionEnvironment(executors, configuration, loader);
          environment.registerJobListener(listener);
          return environment;
        });
    Streaming.install(
        ignored -> {
          StreamExecutionEnvironment environment =
              new StreamExecutionEnvironment(executors, configuration, loader);
          environment.registerJobListener(listener);
          return environment;
        });
    try {
      pipeline.run();
      JobClient client = listener.client;
      if (client == null) {
        throw new IllegalStateException("Beam did not submit through the context environment");
      }
      return client;
    } finally {
      Batch.reset();
      Streaming.reset();
    }
  }

  private static final class Listener implements JobListener {
    private @Nullable JobClient client;

    @Override
    public void onJobSubmitted(@Nullable JobClient submitted, @Nullable Throwable failure) {
      client = submitted;
    }

    @Override
    public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {}
  }

  /** Reaches the protected statics of the DataSet environment. */
  private static final class Batch extends ExecutionEnvironment {
    static void install(ExecutionEnvironmentFactory factory) {
      initializeContextEnvironment(factory);
    }

    static void reset() {
      resetContextEnvironment();
    }
  }

  /** Reaches the protected statics of the DataStream environment. */
  @SuppressWarnings("try") // Flink's close declares Exception
  private static final class Streaming extends StreamExecutionEnvironment {
    static void install(StreamExecutionEnvironmentFactory factory) {
      initializeContextEnvironment(factory);
    }

    static void reset() {
      resetContextEnvironment();
    }
  }
}
