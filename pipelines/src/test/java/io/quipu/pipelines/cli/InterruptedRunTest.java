package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.WorkLock;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is told to stop: by SIGTERM, which does what Ctrl-C does and, other than that,
 * arrives in a process of the background too.
 */
@Timeout(120)
class InterruptedRunTest {

  private static final String RECIPE =
      """
      name: small
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/*"]}
      stages:
        - annotate: {steps: [gopher_words, gopher_repetition]}
      """;

  /** 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  @TempDir Path folder;

  @Test
  void stopsSoonLetsTheLockGoAndTheSameCommandGoesOn() throws Exception {
    TestConsole console = new TestConsole(folder).file("r.yaml", RECIPE);
    for (int file = 0; file < 40; file++) {
      console.file("in/" + file + ".jsonl", lines(file));
    }
    Process run = start(console);
    String said;
    try (BufferedReader err = run.errorReader()) {
      said =
          err.lines()
              .takeWhile(line -> !line.contains("work folder"))
              .collect(Collectors.joining("\n"));
      run.toHandle().destroy();
      said += err.lines().collect(Collectors.joining("\n"));
    }
    assertThat(run.waitFor()).as(said).isEqualTo(TERMINATED);
    assertThat(said).contains("the same command goes on from there").doesNotContain("Exception");
    assertThat(folder.resolve("work/release")).doesNotExist();
    assertThat(Files.readString(folder.resolve("work/timings.json"))).contains("\"stages\"");
    WorkLock.take(console.path("work")).close();

    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    TestConsole.Ended afresh =
        console.quipu(
            "run", console.path("r.yaml"), "--runner", "loop", "--work", console.path("afresh"));
    assertThat(afresh.code()).isEqualTo(Quipu.DONE);
    assertThat(folder.resolve("work/release/manifest.json"))
        .hasSameTextualContentAs(folder.resolve("afresh/release/manifest.json"));
  }

  private Process start(TestConsole console) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "--add-modules",
            "jdk.incubator.vector",
            Quipu.class.getName(),
            "run",
            console.path("r.yaml"),
            "--runner",
            "loop",
            "--work",
            console.path("work"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  // Half a megabyte of different documents.
  private static String[] lines(int file) {
    String words = "the of and a sentence that is to be with have " + file + " some more words. ";
    return IntStream.range(0, 250)
        .mapToObj(
            i ->
                "{\"id\":\""
                    + file
                    + "-"
                    + i
                    + "\",\"text\":\""
                    + i
                    + " "
                    + words.repeat(30)
                    + "\"}")
        .toArray(String[]::new);
  }
}
