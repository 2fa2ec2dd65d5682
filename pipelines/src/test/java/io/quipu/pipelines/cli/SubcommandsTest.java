package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.exit.ExitCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

class SubcommandsTest {

  @TempDir Path folder;

  private TestConsole.Ended quipu(String... args) {
    return new TestConsole(folder).quipu(args);
  }

  static List<Subcommand> all() {
    return Subcommands.table().rows();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRowIsNamedAsItsCommand(Subcommand row) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            false);
    Command command = row.on(console).getClass().getAnnotation(Command.class);
    assertThat(command).isNotNull();
    assertThat(command.name()).isEqualTo(row.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void helpNamesTheCommandAndSucceeds(Subcommand row) {
    TestConsole.Ended ended = quipu(row.name(), "--help");
    assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
    assertThat(ended.out()).startsWith("Usage: quipu " + row.name());
    assertThat(ended.err()).isEmpty();
    assertThat(quipu("--help").out()).contains("\n  " + row.name() + " ");
  }

  @ParameterizedTest
  @MethodSource("all")
  void aWrongCallIsOneLineAndHowToGetHelp(Subcommand row) {
    TestConsole.Ended ended = quipu(row.name(), "--no-such-option");
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG.code());
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .matches("quipu: .+\n'quipu " + row.name() + " --help' tells how it is used.\n");
  }

  @Test
  void aSubcommandOfAnotherJarIsCalledAndHelpsAsOurOwnDo() {
    assertThat(quipu("--help").out()).contains("greet ", "Say hello");
    assertThat(quipu("greet", "--help").out()).startsWith("Usage: quipu greet");
    TestConsole.Ended ended = quipu("greet", "world");
    assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
    assertThat(ended.out()).isEqualTo("hello, world\n");
  }

  @Test
  void anExceptionOfAnotherJarSaysHowItsCommandEnds() {
    TestConsole.Ended ended = quipu("greet", "nobody");
    assertThat(ended.code()).isEqualTo(ExitCode.DATA_FAILED.code());
    assertThat(ended.err()).isEqualTo("quipu: there is nobody\n");
  }

  @Test
  void schemaPrintsEveryKindAndStepThatARecipeMayName() throws Exception {
    TestConsole.Ended ended = quipu("schema");
    assertThat(ended.code()).isEqualTo(ExitCode.DONE.code());
    assertThat(ended.err()).isEmpty();
    JsonNode schema = new ObjectMapper().readTree(ended.out());
    JsonNode kinds = schema.at("/properties/sources/additionalProperties/properties/kind/enum");
    assertThat(words(kinds)).contains("warc", "wikipedia", "jsonl");
    JsonNode steps =
        schema.at("/properties/stages/items/properties/annotate/properties/steps/items/anyOf/0");
    assertThat(words(steps.get("enum"))).contains("language", "gopher_dolma_words", "pii_mask");
  }

  @Test
  void schemaNamesABundleThatIsNotThere() {
    TestConsole.Ended ended = quipu("schema", "--bundle", "none.jar");
    assertThat(ended.code()).isEqualTo(ExitCode.WRONG.code());
    assertThat(ended.err()).contains("--bundle: no file none.jar");
  }

  private static List<String> words(JsonNode node) {
    List<String> words = new ArrayList<>();
    node.forEach(word -> words.add(word.asText()));
    return words;
  }
}
