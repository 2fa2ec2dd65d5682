package io.quipu.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Key128;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Scores must not depend on the JVM's options: without the vector module, or with narrower vectors
 * than ours.
 */
class OtherJvmsTest {

  /** Prints the widths that the JVM offers and a digest of scores. */
  public static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println(report());
    }
  }

  @Test
  void runsWithoutTheVectorModule() throws Exception {
    assertThat(inJvmWith()).isEqualTo("SCALAR " + digest(Kernels.of(Width.SCALAR)));
  }

  @Test
  void givesTheSameBitsOnAProcessorWithNarrowVectors() throws Exception {
    String report = inJvmWith("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=16");
    assertThat(report).isEqualTo("BITS_128 " + digest(Kernels.of(Width.SCALAR)));
  }

  @Test
  void givesTheSameBitsInterpreted() throws Exception {
    assertThat(inJvmWith("-Xint")).isEqualTo("SCALAR " + digest(Kernels.of(Width.SCALAR)));
  }

  private static String report() {
    return Kernels.best().width() + " " + digest(Kernels.best());
  }

  private static String digest(Kernels kernels) {
    Model model = BuiltInModels.tiny();
    int[] ids =
        model.vocabulary().encoder().encode("The knots of a cord, and what they say: 1, 2, 3.");
    double[] nll = new Engine(model, EngineOptions.defaults().withKernels(kernels)).score(ids);
    ByteBuffer bytes = ByteBuffer.allocate(8 * nll.length);
    for (double x : nll) {
      bytes.putDouble(x);
    }
    return Key128.ofBytes(bytes.array()).toString();
  }

  private static String inJvmWith(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of(options));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", path, Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(out).isZero();
    String[] lines = out.split("\n"); // the JVM may warn of incubator modules before
    return lines[lines.length - 1];
  }
}
