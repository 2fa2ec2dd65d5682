package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/cli.md has a section for each subcommand, with all of its options. */
class CliDocsTest {

  private static final Path PAGE = Path.of("../docs/cli.md");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final List<String> OF_ALL = List.of("--help", "--debug");

  @TempDir Path folder;

  static List<String> own() {
    return Subcommands.table().rows().stream()
        .filter(row -> row.getClass().getPackageName().equals(Subcommands.class.getPackageName()))
        .map(Subcommand::name)
        .filter(name -> !name.equals("greet")) // a row that a test adds
        .toList();
  }

  @Test
  void hasTheSectionsInTheOrderOfTheHelp() throws IOException {
    assertThat(
            Pattern.compile("(?m)^## ([a-z]+)$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(heading -> heading.group(1))
                .toList())
        .isEqualTo(own());
  }

  @ParameterizedTest
  @MethodSource("own")
  void namesEveryOptionOfTheHelp(String command) throws IOException {
    List<String> shown = options(section(command));
    List<String> known = new ArrayList<>(options(help(command)));
    if (command.equals("shards")) {
      known.addAll(options(help("shards", "cat")));
      known.addAll(options(help("shards", "stat")));
    }
    known.removeAll(OF_ALL);
    assertThat(shown).containsAll(known);
  }

  @Test
  void namesTheOptionsOfAllSubcommandsAtTheTop() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(options(page.substring(0, page.indexOf("\n## ")))).containsAll(OF_ALL);
    assertThat(options(page.substring(0, page.indexOf("\n## ")))).containsAll(options(help()));
  }

  private String help(String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.add("--help");
    TestConsole.Ended ended = new TestConsole(folder).quipu(args.toArray(String[]::new));
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    return ended.out();
  }

  private static List<String> options(String text) {
    return OPTION.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  private static String section(String command) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n## " + command + "\n");
    assertThat(from).as("a section '## %s' in %s", command, PAGE).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }
}
