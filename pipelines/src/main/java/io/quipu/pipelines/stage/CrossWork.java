package io.quipu.pipelines.stage;

import java.io.IOException;
import java.util.List;

/** Makes the files of a stage that crosses parts, by one or more jobs. */
interface CrossWork {
  void make(List<CrossTask> tasks, Jobs jobs) throws IOException;
}
