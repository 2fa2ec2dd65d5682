package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.wall.Prose;
import io.quipu.pipelines.wall.Released;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.OtherJvm;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.UnreadablePartFile;
import io.quipu.pipelines.work.WorkLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that is told to stop: by SIGTERM, which does what Ctrl-C does and, other than that,
 * arrives in a process of the background too; and one that is killed.
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
        - annotate: {steps: [gopher_dolma_words, gopher_dolma_repetition]}
        - dedup: {exact: {}}
      """;

  /** Tasks, and parts, since each input is a task. */
  private static final int PARTS = 16;

  /** 128 and the number of SIGTERM. */
  private static final int TERMINATED = 143;

  /** 128 and the number of SIGKILL. */
  private static final int KILLED = 137;

  @TempDir static Path shared;

  private static TestConsole console;
  private static SortedMap<String, String> undisturbed;

  @TempDir Path folder;

  @BeforeAll
  static void runsUndisturbed() throws Exception {
    console = new TestConsole(shared).file("r.yaml", RECIPE);
    List<String> names = Prose.packNames(PARTS);
    for (int file = 0; file < PARTS; file++) {
      console.file("in/" + names.get(file), lines(file));
    }
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    undisturbed = Released.in(console.path("work/release")).digests();
  }

  @Test
  void stopsSoonLetsTheLockGoAndTheSameCommandGoesOn() throws Exception {
    Process run = start("loop");
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
    WorkLock.take(folder.resolve("work").toString()).close();

    assertThat(console.quipu(command("loop")).code()).isEqualTo(Quipu.DONE);
    assertThat(released()).isEqualTo(undisturbed);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"loop, documents", "flink, documents", "flink, tokens"})
  void killedAmongThePartsOfADatasetTheSameCommandKeepsWhatIsFinished(String runner, String dataset)
      throws Exception {
    Process run = start(runner);
    try {
      while (partFiles(dataset).size() < 5) {
        assertThat(run.isAlive()).as("the run, with few parts of " + dataset).isTrue();
        Thread.sleep(2);
      }
    } finally {
      run.destroyForcibly();
    }
    assertThat(run.waitFor()).isEqualTo(KILLED);
    assertThat(folder.resolve("work/release")).doesNotExist();
    SortedMap<String, FileTime> finished = finished();
    int parts = attempted(dataset, finished.keySet()).size();
    assertThat(parts).isBetween(3, PARTS - 1);

    List<String> made = Collections.synchronizedList(new ArrayList<>());
    try (AutoCloseable listening = Storage.listen(listener(made))) {
      assertThat(console.quipu(command(runner)).code()).isEqualTo(Quipu.DONE);
    }
    assertThat(attempted("", made)).doesNotContainAnyElementsOf(attempted("", finished.keySet()));
    assertThat(attempted(dataset, made)).hasSize(PARTS - parts);
    SortedMap<String, FileTime> kept = finished();
    kept.keySet().retainAll(finished.keySet());
    assertThat(kept).isEqualTo(finished);
    assertThat(released()).isEqualTo(undisturbed);
  }

  private Process start(String runner) throws IOException {
    List<String> options =
        List.of("-Xmx1g", "--add-modules", "jdk.incubator.vector", "@../deploy/jvm-options");
    return OtherJvm.of(options, Quipu.class, command(runner))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private String[] command(String runner) {
    String work = folder.resolve("work").toString();
    return new String[] {"run", console.path("r.yaml"), "--runner", runner, "--work", work};
  }

  private SortedMap<String, String> released() throws Exception {
    return Released.in(folder.resolve("work/release").toString()).digests();
  }

  /** Part files of a dataset, whole or not, from the work folder on; of all if it is empty. */
  private List<String> partFiles(String dataset) throws IOException {
    Path work = folder.resolve("work");
    try (Stream<Path> files = Files.walk(work.resolve(dataset))) {
      return files
          .map(file -> work.relativize(file).toString())
          .filter(file -> file.endsWith(".parquet"))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Whole files of parts that were extracted to their end; others are made again. */
  private SortedMap<String, FileTime> finished() throws IOException {
    SortedMap<String, FileTime> whole = new TreeMap<>();
    for (String file : partFiles("")) {
      Path path = folder.resolve("work").resolve(file);
      try {
        PartFileReader.readFooter(path.toString());
        whole.put(file, Files.getLastModifiedTime(path));
      } catch (UnreadablePartFile cut) {
        // does not exist
      }
    }
    Set<String> extracted = new HashSet<>();
    whole.keySet().stream()
        .filter(file -> file.startsWith("documents/"))
        .forEach(file -> extracted.add(part(file)));
    whole.keySet().removeIf(file -> !extracted.contains(part(file)));
    return whole;
  }

  private static String part(String file) {
    return FileName.parse(file.substring(file.lastIndexOf('/') + 1)).orElseThrow().part();
  }

  /** Part files of a dataset without what tells one attempt from another. */
  private static SortedSet<String> attempted(String dataset, Collection<String> files) {
    SortedSet<String> wanted = new TreeSet<>();
    for (String file : files) {
      if (file.startsWith(dataset) && file.endsWith(".parquet")) {
        wanted.add(file.substring(0, file.length() - "0123456789abcdef.parquet".length()));
      }
    }
    return wanted;
  }

  /** Adds what is made in the work folder, as paths in it. */
  private Storage.Listener listener(List<String> made) {
    String work = folder.resolve("work") + "/";
    return new Storage.Listener() {
      @Override
      public void opened(String path) {}

      @Override
      public void made(String path) {
        if (path.startsWith(work)) {
          made.add(path.substring(work.length()));
        }
      }
    };
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
