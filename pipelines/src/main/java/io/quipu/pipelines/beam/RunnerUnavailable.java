package io.quipu.pipelines.beam;

import java.io.IOException;

/**
 * A runner can't run a job: it is too large, the cluster does not answer, or has too few slots. The
 * message names the remedy.
 */
public final class RunnerUnavailable extends IOException {

  private static final long serialVersionUID = 1L;

  RunnerUnavailable(String message) {
    super(message);
  }

  RunnerUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
