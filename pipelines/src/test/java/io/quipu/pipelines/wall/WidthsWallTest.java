package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.pipelines.cli.Quipu;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.OtherJvm;
import io.quipu.pipelines.work.Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluate stage scores with the widest vectors that there are; every width does as well. */
class WidthsWallTest {

  @TempDir private Path folder;

  /** {@code quipu}, in a JVM that says first with which vectors an engine scores in it. */
  public static final class Main {
    private Main() {}

    public static void main(String[] args) {
      System.out.println(EngineOptions.defaults().kernels().width());
      Quipu.main(args);
    }
  }

  @Test
  void evaluationFiguresAreEqualForEveryWidthOfVectors() {
    List<DocumentScore> expected = scores(Width.SCALAR);
    for (Width width : Width.values()) {
      assertThat(scores(width)).as(width.toString()).isEqualTo(expected);
    }
  }

  /** An engine takes what its JVM prefers: the option's width, if the processor has as much. */
  @Tag("slow")
  @Test
  void aRunMakesTheSameBytesWith512BitsWith256AndWithoutVectors() throws Exception {
    Prose.inputs(folder);
    Files.writeString(
        folder.resolve("recipe.yaml"),
        Prose.recipe(12) + "evaluate: {model: tiny, documents: 10}\n");
    Width widest = Kernels.best().width();
    Width half = widest.compareTo(Width.BITS_256) < 0 ? widest : Width.BITS_256;
    SortedMap<String, String> scalar = run(Width.SCALAR);
    assertThat(scalar).containsKeys("RELEASE", "figures");
    assertThat(run(half, "--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=32"))
        .isEqualTo(scalar);
    assertThat(run(widest, "--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=64"))
        .isEqualTo(scalar);
  }

  /** Digests of what a JVM with some options publishes, and of the figures of its evaluation. */
  private SortedMap<String, String> run(Width width, String... options) throws Exception {
    Path work = Files.createTempDirectory(folder, "work");
    Process process =
        OtherJvm.of(
                List.of(options),
                Main.class,
                "run",
                folder.resolve("recipe.yaml").toString(),
                "--runner",
                "loop",
                "--work",
                work.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).contains(width.toString());
    SortedMap<String, String> digests = Released.in(work.resolve("release").toString()).digests();
    for (Storage.Entry file : Storage.list(work.resolve("evaluation").toString())) {
      FileName name = FileName.parse(file.name()).orElseThrow();
      digests.put(name.part(), Released.digest(Storage.readAll(file.path(), 1 << 20)));
    }
    return digests;
  }

  private static List<DocumentScore> scores(Width width) {
    EngineOptions options = EngineOptions.defaults().withKernels(Kernels.of(width));
    TextScorer scorer = new TextScorer(new Engine(BuiltInModels.tiny(), options));
    List<DocumentScore> scores = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      scores.add(scorer.score(Prose.words(i, 40 + 17 * i), 1024));
    }
    return scores;
  }
}
