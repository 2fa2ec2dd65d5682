package io.quipu.inference.engine;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/** Prints tokens per CPU second of one thread for each width: the best of several rounds, widths in turn. */
final class ScoringSpeed {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private ScoringSpeed() {}

  /**
   * @param args GGUF files; none for the built-in model
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      measure(BuiltInModels.tiny());
    }
    for (String file : args) {
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        measure(Model.read(in, file));
      }
    }
  }

  private static void measure(Model model) {
    int[] ids = new SplittableRandom(1).ints(4 * model.shape().context(), 3, model.shape().vocabulary()).toArray();
    double[] best = new double[Width.values().length];
    for (int round = 0; round < 20; round++) {
      for (Width width : Width.values()) {
        Engine engine = new Engine(model, EngineOptions.defaults().withKernels(Kernels.of(width)));
        long start = CLOCK.getCurrentThreadCpuTime();
        engine.score(ids);
        double perSecond = ids.length / ((CLOCK.getCurrentThreadCpuTime() - start) * 1e-9);
        best[width.ordinal()] = Math.max(best[width.ordinal()], perSecond);
      }
    }
    for (Width width : Width.values()) {
      System.out.printf(
          Locale.ROOT, "%s %s %.0f tokens per CPU second (best: %s)%n", model.name(), width, best[width.ordinal()],
          Kernels.best().width());
    }
  }
}
