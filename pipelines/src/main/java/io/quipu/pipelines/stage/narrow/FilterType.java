package io.quipu.pipelines.stage.narrow;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.step.LabelRule;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.recipe.NamedRule;
import io.quipu.pipelines.recipe.RuleUse;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageFlow;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.StoryTeller;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code filter}: rules that decide by signals and never see text. */
public final class FilterType implements NarrowStage {

  @Override
  public String name() {
    return FilterStage.KIND;
  }

  @Override
  public SpecForm form() {
    return SpecForm.of(FilterStage.class);
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("decisions/" + name);
  }

  @Override
  public void flow(@Nullable StageSpec spec, StageFlow flow) {
    List<RuleUse> uses = spec(spec).uses();
    for (int i = 0; i < uses.size(); i++) {
      String at = "rules[" + i + "]";
      if (uses.get(i) instanceof RuleUse.Inline inline) {
        rule(at, "it", inline.entry().toRule(), flow);
      } else if (uses.get(i) instanceof RuleUse.OfSet set) {
        for (NamedRule named : set.rules()) {
          rule(at, named.origin(), named.rule(), flow);
        }
      }
    }
  }

  private static void rule(String at, String who, Rule rule, StageFlow flow) {
    if (rule instanceof SignalRule limits) {
      flow.needs(at, who, limits.signal(), NumberSignal.class);
      if (limits.byLabel() != null) {
        flow.needs(at, who, limits.byLabel(), LabelSignal.class);
      }
    } else if (rule instanceof LabelRule labels) {
      flow.needs(at, who, labels.signal(), LabelSignal.class);
    } else {
      flow.mayUseAll(); // a rule of a user's own class
    }
  }

  @Override
  public List<String> does(Stage stage) {
    return spec(stage.spec()).uses().stream()
        .map(
            use -> {
              if (use instanceof RuleUse.OfSet set) {
                return set.ruleSet();
              }
              return use instanceof RuleUse.Inline inline ? inline.entry().signal() : "";
            })
        .toList();
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(new FilterStory());
  }

  @Override
  public String config(LoadedRun run, Stage stage, String source) {
    return run.described(spec(stage.spec()), true);
  }

  @Override
  public DocumentProcessor open(LoadedRun run, Stage stage) throws IOException {
    return new Filter(run, stage);
  }

  private static FilterStage spec(@Nullable StageSpec spec) {
    return (FilterStage) Objects.requireNonNull(spec);
  }
}
