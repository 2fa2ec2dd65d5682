package io.quipu.pipelines.recipe;

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
    SortedMap<String, Double> proportions,
    SortedMap<Integer, Double> trust,
    SortedMap<String, Double> epochs,
    double maxEpochs) {

  public MixtureSpec {
    proportions = Collections.unmodifiableSortedMap(new TreeMap<>(proportions));
    trust = Collections.unmodifiableSortedMap(new TreeMap<>(trust));
    epochs = Collections.unmodifiableSortedMap(new TreeMap<>(epochs));
  }
}
