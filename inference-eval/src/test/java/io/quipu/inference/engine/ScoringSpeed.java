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
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Prints tokens per CPU second of one thread: the median of the later half of its rounds. */
final class ScoringSpeed {
  private static final int ROUNDS = 14;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private ScoringSpeed() {}

  /**
   * One width a JVM: the compiler would see several at one call otherwise.
   *
   * @param args width, and a GGUF file unless it is the built-in model
   */
  public static void main(String[] args) throws IOException {
    Kernels kernels = Kernels.of(Width.valueOf(args[0]));
    Model model = args.length == 1 ? BuiltInModels.tiny() : read(Path.of(args[1]));
    int context = model.shape().context();
    int[] ids = new SplittableRandom(1).ints(2L * context, 3, model.shape().vocabulary()).toArray();
    Engine engine = new Engine(model, EngineOptions.defaults().withKernels(kernels));
    double[] perSecond = new double[ROUNDS];
    int repeats = Math.max(1, 4096 / ids.length);
    for (int round = 0; round < ROUNDS; round++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      for (int i = 0; i < repeats; i++) {
        engine.score(ids);
      }
      double seconds = (CLOCK.getCurrentThreadCpuTime() - start) * 1e-9;
      perSecond[round] = repeats * ids.length / seconds;
    }
    Arrays.sort(perSecond, ROUNDS / 2, ROUNDS);
    System.out.printf(
        Locale.ROOT,
        "%s, windows of %d, %s: %.0f tokens per CPU second%n",
        model.name(),
        context,
        args[0],
        perSecond[ROUNDS * 3 / 4]);
  }

  private static Model read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Model.read(in, file.toString());
    }
  }
}
