package io.quipu.pipelines.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.cli.Quipu;
import io.quipu.pipelines.work.OtherJvm;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many samples as one corpus, on Flink in a process with a small heap: it ends, the accounts add up
 * (or the run would stop), and the release verifies.
 */
@Tag("slow")
class SoakIT {

  private static final int SAMPLES = 25;

  @TempDir Path folder;

  @Test
  void aCorpusOfManySamplesFitsIntoASmallHeap() throws Exception {
    for (int i = 0; i < SAMPLES; i++) {
      Sample.write(folder.resolve("in/s" + i), Sample.SEED + i);
    }
    String recipe =
        Files.readString(Path.of("../recipes/sample.yaml"))
            .replace("../work/sample-input/", "in/*/")
            .replaceFirst("tokens: 1M", "tokens: 20M");
    Path file = Files.writeString(folder.resolve("soak.yaml"), recipe);
    String work = folder.resolve("work").toString();
    String summary = quipu("run", file.toString(), "--work", work, "--parallelism", "2");
    assertThat(summary).contains("Released in " + work);
    assertThat(summary).containsPattern("all +2[0-9],[0-9]{3} ");
    assertThat(quipu("verify", work + "/release")).contains("is whole");
    System.out.println(Files.readString(folder.resolve("work/timings.json")));
  }

  private static String quipu(String... arguments) throws Exception {
    List<String> options =
        List.of("-Xmx640m", "--add-modules", "jdk.incubator.vector", "@../deploy/jvm-options");
    Process process =
        OtherJvm.of(options, Quipu.class, arguments).redirectErrorStream(true).start();
    String printed;
    try (BufferedReader out = process.inputReader()) {
      printed = out.lines().collect(Collectors.joining("\n"));
    }
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
