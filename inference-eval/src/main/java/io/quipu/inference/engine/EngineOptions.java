package io.quipu.inference.engine;

import io.quipu.inference.kernel.Kernels;

/**
 * How an engine works. {@code window} and {@code overlap} change its figures; the others change
 * speed and memory only.
 *
 * @param kernels arithmetic
 * @param window most positions that attend to each other; the model's own context if that is
 *     shorter
 * @param overlap tokens of the window before that a further window of a long text sees again,
 *     unscored, so that its first tokens have context; below {@code window} and the model's context
 * @param batch positions that go through the layers together
 */
public record EngineOptions(Kernels kernels, int window, int overlap, int batch) {

  public EngineOptions {
    if (window < 2 || overlap < 0 || overlap >= window || batch < 1) {
      throw new IllegalArgumentException(
          "window "
              + window
              + ", overlap "
              + overlap
              + ", batch "
              + batch
              + ": 0 <= overlap < window and batch >= 1");
    }
  }

  /**
   * The fastest kernels of this JVM, windows of up to 2,048 positions without overlap, batches of
   * 64.
   */
  public static EngineOptions defaults() {
    return new EngineOptions(Kernels.best(), 2048, 0, 64);
  }

  public EngineOptions withKernels(Kernels other) {
    return new EngineOptions(other, window, overlap, batch);
  }

  public EngineOptions withWindow(int otherWindow, int otherOverlap) {
    return new EngineOptions(kernels, otherWindow, otherOverlap, batch);
  }

  public EngineOptions withBatch(int otherBatch) {
    return new EngineOptions(kernels, window, overlap, otherBatch);
  }
}
