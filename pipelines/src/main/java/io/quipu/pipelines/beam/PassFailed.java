package io.quipu.pipelines.beam;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.jspecify.annotations.Nullable;

/**
 * Carries an exception of a pass, and its location, from a worker to the driver. It holds names and
 * stack traces only, so that it can always be serialized; Flink does not retry the task.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class PassFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 8;

  // A DataStream job whose task fails at once may report a consequence of the failure as its cause.
  private static final AtomicReference<@Nullable PassFailed> FIRST = new AtomicReference<>();

  private final String where;

  private PassFailed(String where, Throwable thrown) {
    super(where + ": " + thrown, Thrown.of(thrown, MAX_CAUSES));
    this.where = where;
  }

  static PassFailed of(String where, Throwable thrown) {
    PassFailed failed = new PassFailed(where, thrown);
    // The engine interrupts the other tasks of a failed job: their exceptions are not the cause.
    if (!Thread.currentThread().isInterrupted()) {
      FIRST.compareAndSet(null, failed);
    }
    return failed;
  }

  /** The first one created in this process since {@link #forget}. */
  static @Nullable PassFailed first() {
    return FIRST.get();
  }

  static void forget() {
    FIRST.set(null);
  }

  /** The task, or the bucket. */
  String where() {
    return where;
  }

  private static final class Thrown extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;

    private Thrown(String type, @Nullable String message, @Nullable Throwable cause) {
      super(message, cause);
      this.type = type;
    }

    static Thrown of(Throwable thrown, int causes) {
      Throwable cause = thrown.getCause();
      String message = thrown.getMessage();
      Thrown copy =
          new Thrown(
              thrown.getClass().getName(),
              message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message,
              cause == null || causes == 0 ? null : of(cause, causes - 1));
      copy.setStackTrace(thrown.getStackTrace());
      return copy;
    }

    @Override
    @SuppressWarnings(
        "OverrideThrowableToString") // the original message, preceded by the exception's type
    public String toString() {
      return type + ": " + getMessage();
    }
  }
}
