package io.quipu.pipelines.stage.local;

/**
 * Says what a step threw without a word of the document's text, which an exception's message may
 * quote.
 */
public final class StepFailure {

  private StepFailure() {}

  /** {@code IndexOutOfBoundsException at GopherWords.annotate:42}. */
  public static String describe(Throwable thrown) {
    String where = "";
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (!frame.getClassName().startsWith("java.")) {
        String name = frame.getClassName();
        where =
            " at "
                + name.substring(name.lastIndexOf('.') + 1)
                + "."
                + frame.getMethodName()
                + ":"
                + frame.getLineNumber();
        break;
      }
    }
    return thrown.getClass().getSimpleName() + where;
  }
}
