package io.quipu.pipelines.recipe.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlTest {

  private static String problem(String text) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Problems problems = new Problems();
          Yaml.read(text, problems);
          return problems.count() == 0 ? "" : problems.errors().get(0).toString();
        });
  }

  private static String doublingAliases(String first) {
    StringBuilder bomb = new StringBuilder("a0: &a0 " + first + "\n");
    for (int i = 1; i < 40; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s]\n".formatted(i, i, before, before));
    }
    return bomb.toString();
  }

  static Stream<Arguments> hostile() {
    String deep = "nested deeper than 24 levels";
    String large = "too large with its aliases written out";
    return Stream.of(
        Arguments.of("an alias bomb", doublingAliases("[x, x]"), large),
        Arguments.of(
            "a long string aliased often",
            "a: &a " + "x".repeat(500_000) + "\nb: [" + "*a, ".repeat(1000) + "*a]",
            large),
        Arguments.of("many values", "a: [" + "1, ".repeat(60_000) + "1]", large),
        Arguments.of("flow lists", "[".repeat(100_000), deep),
        Arguments.of("flow maps", "{a: ".repeat(100_000), deep),
        Arguments.of("block lists", "- ".repeat(100_000), deep),
        Arguments.of("block keys", "? ".repeat(100_000), deep),
        Arguments.of("an alias to itself", "a: &a [*a]", "*a has no anchor before it"),
        Arguments.of("an alias to nothing", "a: *b", "*b has no anchor before it"),
        Arguments.of("a long file", " ".repeat(Yaml.MAX_CHARACTERS + 1), "longer than 1048576"),
        Arguments.of("a long key", "\"" + "k".repeat(200) + "\": 1", "a key is longer than 128"),
        Arguments.of("a key of two lines", "\"a\\nb\": 1", "a key is one line"),
        Arguments.of("a map as a key", "? {a: b}\n: c", "a key is a word, not keys [a]"),
        Arguments.of("a tag", "a: !!java.net.URL [x]", "the tag tag:yaml.org,2002:java.net.URL"),
        Arguments.of("a local tag", "a: !include b.yaml", "the tag !include is not known"),
        Arguments.of(
            "a control character", "a: \"\\0\"", "a control character or half a surrogate"),
        Arguments.of("half a surrogate pair", "a: \"\\ud800\"", "a control character or half"),
        Arguments.of("no code point", "a: \"\\UFFFFFFFF\"", "not YAML: "),
        Arguments.of("NUL", "a: \0", "not YAML: "),
        Arguments.of("tabs", "a:\n\tb: c", "not YAML: "),
        Arguments.of("a version to come", "%YAML 3.0\n---\na: b", "not YAML: "),
        Arguments.of(
            "keys that repeat", "a: {b: 1,\n b: 2}", "the key is listed twice in one map"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refuses(String what, String text, String expected) {
    assertThat(problem(text)).contains(expected);
  }

  @Test
  void namesTheLineOfWhatItRefuses() {
    assertThat(problem("a: 1\nb: {c: 1,\n  c: 2}\n"))
        .isEqualTo("b.c: the key is listed twice in one map (line 3)");
    assertThat(problem("a: 1\n\nb: [")).endsWith("(line 3)");
  }

  @Test
  void takesAliasesWithinReason() {
    assertThat(problem("a: &x [1, 2]\nb: *x\nc: *x\n")).isEmpty();
  }

  @Test
  void neverThrowsWhateverItIsGiven() {
    long seed = 20260726;
    Random random = new Random(seed);
    String alphabet = "ab: -?[]{}&*!|>'\"%@`#,\n\t\\u0x~\u0085\ufeff\ud83d\ude00";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Problems problems = new Problems();
      Node node = Yaml.read(text.toString(), problems);
      assertThat(node != null || problems.count() > 0).as("seed %d, text %s", seed, text).isTrue();
    }
  }

  @Test
  void readsASurrogatePairWhereverItLies() {
    for (int before = 1000; before < 1060; before++) {
      Problems problems = new Problems();
      String text = "\"" + "a".repeat(before) + "\ud83d\ude00".repeat(1100) + "\"";
      assertThat(Yaml.read(text, problems)).as("%d before it", before).isNotNull();
      assertThat(problems.errors()).isEmpty();
    }
  }
}
