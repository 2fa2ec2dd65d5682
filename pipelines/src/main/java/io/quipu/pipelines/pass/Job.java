package io.quipu.pipelines.pass;

import java.util.List;

/**
 * A unit of execution: tasks, the pass over each of them, and any number of exchanges after it.
 *
 * @param name stage and purpose, as {@code dedup_minhash: pairs}
 */
public record Job<T extends Task>(
    String name, List<T> tasks, PartPass<T> first, List<Shuffle> shuffles) {

  public Job {
    tasks = List.copyOf(tasks);
    shuffles = List.copyOf(shuffles);
  }

  /** A job without exchanges. */
  public static <T extends Task> Job<T> of(String name, List<T> tasks, PartPass<T> pass) {
    return new Job<>(name, tasks, pass, List.of());
  }
}
