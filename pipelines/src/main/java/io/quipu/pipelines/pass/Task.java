package io.quipu.pipelines.pass;

import java.io.Serializable;

/** What one call of a {@link PartPass} works on: a part, or inputs that become parts. */
public interface Task extends Serializable {

  /** What an error message and the progress line call it. */
  String label();
}
