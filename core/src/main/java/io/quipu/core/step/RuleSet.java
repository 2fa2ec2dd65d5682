package io.quipu.core.step;

import java.util.List;

/**
 * A named list of rules, as {@code gopher_dolma}, that a recipe can name in a filter instead of
 * writing each row.
 */
public record RuleSet(
    String name,
    int version,
    String summary,
    String citation,
    String agreesWith,
    List<Rule> rules) {

  public RuleSet {
    rules = List.copyOf(rules);
  }
}
