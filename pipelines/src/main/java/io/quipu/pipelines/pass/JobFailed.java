package io.quipu.pipelines.pass;

import java.io.IOException;

/** A pass threw, or the engine gave up; the message says in which task. */
public final class JobFailed extends IOException {

  private static final long serialVersionUID = 1L;

  public JobFailed(String job, String where, Throwable cause) {
    super(job + ": " + where + ": " + reason(cause), cause);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
