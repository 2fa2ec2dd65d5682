package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each source is seen: proportions of a number of tokens, or epochs by source, or epochs
 * by trust, or one epoch of everything.
 *
 * @param tokens what the proportions are of
 * @param proportions by source; they sum to 1
 * @param trust epochs by level of trust
 * @param epochs by source; a source left out is seen once
 * @param maxEpochs no source is repeated more often than this
 */
public record MixtureSpec(
    @Nullable Long tokens,
    @Default("{}") SortedMap<String, Double> proportions,
    @Default("{}") SortedMap<Integer, Double> trust,
    @Default("{}") SortedMap<String, Double> epochs,
    @Default("4") double maxEpochs)
    implements Checked {

  public MixtureSpec {
    proportions = Collections.unmodifiableSortedMap(new TreeMap<>(proportions));
    trust = Collections.unmodifiableSortedMap(new TreeMap<>(trust));
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
  }

  @Override
  public void check(Check check) {
    if (tokens != null) {
      check.atLeast("tokens", tokens, 1);
    }
    boolean byTokens = !proportions.isEmpty();
    int ways = (byTokens ? 1 : 0) + (trust.isEmpty() ? 0 : 1) + (epochs.isEmpty() ? 0 : 1);
    if (ways > 1) {
      check.wrong("", "has more than one of [proportions, trust, epochs]; keep one");
    } else if (byTokens && tokens == null) {
      check.wrong("proportions", "of how many tokens? give tokens, as 1.4T");
    } else if (!byTokens && tokens != null) {
      check.wrong("tokens", "needs proportions, which share them out");
    }
    if (maxEpochs <= 0) {
      check.wrong("max_epochs", "must be above 0, not " + maxEpochs);
    }
    proportions.forEach((source, p) -> check.fraction("proportions." + source, p));
    trust.forEach((level, e) -> epochs(check, "trust." + level, e));
    epochs.forEach((source, e) -> epochs(check, "epochs." + source, e));
  }

  private void epochs(Check check, String key, double asked) {
    check.notNegative(key, asked);
    if (asked > maxEpochs) {
      check.wrong(key, asked + " epochs are above max_epochs, " + maxEpochs);
    }
  }
}
