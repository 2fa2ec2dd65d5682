package io.quipu.pipelines.beam;

import io.quipu.pipelines.pass.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The tasks of a job, one split each, so that a worker asks for the next when it has finished one.
 */
final class TaskSource extends BoundedSource<Task> {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Task> tasks;

  TaskSource(List<? extends Task> tasks) {
    this.tasks = new ArrayList<>(tasks);
  }

  @Override
  public List<TaskSource> split(long desiredBundleSizeBytes, PipelineOptions options) {
    List<TaskSource> splits = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      splits.add(new TaskSource(List.of(task)));
    }
    return splits;
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return tasks.size();
  }

  @Override
  public Coder<Task> getOutputCoder() {
    return SerializableCoder.of(Task.class);
  }

  @Override
  public BoundedReader<Task> createReader(PipelineOptions options) {
    return new Reader(this);
  }

  private static final class Reader extends BoundedReader<Task> {
    private final TaskSource source;
    private int at = -1;

    Reader(TaskSource source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      return ++at < source.tasks.size();
    }

    @Override
    public Task getCurrent() {
      if (at < 0 || at >= source.tasks.size()) {
        throw new NoSuchElementException();
      }
      return source.tasks.get(at);
    }

    @Override
    public BoundedSource<Task> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
