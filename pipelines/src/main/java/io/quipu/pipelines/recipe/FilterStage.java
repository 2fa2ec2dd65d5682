package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.bind.Key;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides on signals; the first rule that a document fails is the reason.
 *
 * @param uses the entries of {@code rules}
 */
public record FilterStage(
    String name, @Default("[]") List<String> sources, @Key("rules") List<RuleUse> uses)
    implements StageSpec {

  public static final String KIND = "filter";

  public FilterStage {
    sources = List.copyOf(sources);
    uses = List.copyOf(uses);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void check(Check check) {
    if (uses.isEmpty()) {
      check.wrong("rules", "has no rule");
    }
  }

  /**
   * All rules in order, those of a rule set as {@code gopher_dolma[3]}, the others as {@code
   * rules[1]}.
   */
  public List<NamedRule> rules() {
    List<NamedRule> rules = new ArrayList<>();
    for (int i = 0; i < uses.size(); i++) {
      RuleUse use = uses.get(i);
      if (use instanceof RuleUse.OfSet set) {
        rules.addAll(set.rules());
      } else if (use instanceof RuleUse.Inline inline) {
        rules.add(new NamedRule("rules[" + i + "]", inline.entry().toRule()));
      }
    }
    return List.copyOf(rules);
  }
}
