package io.quipu.pipelines.pass;

import java.io.IOException;
import java.io.Serializable;

/**
 * Turns a part into files and keyed records. Independent of the engine that moves parts and
 * records.
 */
public interface PartPass<T extends Task> extends Serializable {

  /**
   * Processes one task. Called on any worker, more than once after a failure, and by two workers at
   * the same time.
   *
   * @throws IOException if the disk fails; the run stops, naming the task
   */
  void run(T task, KeyedSink out) throws IOException;
}
