package io.quipu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door leads where it says. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z0-9_.]+);");

  @Test
  void mapsEveryPackageWithItsSentence() throws IOException {
    List<String> rows = new ArrayList<>(List.of("| module | package | |", "|---|---|---|"));
    for (String module : modules()) {
      rows.addAll(rows(module));
    }
    String expected = String.join("\n", rows) + "\n";
    assertThat(between(readme(), "<!-- packages: begin -->\n", "<!-- packages: end -->"))
        .as("the map, to be pasted into README.md:%n%s", expected)
        .isEqualTo(expected);
  }

  @Test
  void givesEveryPackageOfSourcesASentence() throws IOException {
    for (String module : modules()) {
      for (Path folder : packages(module)) {
        assertThat(folder.resolve("package-info.java")).exists();
      }
    }
  }

  static List<String> answers() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    String table = between(page, "## Where to change what\n", "\n## ");
    return Pattern.compile("\\| `([^`]+)` \\|")
        .matcher(table)
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void sendsWhoWantsToChangeSomethingToAFileThatExists(String path) {
    assertThat(ROOT.resolve(path)).isRegularFile();
  }

  @Test
  void showsTheExampleThatIsTested() throws IOException {
    Matcher block =
        Pattern.compile("<!-- example: (\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme());
    assertThat(block.find()).isTrue();
    assertThat(block.group(2)).isEqualTo(Files.readString(ROOT.resolve(block.group(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "CONTRIBUTING.md",
        "docs/architecture.md",
        "docs/formats/README.md",
        "docs/decisions/README.md"
      })
  void linksToWhatIsThere(String page) throws IOException {
    Path file = ROOT.resolve(page);
    List<String> links =
        Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)")
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult r) -> r.group(1))
            .toList();
    assertThat(links).isNotEmpty().allSatisfy(l -> assertThat(file.resolveSibling(l)).exists());
  }

  private static List<String> modules() throws IOException {
    return Pattern.compile("<module>([a-z-]+)</module>")
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  private static List<String> rows(String module) throws IOException {
    List<String> rows = new ArrayList<>();
    String first = module;
    for (Path folder : packages(module)) {
      String info = Files.readString(folder.resolve("package-info.java"));
      Matcher sentence = SENTENCE.matcher(info);
      Matcher name = PACKAGE.matcher(info);
      assertThat(sentence.find() && name.find()).as("%s", folder).isTrue();
      rows.add(
          "| %s | `%s` | %s |"
              .formatted(first, name.group(1).substring(9), plain(sentence.group(1))));
      first = "";
    }
    return rows;
  }

  /** Javadoc as it reads: without stars and line ends; of a link only the class. */
  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\n *\\*", " ")
        .replaceAll("\\s+", " ")
        .strip()
        .replaceAll("\\{@link (?:[a-z0-9]+\\.)*(\\w+)}", "`$1`")
        .replaceAll("\\{@code ([^}]*)}", "`$1`");
  }

  /** Folders of a module with Java sources of their own, sorted. */
  private static List<Path> packages(String module) throws IOException {
    Path sources = ROOT.resolve(module).resolve("src/main/java");
    if (!Files.exists(sources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin);
    assertThat(from).as(begin).isNotNegative();
    int to = text.indexOf(end, from + begin.length());
    return text.substring(from + begin.length(), to);
  }
}
