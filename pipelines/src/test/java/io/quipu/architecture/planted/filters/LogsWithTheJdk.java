package io.quipu.architecture.planted.filters;

import java.util.logging.Logger;

/** Breaks a wall on purpose. */
public final class LogsWithTheJdk {
  private LogsWithTheJdk() {}

  static Logger breaks() {
    return Logger.getGlobal();
  }
}
