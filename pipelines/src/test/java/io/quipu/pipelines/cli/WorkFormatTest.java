package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.plan.WorkFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that opens a work folder of another version ends, and leaves it as it is. */
class WorkFormatTest {

  private static final String RECIPE =
      """
      name: small
      seed: 11
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/a.jsonl"]}
      """;

  @TempDir Path folder;
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeEach
  void run() throws Exception {
    console =
        new TestConsole(folder)
            .file("r.yaml", RECIPE)
            .file("list.txt", "a/1")
            .file("in/a.jsonl", "{\"id\":\"1\",\"text\":\"some text\"}");
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
  }

  private Map<String, TestConsole.Ended> everyCommand() {
    String work = console.path("work");
    String recipe = console.path("r.yaml");
    Map<String, TestConsole.Ended> ended = new TreeMap<>();
    ended.put("run", console.run());
    for (List<String> command :
        List.of(
            List.of("plan", recipe, "--work", work),
            List.of("report", work),
            List.of("why", work, "a/1"),
            List.of("publish", work, "--to", console.path("out")),
            List.of("remove", work, "--list", console.path("list.txt")))) {
      ended.put(command.get(0), console.quipu(command.toArray(String[]::new)));
    }
    return ended;
  }

  private void assertRefused(String what) throws Exception {
    Map<String, Long> before = files();
    everyCommand()
        .forEach(
            (command, ended) -> {
              assertThat(ended.code()).as(command + ": " + ended.err()).isEqualTo(Quipu.WRONG);
              assertThat(ended.err())
                  .as(command)
                  .contains(console.path("work") + " " + what)
                  .contains("format " + WorkFormat.NUMBER)
                  .contains("run with another --work, or delete the folder");
            });
    assertThat(files()).isEqualTo(before);
  }

  /** Sizes by name, but for the lock. */
  private Map<String, Long> files() throws Exception {
    Map<String, Long> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith(".lock")) {
          sizes.put(file.toString(), Files.size(file));
        }
      }
    }
    return sizes;
  }

  private TestConsole.Ended runIn(String work, String... more) {
    List<String> args = new ArrayList<>(List.of("run", console.path("r.yaml")));
    args.addAll(List.of("--runner", "loop", "--work", console.path(work)));
    args.addAll(List.of(more));
    return console.quipu(args.toArray(String[]::new));
  }

  @Test
  void aFolderOfThisFormatIsOpened() {
    everyCommand()
        .forEach(
            (command, ended) ->
                assertThat(ended.code()).as(command + ": " + ended.err()).isEqualTo(Quipu.DONE));
  }

  @Test
  void aFolderThatStatesAnotherNumberIsRefused() throws Exception {
    console.file("work/format.json", "{\"format\":1}");
    assertRefused("has format 1");
    console.file("work/format.json", "{\"format\":99}");
    assertRefused("has format 99");
  }

  @Test
  void aFolderWithARecipeAndNoNumberIsRefused() throws Exception {
    Files.delete(folder.resolve("work/format.json"));
    assertRefused("has no format number");
    console.file("work/format.json", "{\"form");
    assertRefused("has no format number");
  }

  @Test
  void aFolderOfWhichARunHasWrittenNothingButPartOfTheNumberIsBegunAgain() throws Exception {
    console.file("other/format.json", "{\"form");
    TestConsole.Ended ended = runIn("other");
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
  }

  @Test
  void aFolderWithManifestsOfAnotherNumberIsRefused() throws Exception {
    Path manifests = folder.resolve("work/manifests");
    byte[] former;
    try (var kept =
        WorkFormatTest.class.getResourceAsStream("/formats/work-1/manifests/documents-1.json")) {
      former = Objects.requireNonNull(kept).readAllBytes();
    }
    try (Stream<Path> all = Files.list(manifests)) {
      for (Path manifest : all.toList()) {
        Files.write(manifest, former);
      }
    }
    String work = console.path("work");
    for (String[] command : new String[][] {{"report", work}, {"why", work, "a/1"}}) {
      TestConsole.Ended ended = console.quipu(command);
      assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.WRONG);
      assertThat(ended.err()).contains(work + " has format 1");
    }
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.WRONG);
  }

  @Test
  void theRemedyNamesTheRemovalsIfThereAreAny() throws Exception {
    String work = console.path("work");
    assertThat(console.quipu("remove", work, "--list", console.path("list.txt")).code())
        .isEqualTo(Quipu.DONE);
    console.file("work/format.json", "{\"format\":1}");
    assertThat(console.quipu("report", work).err()).contains("copy its folder 'removals'");
  }

  @Test
  void aSampleOfAnotherVersionIsNoSample() throws Exception {
    TestConsole.Ended limited = runIn("work-limit-1", "--limit", "1");
    assertThat(limited.code()).as(limited.err()).isEqualTo(Quipu.DONE);
    console.file("work-limit-1/format.json", "{\"format\":1}");
    TestConsole.Ended plan =
        console.quipu("plan", console.path("r.yaml"), "--work", console.path("work"));
    assertThat(plan.code()).as(plan.err()).isEqualTo(Quipu.DONE);
  }
}
