package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.exit.ExitCode;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
}
