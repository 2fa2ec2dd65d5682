package io.quipu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.cli.HelpTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, help, messages, Javadoc and names use the words that the table of phrases asks for. */
class PlainEnglishTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /**
   * Where a phrase is right after all: the file, words of its line, and why. At most ten. One that
   * no longer matches anything fails the test.
   */
  private static final List<Excuse> EXCEPTIONS = List.of();

  private record Excuse(String file, String words, String reason) {

    boolean covers(PlainEnglish.Hit hit) {
      return hit.file().equals(file) && hit.context().contains(words);
    }
  }

  @Test
  void isWrittenInPages() throws IOException {
    assertPlain(pages());
  }

  @Test
  void isWrittenInJava() throws IOException {
    assertPlain(java());
  }

  @Test
  void isWrittenInHelp() {
    assertPlain(help());
  }

  @Test
  void isMissedInTenPlacesAtMostAndEachIsStillThere() throws IOException {
    List<PlainEnglish.Hit> hits = Stream.of(pages(), java(), help()).flatMap(List::stream).toList();
    assertThat(EXCEPTIONS)
        .hasSizeLessThanOrEqualTo(10)
        .allSatisfy(e -> assertThat(e.reason()).isNotBlank())
        .allSatisfy(e -> assertThat(hits).as("hits for %s", e).anyMatch(e::covers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what stands in the folder",
        "it stood there",
        "standing files",
        "the file is made anew",
        "parts are made again",
        "makes all of it again",
        "the run goes on where it was",
        "what lies behind the stage",
        "unknown names are said",
        "it is said with its line",
        "an error with its place",
        "which is no error",
        "sources of which nothing came",
        "a key of its.",
        "a word of theirs",
        "changed by hand of the user",
        "none but the last",
        "the message says so",
        "it came to nothing"
      })
  void findsEachPhrase(String bad) {
    assertThat(PlainEnglish.inPage("page.md", "Good.\n\n" + bad + "\n"))
        .singleElement()
        .satisfies(hit -> assertThat(hit.line()).isEqualTo(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a rule of its own, of its kind",
        "as I understand the standard, notwithstanding",
        "making it and running again",
        "there is no error in it"
      })
  void leavesPlainWordsAlone(String good) {
    assertThat(PlainEnglish.inPage("page.md", good)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /** It is made          | 3 | a comment over two lines
          // which is made        | 6 | comments one below the other
          "it was made " + "anew" | 8 | a literal
          "parts are " +          | 9 | literals that are put together
          standingFiles           | 11 | a name
          """)
  void findsPhrasesInJavaWhereverTheyAre(String what, int line, String where) {
    String source =
        """
        package a;

        /** It is made
         * again. */
        class A {
          // which is made
          // again
          String a = "made anew";
          String b = "parts are "
              + "said";
          int standingFiles = 1;
          int stand = 1; int made; int again;
        }
        """;
    assertThat(PlainEnglish.inJava("A.java", source))
        .as("%s: %s", where, what)
        .anySatisfy(hit -> assertThat(hit.line()).isEqualTo(line));
  }

  @Test
  void seesOnlyCommentsOfScripts() {
    assertThat(PlainEnglish.inComments("a.sh", "echo behind\n# it lies\n# behind\n"))
        .singleElement()
        .satisfies(hit -> assertThat(hit.line()).isEqualTo(3));
  }

  private static void assertPlain(List<PlainEnglish.Hit> hits) {
    List<PlainEnglish.Hit> left =
        hits.stream().filter(hit -> EXCEPTIONS.stream().noneMatch(e -> e.covers(hit))).toList();
    assertThat(left)
        .as(
            "phrases to write plainly:%n%s",
            String.join("\n", left.stream().map(h -> "" + h).toList()))
        .isEmpty();
  }

  private static List<PlainEnglish.Hit> pages() throws IOException {
    List<PlainEnglish.Hit> hits = new ArrayList<>();
    for (String top : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      hits.addAll(PlainEnglish.inPage(top, Files.readString(ROOT.resolve(top))));
    }
    for (String folder : List.of("docs", "runbooks", "benchmarks")) {
      for (Path page : files(folder, name -> name.endsWith(".md"))) {
        hits.addAll(PlainEnglish.inPage(relative(page), Files.readString(page)));
      }
    }
    for (Path file : files("recipes", name -> name.endsWith(".yaml"))) {
      hits.addAll(PlainEnglish.inComments(relative(file), Files.readString(file)));
    }
    for (Path file : files("deploy", name -> !name.endsWith(".xml"))) {
      hits.addAll(PlainEnglish.inComments(relative(file), Files.readString(file)));
    }
    return hits;
  }

  private static List<PlainEnglish.Hit> java() throws IOException {
    List<PlainEnglish.Hit> hits = new ArrayList<>();
    for (Path file : files(".", name -> name.endsWith(".java"))) {
      if (file.toString().contains("/src/main/java/")) {
        hits.addAll(PlainEnglish.inJava(relative(file), Files.readString(file)));
      }
    }
    return hits;
  }

  private static List<PlainEnglish.Hit> help() {
    List<PlainEnglish.Hit> hits = new ArrayList<>();
    HelpTexts.all().forEach((name, text) -> hits.addAll(PlainEnglish.inPage(name, text)));
    return hits;
  }

  private static List<Path> files(String folder, Predicate<String> named) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files
          .filter(file -> !relative(file).contains("target/") && Files.isRegularFile(file))
          .filter(file -> named.test(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  private static String relative(Path file) {
    return ROOT.relativize(file.normalize()).toString();
  }
}
