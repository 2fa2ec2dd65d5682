package io.quipu.pipelines.work;

import java.io.IOException;

/** Another run holds the work folder. */
public final class WorkBusy extends IOException {

  private static final long serialVersionUID = 1L;

  private final String holder;

  WorkBusy(String workFolder, String holder, String remedy) {
    super(workFolder + " is in use by " + holder + remedy);
    this.holder = holder;
  }

  /** {@code pid@host}. */
  public String holder() {
    return holder;
  }
}
