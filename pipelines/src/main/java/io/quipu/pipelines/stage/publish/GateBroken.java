package io.quipu.pipelines.stage.publish;

import java.io.IOException;
import java.util.List;

/** A gate of the evaluation stops the release. */
public final class GateBroken extends IOException {

  private static final long serialVersionUID = 1L;

  public GateBroken(List<String> broken) {
    super("the release is stopped by " + broken.size() + " gate(s): " + String.join("; ", broken));
  }
}
