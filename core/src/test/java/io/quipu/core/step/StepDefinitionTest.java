package io.quipu.core.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepDefinitionTest {

  private record Classifier(String model, List<String> labels, String of) {}

  private static final StepDefinition<Classifier> CLASSIFIER =
      new StepDefinition<>(
          "classifier",
          1,
          "",
          "",
          "",
          config -> List.of(config.of()),
          config ->
              config.labels().stream()
                  .<Signal>map(label -> new NumberSignal(label, "fraction", "never"))
                  .toList(),
          config -> List.of(config.model()),
          Role.MEASURES,
          List.of(),
          new Classifier("", List.of("good"), "language"),
          (config, resources) -> (Annotator) (view, row) -> {});

  private static DocumentStep step(Role role) {
    return switch (role) {
      case MEASURES -> (Annotator) (view, row) -> {};
      case EDITS -> (Modifier) (view, row, edits) -> {};
      case BOTH -> (MeasuringModifier) (view, row, edits) -> {};
      case DECIDES -> (Rule) (id, row) -> Decision.Keep.KEEP;
    };
  }

  private static StepDefinition<NoConfig> definition(
      Role role, DocumentStep made, Signal... writes) {
    return new StepDefinition<>(
        "some",
        1,
        "",
        "",
        "",
        config -> List.of(),
        config -> List.of(writes),
        config -> List.of(),
        role,
        List.of(),
        NoConfig.INSTANCE,
        (config, resources) -> made);
  }

  @Test
  void readsWritesAndOpensWhatItsConfigurationSays() {
    Classifier config = new Classifier("a.ftz", List.of("sport", "news"), "length");
    assertThat(CLASSIFIER.reads(config)).containsExactly("length");
    assertThat(CLASSIFIER.writes(config)).extracting(Signal::name).containsExactly("sport", "news");
    assertThat(CLASSIFIER.files(config)).containsExactly("a.ftz");
    assertThat(CLASSIFIER.files(CLASSIFIER.defaults())).containsExactly("");
  }

  @Test
  void refusesTheConfigurationOfAnotherStep() {
    assertThatThrownBy(() -> CLASSIFIER.files(NoConfig.INSTANCE))
        .isInstanceOf(ClassCastException.class);
  }

  @ParameterizedTest
  @EnumSource
  void makesStepsOfItsRoleOnly(Role role) {
    for (Role other : Role.values()) {
      StepDefinition<NoConfig> definition = definition(role, step(other));
      if (role == other) {
        assertThat(definition.create(Resources.NONE)).isNotNull();
      } else {
        assertThatThrownBy(() -> definition.create(Resources.NONE))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "the role of some is "
                    + role
                    + ", and its factory makes a step whose role is "
                    + other);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesSignalsIfAndOnlyIfItMeasures(Role role) {
    NumberSignal signal = new NumberSignal("score", "", "never");
    StepDefinition<NoConfig> some = definition(role, step(role), signal);
    StepDefinition<NoConfig> none = definition(role, step(role));
    if (role.measures()) {
      assertThat(some.writes(NoConfig.INSTANCE)).containsExactly(signal);
      assertThatThrownBy(() -> none.writes(NoConfig.INSTANCE))
          .hasMessage("the role of some is " + role + ", and it measures nothing");
    } else {
      assertThat(none.writes(NoConfig.INSTANCE)).isEmpty();
      assertThatThrownBy(() -> some.writes(NoConfig.INSTANCE))
          .hasMessage("the role of some is " + role + ", and it measures [score]");
    }
  }
}
