package io.quipu.pipelines.pass;

import java.io.IOException;
import java.io.Serializable;

/** A part in; files and keyed records out. Knows nothing of how parts and keys travel. */
public interface PartPass<T extends Task> extends Serializable {

  /**
   * Works on one task. Called on any worker, more than once after a failure, and by two workers at
   * the same time.
   *
   * @throws IOException if the disk fails; the run stops, naming the task
   */
  void run(T task, KeyedSink out) throws IOException;
}
