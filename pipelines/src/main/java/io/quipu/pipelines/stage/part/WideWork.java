package io.quipu.pipelines.stage.part;

import java.io.IOException;
import java.util.List;

/** Builds the files of a wide stage, by one or more jobs. */
public interface WideWork {
  void build(List<WideTask> tasks, Jobs jobs) throws IOException;
}
