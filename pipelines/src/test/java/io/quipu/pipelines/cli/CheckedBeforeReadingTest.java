package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that {@code plan} and {@code run} report before any data are read, with exit code 2. */
class CheckedBeforeReadingTest {

  private static final String RECIPE =
      """
      name: small
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["INPUT"]}
      publish: {to: "PUBLISH"}
      """;

  @TempDir private Path folder;
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeEach
  void input() throws Exception {
    console = new TestConsole(folder).file("in.jsonl", "{\"id\":\"1\",\"text\":\"a few words\"}");
  }

  private void recipe(String input, String publish) throws Exception {
    console.file("r.yaml", RECIPE.replace("INPUT", input).replace("PUBLISH", publish));
  }

  /** By {@code plan} and {@code run} alike, without a work folder. */
  private void assertRefused(String message) {
    TestConsole.Ended plan =
        console.quipu("plan", console.path("r.yaml"), "--work", console.path("work"));
    TestConsole.Ended run = console.run();
    assertThat(plan.err()).contains(message);
    assertThat(run.err()).contains(message);
    assertThat(plan.code()).isEqualTo(Quipu.WRONG);
    assertThat(run.code()).isEqualTo(Quipu.WRONG);
    assertThat(folder.resolve("work/documents")).doesNotExist();
    assertThat(folder.resolve("work/recipe.json")).doesNotExist();
  }

  @Test
  void anInputOfAnUnknownSchemeIsNamedWithTheKnownOnes() throws Exception {
    recipe("nosuch://bucket/*.jsonl", "out");
    assertRefused(
        "sources.a.inputs[0]: nosuch://bucket/*.jsonl: there is no file system for nosuch:; those"
            + " there are: classpath, file, ");
  }

  @Test
  void aReleaseFolderOfAnUnknownSchemeIsRefused() throws Exception {
    recipe("in.jsonl", "nosuch://bucket/out");
    assertRefused("publish.to: nosuch://bucket/out: there is no file system for nosuch:");
  }

  @Test
  void aReleaseFolderThatIsAFileOrBelowOneIsRefused() throws Exception {
    recipe("in.jsonl", "in.jsonl");
    assertRefused("publish.to: " + console.path("in.jsonl") + " is a file");
    recipe("in.jsonl", "in.jsonl/out");
    assertRefused("publish.to: " + console.path("in.jsonl/out") + " can't be written: ");
  }

  @Test
  void aReleaseFolderWithOtherFilesIsRefused() throws Exception {
    console.file("out/thesis.txt", "x");
    recipe("in.jsonl", "out");
    assertRefused("publish.to: " + console.path("out") + " holds thesis.txt");
    assertThat(folder.resolve("out/thesis.txt")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run"})
  void aWorkFolderThatCannotBeWrittenIsRefused(String command) throws Exception {
    recipe("in.jsonl", "out");
    TestConsole.Ended unknown =
        console.quipu(command, console.path("r.yaml"), "--work", "nosuch://bucket/work");
    assertThat(unknown.err()).contains("nosuch://bucket/work: there is no file system for nosuch:");
    assertThat(unknown.code()).isEqualTo(Quipu.WRONG);
    TestConsole.Ended file =
        console.quipu(command, console.path("r.yaml"), "--work", console.path("in.jsonl/work"));
    assertThat(file.err()).contains("in.jsonl/work can't be written: ").contains("not a folder");
    assertThat(file.code()).isEqualTo(Quipu.WRONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gone.model   |         | no file gone.model
          folder.model | FOLDER  | folder.model
          bad.model    | garbage | bad.model
          bad.tiktoken | garbage | bad.tiktoken
          bad.gguf     | garbage | bad.gguf
          """)
  void aTokenizerFileThatCannotBeReadIsRefused(String name, String content, String named)
      throws Exception {
    if ("FOLDER".equals(content)) {
      Files.createDirectory(folder.resolve(name));
    } else if (content != null) {
      console.file(name, content);
    }
    recipe("in.jsonl", "out");
    String recipe = Files.readString(folder.resolve("r.yaml"));
    console.file("r.yaml", recipe.replace("{name: gpt2}", "{file: " + name + "}"));
    assertRefused("tokenizer.file: ");
    assertThat(console.run().err()).contains(named).doesNotContain("error of Quipu itself");
  }

  @Test
  void publishAndVerifyRefuseAnUnknownScheme() throws Exception {
    recipe("in.jsonl", "out");
    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    TestConsole.Ended publish =
        console.quipu("publish", console.path("work"), "--to", "nosuch://bucket/out");
    assertThat(publish.err()).contains("there is no file system for nosuch:");
    assertThat(publish.code()).isEqualTo(Quipu.WRONG);
    TestConsole.Ended verify = console.quipu("verify", "nosuch://bucket/out");
    assertThat(verify.err()).contains("there is no file system for nosuch:");
    assertThat(verify.code()).isEqualTo(Quipu.WRONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --limit       | x    | 'x' is not a whole number
          --limit       | 1.5  | '1.5' is not a whole number
          --limit       | 0    | --limit 0: want 1 or more
          --parallelism | many | 'many' is not a whole number
          """)
  void aNumberThatIsNoneIsExplained(String option, String value, String message) throws Exception {
    recipe("in.jsonl", "out");
    TestConsole.Ended ended = console.run(option, value);
    assertThat(ended.err()).contains(message);
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    TestConsole.Ended ended = console.quipu("--version");
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(ended.out()).matches("(?s)quipu [0-9]+\\.[0-9].*\nJava [0-9].*");
  }

  @Test
  void aRecordWithoutItsTextFieldNamesTheFieldsThereAre() throws Exception {
    console.file("in.jsonl", "{\"id\":\"1\",\"body\":\"secret words\",\"n\":5,\"title\":\"more\"}");
    recipe("in.jsonl", "out");
    TestConsole.Ended ended = console.run();
    assertThat(ended.out())
        .contains("no_text: no string in field text; fields with a string: id, body, title")
        .doesNotContain("secret");
  }
}
