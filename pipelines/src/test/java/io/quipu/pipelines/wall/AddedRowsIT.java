package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.exit.ExitCode;
import io.quipu.inference.model.WeightType;
import io.quipu.pipelines.cli.Quipu;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.wall.added.ByteFamily;
import io.quipu.pipelines.wall.added.FifthsWeights;
import io.quipu.pipelines.wall.added.FirstLineMethod;
import io.quipu.pipelines.wall.added.KeepInitials;
import io.quipu.pipelines.wall.added.ToyModel;
import io.quipu.pipelines.work.OtherJvm;
import io.quipu.tokenizer.TokenizerFamily;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One more row in each table, and a recipe that uses all of them: Quipu runs as a user runs it who
 * has put a jar on its class path, and knows of the rows by nothing else.
 */
@Timeout(300)
class AddedRowsIT {

  /** The rows that only this test adds; those of a source, a format and a command all tests see. */
  private static final Map<Class<?>, Class<?>> ROWS =
      Map.of(
          StageType.class, KeepInitials.class,
          MethodType.class, FirstLineMethod.class,
          TokenizerFamily.class, ByteFamily.class,
          WeightType.class, FifthsWeights.class);

  private static final String RECIPE =
      """
      name: added
      tokenizer: {file: bytes.vocab}
      bundles: [steps.jar]
      sources:
        poems: {kind: verses, inputs: ["in/*.txt"], options: {separator: "--", skip: [2]}}
      stages:
        - annotate: {steps: [{listed: {file: fruit.txt, as: fruit}}]}
        - filter: {rules: [{signal: fruit_hits, max: 2, reason: too_much_fruit}]}
        - keep_initials: {letters: "abcd"}
        - dedup: {first_line: {characters: 12}}
      shards: {formats: [megatron, {numbers: {separator: " "}}]}
      evaluate: {model: toy.gguf, documents: 5}
      """;

  private static final String KEPT_1 = "apple trees and pear trees\nin a na\u00efve wind\n";
  private static final String SKIPPED = "an ode that no option lets in\n";
  private static final String KEPT_2 = "burning bright in the forest\nof the night\n";
  private static final String FRUIT = "apple pear apple or\n";
  private static final String WRONG_INITIAL = "zebras cross\n";
  private static final String REPEATS_IN_PART = "burning bright\n";
  private static final String REPEATS_IN_OTHER_PART = "burning bright and fast\n";
  private static final String KEPT_3 = "clouds over the hill\n";

  @TempDir static Path folder;

  private static Ended loop = new Ended(-1, "", "");
  private static Ended flink = loop;

  /** What a command left behind. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void runsTheRecipe() throws Exception {
    for (Map.Entry<Class<?>, Class<?>> row : ROWS.entrySet()) {
      file("jar/META-INF/services/" + row.getKey().getName(), row.getValue().getName() + "\n");
    }
    TestBundle.jar(folder, "steps.jar");
    file("bytes.vocab", ByteFamily.FILE);
    file("fruit.txt", "apple\npear\n");
    Files.write(folder.resolve("toy.gguf"), ToyModel.bytes());
    file("in/1.txt", verses(KEPT_1, SKIPPED, KEPT_2, FRUIT, WRONG_INITIAL, REPEATS_IN_PART));
    file("in/2.txt", verses(REPEATS_IN_OTHER_PART, SKIPPED, KEPT_3));
    file("r.yaml", RECIPE);
    loop = run("r.yaml", "--runner", "loop", "--work", path("loop"));
    flink = run("r.yaml", "--parallelism", "2", "--work", path("flink"));
  }

  private static String verses(String... verses) {
    return String.join("--\n", verses);
  }

  private static void file(String name, String content) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Ended run(String recipe, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", path(recipe)));
    arguments.addAll(List.of(more));
    return quipu(arguments.toArray(String[]::new));
  }

  private static Ended quipu(String... arguments) throws Exception {
    List<String> options =
        List.of(
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            "--add-modules",
            "jdk.incubator.vector",
            "@../deploy/jvm-options");
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    int code =
        OtherJvm.of(options, List.of(folder.resolve("jar")), Quipu.class, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  /** What a command prints that succeeds. */
  private static String told(String... arguments) throws Exception {
    Ended ended = quipu(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }

  @Test
  void theLoopAndFlinkReleaseTheSameBytes() throws Exception {
    assertThat(loop.code()).as(loop.err()).isZero();
    assertThat(flink.code()).as(flink.err()).isZero();
    SortedMap<String, String> released = digests("loop/release");
    assertThat(released.keySet())
        .contains("RELEASE", "manifest.json", "recipe.json")
        .anyMatch(name -> name.startsWith("shards/megatron/"))
        .anyMatch(name -> name.startsWith("shards/numbers/"));
    assertThat(digests("flink/release")).isEqualTo(released);
    assertThat(told("verify", path("flink/release"))).contains("is whole", "3 documents");
  }

  private static SortedMap<String, String> digests(String name) throws Exception {
    SortedMap<String, String> digests = new TreeMap<>();
    Path root = folder.resolve(name);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(root.relativize(file).toString(), Released.digest(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  @Test
  void tokensOfTheAddedFamilyBecomeTextAgainFromBothFormats() throws Exception {
    String cat = told("shards", "cat", path("loop/release"), "--tokenizer", path("bytes.vocab"));
    List<String> texts = new ArrayList<>();
    for (String line : cat.lines().toList()) {
      texts.add(new ObjectMapper().readTree(line).get("text").asText());
    }
    assertThat(texts).containsExactlyInAnyOrder(KEPT_1, KEPT_2, KEPT_3);
    assertThat(ofNumbers()).isEqualTo(texts);
  }

  /** Texts of the documents in the format of numbers. */
  private static List<String> ofNumbers() throws Exception {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("loop/release/shards/numbers"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          assertThat(line).endsWith(" 256");
          String[] ids = line.substring(0, line.lastIndexOf(' ')).split(" ");
          byte[] bytes = new byte[ids.length];
          for (int i = 0; i < ids.length; i++) {
            bytes[i] = (byte) Integer.parseInt(ids[i]);
          }
          texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  static Stream<Arguments> stories() {
    return Stream.of(
        Arguments.of(
            "1.txt#1",
            List.of(
                "fruit_hits  2",
                "kept: it begins with one of abcd",
                "letters asked for: abcd",
                "shard-00000, tokens [")),
        Arguments.of("1.txt#2", List.of("skipped: left_out")),
        Arguments.of(
            "1.txt#3", List.of("kept: 2 documents repeat it", "poems/1.txt#6", "poems/2.txt#1")),
        Arguments.of(
            "1.txt#5",
            List.of(
                "dropped by keep_initials: wrong_initial",
                "first letter is z, stays one of abcd",
                "letters asked for: abcd")),
        Arguments.of(
            "2.txt#1",
            List.of("dropped by dedup_first_line: duplicate of poems/1.txt#3", "cluster of 3")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void whyTellsOfEveryRowInItsOwnWords(String key, List<String> words) throws Exception {
    assertThat(why(key)).contains(words);
  }

  private static String why(String key) throws Exception {
    return told("why", path("loop"), "poems/" + key);
  }

  @Test
  void theReportCountsWhatEachRowDroppedAndHasTheFiguresOfTheModel() throws Exception {
    String report = report("loop");
    assertThat(report)
        .contains("left_out", "too_much_fruit", "wrong_initial", "duplicate", "model toy.gguf")
        .containsPattern("kept +poems +3 +[0-9.]+ ")
        .containsPattern("dropped +keep_initials/wrong_initial +1 +[0-9.]+ ");
    assertThat(report("flink")).isEqualTo(report);
  }

  /** Without the folders at its end. */
  private static String report(String work) throws Exception {
    String report = told("report", path(work));
    return report.substring(0, report.indexOf("Released in"));
  }

  @Test
  void aWrongKeyOrValueOfARowIsAnErrorOfTheRecipe() throws Exception {
    file("keys.yaml", RECIPE.replace("letters:", "leters:").replace("characters:", "caracters:"));
    Ended keys = run("keys.yaml", "--work", path("wrong"));
    assertThat(keys.code()).isEqualTo(ExitCode.WRONG.code());
    assertThat(keys.err())
        .contains(
            "stages[2].keep_initials.leters: unknown key; known keys: "
                + "[name, sources, letters, ignore_case]; did you mean letters?",
            "stages[3].dedup.first_line.caracters: unknown key; known keys: [characters]");
    file("values.yaml", RECIPE.replace("\"abcd\"", "\"\"").replace("12", "0"));
    Ended values = run("values.yaml", "--work", path("wrong"));
    assertThat(values.code()).isEqualTo(ExitCode.WRONG.code());
    assertThat(values.err())
        .contains(
            "stages[2].keep_initials.letters: is empty",
            "stages[3].dedup.first_line.characters: must be at least 1, not 0");
    assertThat(folder.resolve("wrong")).doesNotExist();
  }

  @Test
  void theSchemaOfRecipesHasTheRowsWithTheirKeysAndDefaults() throws Exception {
    JsonNode schema = new ObjectMapper().readTree(told("schema"));
    JsonNode stages = schema.at("/properties/stages/items/properties");
    assertThat(stages.at("/keep_initials/properties/letters/default").asText()).isEqualTo("abc");
    assertThat(stages.at("/dedup/properties/first_line/properties/characters/default").asInt())
        .isEqualTo(40);
    assertThat(schema.toString())
        .contains("\"kind\":{\"const\":\"verses\"}", "\"enum\":[\"megatron\"", "\"numbers\"");
  }

  @Test
  void theAddedSubcommandAnswers() throws Exception {
    assertThat(told("greet", "rows")).isEqualTo("hello, rows" + System.lineSeparator());
    assertThat(quipu("greet", "nobody").code()).isEqualTo(ExitCode.DATA_FAILED.code());
  }
}
