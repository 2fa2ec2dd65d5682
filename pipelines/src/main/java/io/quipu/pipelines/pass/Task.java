package io.quipu.pipelines.pass;

import java.io.Serializable;

/** What one call of a {@link PartPass} works on: a part, or inputs that become parts. */
public interface Task extends Serializable {

  /** Its name in error messages and the progress line. */
  String label();
}
