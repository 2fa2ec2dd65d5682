package io.quipu.pipelines.stage.narrow;

/**
 * A step or rule failed on a document. Holds no text of the document, so it leaves out the
 * exception's message, which may quote the text.
 */
public final class StepFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String step;
  private final String why;

  StepFailure(String step, String why) {
    super(step + ": " + why, null, false, false);
    this.step = step;
    this.why = why;
  }

  /** The step, or the rule as {@code gopher_dolma[3]}. */
  public String step() {
    return step;
  }

  /** The exception's type and location, or the signal that was not set. */
  public String why() {
    return why;
  }

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
