package io.quipu.pipelines.stage.part;

import java.io.IOException;
import java.util.List;

/** Makes the files of a stage that crosses parts, by one or more jobs. */
public interface WideWork {
  void make(List<WideTask> tasks, Jobs jobs) throws IOException;
}
