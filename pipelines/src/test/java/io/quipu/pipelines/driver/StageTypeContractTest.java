package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalSchema;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.stage.narrow.NarrowStage;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.stage.part.WideStage;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of stages has to be. */
class StageTypeContractTest {

  private static final String RECIPE =
      """
      name: plain
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: [none.jsonl]}}
      """;

  @TempDir private Path folder;

  static List<? extends StageKind> types() {
    return StageKinds.all().rows();
  }

  static Stream<? extends StageKind> ofRecipes() {
    return types().stream().filter(type -> type.place() == Place.RECIPE);
  }

  static Stream<? extends StageKind> ofEveryPlan() {
    return types().stream().filter(type -> type.place() != Place.RECIPE);
  }

  /** Rows, and the kinds that they are compiled to. */
  static Stream<? extends StageKind> compiled() {
    return types().stream().flatMap(type -> type.compiled().stream());
  }

  private Plan plan(String more) throws Exception {
    return Plan.of(RunSetup.read(Files.writeString(folder.resolve("r.yaml"), RECIPE + more)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasANameAndAVersionAndIsTheLastThatItIsCompiledTo(StageKind type) {
    assertThat(type.name()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(type.version()).isPositive();
    assertThat(type.compiled()).endsWith(type);
  }

  @Test
  void noTwoKindsHaveOneName() {
    assertThat(compiled().map(StageKind::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("compiled")
  void runsAsItsScopeSays(StageKind kind) {
    assertThat(kind).isInstanceOf(StageType.class);
    if (kind.place() == Place.START) {
      assertThat(kind.scope()).isEqualTo(Scope.NARROW);
    } else {
      Class<?> runs =
          switch (kind.scope()) {
            case NARROW -> NarrowStage.class;
            case WIDE -> WideStage.class;
            case GLOBAL -> GlobalStage.class;
          };
      assertThat(kind).isInstanceOf(runs);
    }
  }

  @Test
  void theFirstReadsTheInputsAndNoOtherDoes() {
    assertThat(types().get(0).place()).isEqualTo(Place.START);
    assertThat(ofEveryPlan().filter(type -> type.place() == Place.START)).hasSize(1);
  }

  /** Only in this way does a plan know where a recipe's stages go. */
  @ParameterizedTest
  @MethodSource("types")
  void whatARecipeWritesHasAFormAndOnlyThat(StageKind type) {
    assertThat(type.form() != null).isEqualTo(type.place() == Place.RECIPE);
    assertThat(type.place() == Place.END || type.askedBy().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofRecipes")
  void theFormIsARecordWithNameAndSourcesAndAtMostOneChoice(StageKind type) {
    SpecForm form = type.form();
    assertThat(form).isNotNull();
    List<String> components =
        Arrays.stream(form.type().getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(components).contains("name", "sources");
    assertThat(form.choice().isEmpty()).isEqualTo(form.choices().isEmpty());
    if (!form.choice().isEmpty()) {
      assertThat(form.choiceComponent().getName()).isEqualTo(form.choice());
      assertThat(form.choices().values()).doesNotHaveDuplicates();
      assertThat(form.choices().keySet())
          .allMatch(key -> key.matches("[a-z][a-z0-9_]*"))
          .doesNotContainAnyElementsOf(components);
    }
  }

  @ParameterizedTest
  @MethodSource("ofRecipes")
  void anEmptyEntryIsAValidStageOrAnErrorWithItsLocation(StageKind type) throws Exception {
    String entry = "stages: [{" + type.name() + ": {}}]\n";
    try {
      Plan plan = plan(entry);
      StageSpec spec = plan.recipe().stages().get(0);
      assertThat(spec.kind()).isEqualTo(type.name());
      assertThat(spec.sources()).isEmpty();
      assertThat(type.compiled())
          .allSatisfy(kind -> assertThat(plan.stage(kind.stageName(spec)).kind()).isSameAs(kind));
    } catch (RecipeException e) {
      assertThat(e).hasMessageContaining("stages[0]." + type.name());
    }
  }

  @ParameterizedTest
  @MethodSource("ofEveryPlan")
  void writesDatasetsOfItsOwnAndMeasuresSignalsWithDistinctNames(StageKind type) {
    List<String> writes = type.writes(type.name(), null);
    assertThat(writes)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(path -> path.matches("[a-z]+(/[a-z0-9_]+)?"));
    for (StageKind other : types()) {
      if (other != type && other.place() != Place.RECIPE) {
        assertThat(other.writes(other.name(), null)).doesNotContainAnyElementsOf(writes);
      }
    }
    Measured measured = new Measured();
    type.flow(null, measured);
    assertThat(new SignalSchema(measured.signals).size()).isEqualTo(measured.signals.size());
  }

  @ParameterizedTest
  @MethodSource("ofEveryPlan")
  void isInEveryPlanOnceUnlessARecipeHasToAskForIt(StageKind type) throws Exception {
    assertThat(plan("").stages().stream().filter(stage -> stage.kind() == type))
        .hasSize(type.askedBy().isEmpty() ? 1 : 0);
    if (!type.askedBy().isEmpty()) {
      Plan asked = plan(type.askedBy() + ": {}\n");
      assertThat(asked.stages().stream().filter(stage -> stage.kind() == type)).hasSize(1);
      assertThat(asked.stages()).hasSize(plan("").stages().size() + 1);
    }
  }

  @Test
  void thoseOfEveryPlanAreInTheOrderOfTheTable() throws Exception {
    StringBuilder asked = new StringBuilder();
    ofEveryPlan()
        .map(StageKind::askedBy)
        .filter(key -> !key.isEmpty())
        .distinct()
        .forEach(key -> asked.append(key).append(": {}\n"));
    List<String> expected = new ArrayList<>();
    for (Place place : List.of(Place.START, Place.BEFORE_WIDE, Place.END)) {
      types().stream()
          .filter(type -> type.place() == place)
          .forEach(type -> expected.add(type.name()));
    }
    Plan plan = plan("stages: []\n" + asked);
    assertThat(plan.stages().stream().map(stage -> stage.name())).isEqualTo(expected);
    assertThat(plan.stages().stream().flatMap(stage -> stage.writes().stream()).map(Dataset::name))
        .doesNotHaveDuplicates();
  }

  private static final class Measured implements StageFlow {
    private final List<Signal> signals = new ArrayList<>();

    @Override
    public void needs(
        String at, String who, String signal, @Nullable Class<? extends Signal> type) {}

    @Override
    public void mayUse(String signal) {}

    @Override
    public void mayUseAll() {}

    @Override
    public void measures(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void edits(String at, String who, List<Signal> tellOf) {}
  }
}
