package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.filters.FilterSteps;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.bind.Yaml;
import io.quipu.pipelines.stage.dedup.minhash.MinHashSpec;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphSpec;
import io.quipu.pipelines.stage.sites.SitesStage;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.tokenizer.shard.ShardFormats;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeDocsTest {

  private static final Path DOCS = Path.of("..", "docs", "recipe.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| (`[^`]+`|[a-z]+) \\| `([^`]+)` \\| .+ \\|");
  private static final StepCatalogue STEPS = StepCatalogue.empty().with("Quipu", new FilterSteps());
  private static final KnownNames KNOWN =
      new KnownNames(SourceKinds.TABLE, List.of("cl100k_base", "gpt2"), ShardFormats.table());

  /** The jar of README's example, its step and its signal. */
  private static final Pattern OF_THE_EXAMPLE = Pattern.compile("shouting|capital_letter_ratio");

  private record Row(String key, String byDefault, String example) {}

  static Stream<Arguments> sections() {
    return Stream.of(
        Arguments.of("The recipe", Recipe.class),
        Arguments.of("sources", SourceSpec.class),
        Arguments.of("annotate", AnnotateStage.class),
        Arguments.of("filter", FilterStage.class),
        Arguments.of("rules", RuleEntry.class),
        Arguments.of("sites", SitesStage.class),
        Arguments.of("paragraph", ParagraphSpec.class),
        Arguments.of("minhash", MinHashSpec.class),
        Arguments.of("mixture", MixtureSpec.class),
        Arguments.of("shards", ShardsSpec.class),
        Arguments.of("evaluate", EvaluateSpec.class),
        Arguments.of("gates", GateSpec.class),
        Arguments.of("publish", PublishSpec.class));
  }

  private static Map<String, List<Row>> tables() throws IOException {
    Map<String, List<Row>> tables = new LinkedHashMap<>();
    String section = "";
    for (String line : Files.readAllLines(DOCS)) {
      Matcher row = ROW.matcher(line);
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith("| `")) {
        assertThat(row.matches()).as(line).isTrue();
        tables
            .computeIfAbsent(section, s -> new ArrayList<>())
            .add(new Row(row.group(1), row.group(2).replace("`", ""), row.group(3)));
      }
    }
    return tables;
  }

  private static Object bind(String yaml, Type type) {
    Problems problems = new Problems();
    RecipeBinder binder = new RecipeBinder(problems, STEPS, KNOWN);
    Object value = binder.value(Objects.requireNonNull(Yaml.read(yaml, problems)), "docs", type);
    assertThat(problems.errors()).as(yaml).isEmpty();
    return value;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sections")
  void describesEveryKeyWithItsDefaultAndAnExample(String section, Class<?> type)
      throws IOException {
    List<Row> rows = tables().getOrDefault(section, List.of());
    assertThat(rows).extracting(Row::key).containsExactlyElementsOf(Binder.keys(type));
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Row row = rows.get(i);
      Type component = components[i].getGenericType();
      if (component == Record.class) { // of a kind; their own tables are below
        assertThat(row.byDefault()).as(row.key()).isEqualTo("below");
        bind("{kind: jsonl, inputs: [a], options: " + row.example() + "}", SourceSpec.class);
        continue;
      }
      assertThat(bind(row.example(), component)).as(row.key()).isNotNull();
      Object byDefault = new RecipeBinder(new Problems(), STEPS, KNOWN).byDefault(components[i]);
      if (byDefault != null) {
        assertThat(bind(row.byDefault(), component)).as(row.key()).isEqualTo(byDefault);
      } else if (RecipeSchema.isOptional(components[i])) {
        assertThat(row.byDefault()).as(row.key()).isIn("none", "derived", "below");
      } else {
        assertThat(row.byDefault()).as(row.key()).isEqualTo("required");
      }
    }
  }

  /** Quipu's own kinds that have options, by name. */
  static Stream<SourceDefinition<?>> kindsWithOptions() {
    return SourceKinds.TABLE.rows().stream()
        .filter(kind -> kind.getClass().getPackageName().startsWith("io.quipu.sources."))
        .filter(kind -> !Binder.keys(kind.defaults().getClass()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("kindsWithOptions")
  void describesTheOptionsOfEachKindOfSource(SourceDefinition<?> kind) throws IOException {
    Record defaults = kind.defaults();
    List<Row> rows = new ArrayList<>();
    tables().forEach((section, own) -> rows.addAll(isOf(section, kind) ? own : List.of()));
    assertThat(rows)
        .extracting(Row::key)
        .containsExactlyElementsOf(Binder.keys(defaults.getClass()));
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Row row = rows.get(i);
      Type component = components[i].getGenericType();
      assertThat(bind(row.example(), component)).as(row.key()).isNotNull();
      assertThat(bind(row.byDefault(), component))
          .as(row.key())
          .isEqualTo(Components.value(components[i], defaults));
    }
  }

  private static boolean isOf(String section, SourceDefinition<?> kind) {
    return section.startsWith("options of ")
        && List.of(section.substring("options of ".length()).split(", ")).contains(kind.kind());
  }

  @Test
  void describesTheKeysThatAreNoRecordsOwn() throws IOException {
    Map<String, List<Row>> tables = tables();
    assertThat(tables.get("dedup"))
        .extracting(Row::key)
        .containsExactly("name", "sources", "exact", "paragraph", "minhash", "survivor");
    assertThat(tables.get("dedup"))
        .filteredOn(row -> row.key().equals("survivor"))
        .allSatisfy(row -> assertThat(row.byDefault()).isEqualTo("[trust, newest, longest]"));
    assertThat(tables.get("tokenizer"))
        .extracting(Row::key)
        .containsExactlyElementsOf(RecipeBinder.TOKENIZER_KEYS);
    List<String> sections = new ArrayList<>(List.of("dedup", "tokenizer"));
    sections().forEach(arguments -> sections.add((String) arguments.get()[0]));
    tables.keySet().removeIf(section -> kindsWithOptions().anyMatch(kind -> isOf(section, kind)));
    assertThat(tables).containsOnlyKeys(sections);
  }

  @Test
  void showsARecipeThatIsRight() throws IOException, RecipeException {
    List<String> blocks = blocks();
    CheckedRecipe checked = new RecipeReader(STEPS, KNOWN).read(blocks.get(0), Path.of("target"));
    assertThat(checked.warnings()).isEmpty();
    assertThat(checked.recipe().stages()).hasSize(6);
  }

  @Test
  void showsTheDefaultStages() throws IOException {
    assertThat(blocks().get(1)).isEqualTo(RecipeBinder.STAGES);
  }

  /** Pages that show YAML: README.md, and below docs. */
  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "docs"))) {
      return Stream.concat(Stream.of(Path.of("..", "README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsNoYamlThatARecipeMayNotHave(Path page) throws IOException {
    for (String block : blocks(page)) {
      Map<String, String> whole = new LinkedHashMap<>();
      whole.put("name", "name: docs\n");
      whole.put("tokenizer", "tokenizer: cl100k_base\n");
      whole.put("sources", "sources: {a: {kind: jsonl, inputs: [a]}}\n");
      whole.keySet().removeIf(key -> Pattern.compile("(?m)^" + key + ":").matcher(block).find());
      String recipe =
          String.join("", whole.values())
              + (block.startsWith("- ") ? "stages:\n" + block.indent(2) : block);
      assertThat(errors(recipe)).as("%s:\n%s", page, block).isEmpty();
    }
  }

  /** What the reader refuses; a step, a signal or a jar of the reader's own it can't know. */
  private static List<String> errors(String recipe) {
    try {
      new RecipeReader(STEPS, KNOWN).read(recipe, Path.of("target"));
      return List.of();
    } catch (RecipeException e) {
      return e.problems().stream()
          .map(problem -> problem.path() + ": " + problem.message())
          .filter(problem -> !OF_THE_EXAMPLE.matcher(problem).find())
          .toList();
    }
  }

  private static List<String> blocks() throws IOException {
    return blocks(DOCS);
  }

  private static List<String> blocks(Path page) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
