package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkLock;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuipuTest {

  private static final String RECIPE =
      """
      name: small
      tokenizer: gpt2
      sources:
        a: {kind: KIND, inputs: ["in/*"]}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: 2, reason: too_few_words}]}
      MORE
      """;

  private static final String LINE = "{\"id\":\"1\",\"text\":\"some words to keep here\"}";

  @TempDir Path folder;

  private TestConsole console(String kind, String more) throws Exception {
    String recipe = RECIPE.replace("KIND", kind).replace("MORE", more);
    return new TestConsole(folder).file("r.yaml", recipe);
  }

  private TestConsole small() throws Exception {
    return console("jsonl", "").file("in/a.jsonl", LINE);
  }

  static Stream<Arguments> wrongRecipes() {
    return Stream.of(
        arguments("sede: 1", "sede: unknown key", "did you mean seed?"),
        arguments("mixture: {epochs: {b: 2}}", "mixture.epochs", "b"),
        arguments("tokeniser: gpt2", "tokeniser: unknown key", "did you mean tokenizer?"),
        arguments("quarantine: nowhere.txt", "quarantine", "no file nowhere.txt"));
  }

  @ParameterizedTest
  @MethodSource("wrongRecipes")
  void saysWhatIsWrongWithTheRecipeAndTouchesNothing(String line, String place, String remedy)
      throws Exception {
    TestConsole.Ended ended = console("jsonl", line).file("in/a.jsonl", LINE).run();
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains(place).contains(remedy).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(folder.resolve("work")).doesNotExist();
  }

  @Test
  void saysThatNobodyMeasuresTheSignalOfARule() throws Exception {
    TestConsole console = small();
    Path file = folder.resolve("r.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("signal: gopher_dolma_word_count", "signal: gopher_wort_count"));
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains("stages[1].filter.rules[0]").contains("gopher_wort_count");
  }

  static Stream<Arguments> wrongCommands() {
    return Stream.of(
        arguments("rum r.yaml", "'rum'", "Did you mean: quipu run?"),
        arguments("run", "RECIPE", "quipu run --help"),
        arguments("run missing.yaml", "no recipe missing.yaml", ""),
        arguments("run r.yaml --to shart", "--to: no stage shart", "shard"),
        arguments(
            "run r.yaml --from shard --to filter", "--from shard comes after --to filter", ""),
        arguments("run r.yaml --runner spark", "--runner", "spark"),
        arguments("run r.yaml --parallelism 0", "--parallelism 0", "1 or more"),
        arguments("run r.yaml --limit 0", "--limit 0", "1 or more"),
        arguments("plan r.yaml --limit 0", "--limit 0", "1 or more"),
        arguments("plan missing.yaml", "no recipe missing.yaml", ""),
        arguments(
            "run r.yaml --runner loop --flink-master 127.0.0.1:8081",
            "--flink-master",
            "--runner flink"),
        arguments("run r.yaml --flink-master here", "--flink-master here", "HOST:PORT"),
        arguments("why nowhere x", "nowhere is no work folder", "quipu run RECIPE --work nowhere"),
        arguments("report nowhere", "nowhere is no work folder", ""),
        arguments("publish nowhere", "--to", ""),
        arguments("remove nowhere --list none.txt", "nowhere is no work folder", ""),
        arguments("steps --bundle none.jar", "--bundle: no file none.jar", ""));
  }

  @ParameterizedTest
  @MethodSource("wrongCommands")
  void saysWhatIsWrongWithTheCommand(String command, String what, String remedy) throws Exception {
    String[] args =
        Arrays.stream(command.split(" "))
            .map(a -> a.equals("r.yaml") ? folder.resolve(a).toString() : a)
            .toArray(String[]::new);
    TestConsole.Ended ended = small().quipu(args);
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains(what).contains(remedy).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void showsHelpOfEveryCommandOnTheStandardOutput() throws Exception {
    assertThat(small().quipu().code()).isEqualTo(Quipu.WRONG);
    String all = small().quipu("--help").out();
    for (String command : Subcommands.table().names()) {
      assertThat(all).contains(command);
      TestConsole.Ended help = small().quipu(command, "--help");
      assertThat(help.code()).isEqualTo(Quipu.DONE);
      assertThat(help.out()).startsWith("Usage: quipu " + command);
      assertThat(help.out().lines())
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
  }

  @Test
  void missingInputsAreAnErrorOfTheRecipe() throws Exception {
    TestConsole.Ended ended = console("jsonl", "").run();
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains("sources.a.inputs: nothing matches in/*");
  }

  private static byte[] truncatedGzip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 200; i++) {
        gzip.write(
            ("{\"id\":\"" + i + "\",\"text\":\"words " + Integer.toHexString(i * 7919) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
  }

  private static byte[] invalidUtf8() {
    byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
    line[line.length - 5] = (byte) 0xff;
    return line;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Arguments> badInputs() throws Exception {
    return Stream.of(
        arguments("jsonl", "bad.jsonl.gz", truncatedGzip(), "truncated_gzip"),
        arguments("jsonl", "bad.jsonl", invalidUtf8(), "invalid_utf8"),
        arguments("warc", "bad.warc", bytes("this is no WARC\n"), "not_a_warc"),
        arguments("warc", "bad.warc.gz", bytes("this is no gzip\n"), "not_a_warc"),
        arguments("wikipedia", "bad.xml", bytes("<html><body>no dump"), "not_a_dump"));
  }

  @ParameterizedTest
  @MethodSource("badInputs")
  void badInputsAreFailedRecordsAndTheRunIsDone(
      String kind, String name, byte[] bytes, String reason) throws Exception {
    TestConsole console = console(kind, "").file("in/" + name, bytes);
    if (kind.equals("jsonl")) {
      console.file("in/good.jsonl", "{\"id\":\"good\",\"text\":\"some words to keep here\"}");
    }
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    Matcher shown =
        Pattern.compile("quipu why \\S+ '(a/" + name + "@[0-9]+)'\n +" + reason + ": \\S+")
            .matcher(ended.out());
    assertThat(shown.find()).as(ended.out()).isTrue();
    assertThat(console.quipu("why", console.path("work"), shown.group(1)).out())
        .contains("failed: " + reason, "place      " + shown.group(1).substring(2));
  }

  @Test
  void anEmptyInputGivesAnEmptyReleaseThatIsWhole() throws Exception {
    TestConsole console = console("jsonl", "").file("in/a.jsonl", new byte[0]);
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    assertThat(ended.out()).contains("0 tokens of 0 documents");
    assertThat(console.quipu("verify", console.path("work/release")).code()).isEqualTo(Quipu.DONE);
  }

  @Test
  void aFlinkMasterThatDoesNotAnswerIsNamed() throws Exception {
    TestConsole console = small();
    TestConsole.Ended ended =
        console.quipu(
            "run",
            console.path("r.yaml"),
            "--work",
            console.path("work"),
            "--flink-master",
            "127.0.0.1:1");
    assertThat(ended.code()).isEqualTo(Quipu.ERROR);
    assertThat(ended.err())
        .contains("Flink master 127.0.0.1:1 does not answer")
        .contains("deploy/cluster.sh start");
  }

  @Test
  void aBusyWorkFolderNamesItsHolder() throws Exception {
    TestConsole console = small();
    try (WorkLock lock = WorkLock.take(console.path("work"))) {
      TestConsole.Ended ended = console.run();
      assertThat(ended.code()).isEqualTo(Quipu.WRONG);
      assertThat(ended.err()).contains("is in use by " + ProcessHandle.current().pid() + "@");
    }
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
  }

  @Test
  void aBrokenGateEndsTheRunWithOneAndNothingIsReleasedButTheSummaryIsThere() throws Exception {
    TestConsole console =
        console("jsonl", "evaluate: {documents: 1, gates: {bits_per_byte: {max: 0.0001}}}")
            .file("in/a.jsonl", LINE);
    TestConsole.Ended ended = console.run();
    assertThat(ended.err()).contains("stopped by 1 gate");
    assertThat(ended.code()).isEqualTo(Quipu.DATA_FAILED);
    assertThat(ended.out()).contains("Bits per byte");
    assertThat(folder.resolve("work/release")).doesNotExist();
    assertThat(console.quipu("publish", console.path("work"), "--to", console.path("out")).code())
        .isEqualTo(Quipu.WRONG);
  }

  @Test
  void aDamagedReleaseFailsVerificationAndAWholeOneIsPublishedByteForByte() throws Exception {
    TestConsole console = small();
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    TestConsole.Ended published =
        console.quipu("publish", console.path("work"), "--to", console.path("out"));
    assertThat(published.code()).as(published.err()).isEqualTo(Quipu.DONE);
    Path released = folder.resolve("work/release");
    assertThat(Storage.listAll(released.toString()))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(folder.resolve("out").resolve(name))
                    .hasSameBinaryContentAs(released.resolve(name)));
    assertThat(console.quipu("verify", console.path("out")).code()).isEqualTo(Quipu.DONE);
    Path shard = folder.resolve("out/shards/megatron/00000.bin");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[0] ^= 1;
    Files.write(shard, bytes);
    TestConsole.Ended damaged = console.quipu("verify", console.path("out"));
    assertThat(damaged.code()).isEqualTo(Quipu.DATA_FAILED);
    assertThat(damaged.err()).contains("shards/megatron/00000.bin: SHA-256");
  }

  @Test
  void aRunWritesTimingsAndItsSummaryAndReportPrintsItAgain() throws Exception {
    TestConsole console = small();
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(Files.readString(folder.resolve("work/report/summary.txt"))).isEqualTo(ended.out());
    assertThat(Files.readString(folder.resolve("work/timings.json")))
        .contains("\"runner\" : \"loop\"", "\"peak_heap_bytes\"", "\"stage\" : \"tokenize\"");
    assertThat(console.quipu("report", console.path("work")).out()).isEqualTo(ended.out());
    assertThat(ended.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void aRunUpToAStageTellsOfTheStagesUpToIt() throws Exception {
    TestConsole.Ended ended = small().run("--to", "filter");
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(ended.out()).contains("Sources").doesNotContain("Mixture").doesNotContain("shards");
    assertThat(folder.resolve("work/tokens")).doesNotExist();
  }

  @Test
  void aLimitReadsSoManyDocumentsOfASource() throws Exception {
    TestConsole.Ended ended =
        small().file("in/b.jsonl", LINE.replace("\"1\"", "\"2\"")).run("--limit", "1");
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(ended.out()).contains(" tokens of 1 document in 1 shard ");
  }

  @Test
  void anErrorOfTheJvmIsNotTakenForDataThatFailed() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new StackOverflowError("too deep");
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            return read();
          }
        };
    Console console =
        new Console(
            broken,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    assertThat(Quipu.run(console, "annotate", "--steps", "gopher_dolma_words", "-"))
        .isEqualTo(Quipu.ERROR);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("quipu: StackOverflowError: too deep", "an error of Quipu itself")
        .doesNotContain("\tat ");
  }

  @Test
  void aRunThatKeepsNothingSaysWhyNearItsEnd() throws Exception {
    TestConsole console = small();
    Path recipe = folder.resolve("r.yaml");
    Files.writeString(recipe, Files.readString(recipe).replace("min: 2", "min: 200"));
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(ended.out())
        .contains(
            "Look here: nothing of source a was kept: 1 of 1 documents dropped for too_few_words by"
                + " filter.\n  quipu why "
                + console.path("work")
                + " 'a/1'\n");
    assertThat(console.quipu("why", console.path("work"), "a/1").out()).contains("too_few_words");
    assertThat(console.quipu("report", console.path("work")).out()).isEqualTo(ended.out());
  }

  static Stream<Arguments> inputsOfNothing() {
    return Stream.of(
        arguments("", "source a has no records."),
        arguments(
            "{broken\n", "nothing of source a was kept: 1 of 1 records failed with invalid_json."),
        arguments(
            "{broken\n{\"id\":\"1\",\"text\":\"alone\"}\n",
            "nothing of source a was kept: 1 of 1 documents dropped for too_few_words by filter."),
        arguments("{broken\n" + LINE + "\n", ""));
  }

  @ParameterizedTest
  @MethodSource("inputsOfNothing")
  void saysThatASourceCameToNothing(String input, String said) throws Exception {
    TestConsole console =
        console("jsonl", "").file("in/a.jsonl", input.getBytes(StandardCharsets.UTF_8));
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    if (said.isEmpty()) {
      assertThat(ended.out()).doesNotContain("Look here");
    } else {
      assertThat(ended.out()).contains("Look here: " + said);
    }
  }

  @Test
  void theCatalogueHasEveryStepRuleSetAndSource() throws Exception {
    TestConsole.Ended ended = small().quipu("steps");
    assertThat(ended.out())
        .contains(
            "gopher_dolma_words 1",
            "gopher_dolma[0]",
            "too_few_words",
            "wikipedia",
            "min_letters: 20");
    assertThat(ended.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }
}
