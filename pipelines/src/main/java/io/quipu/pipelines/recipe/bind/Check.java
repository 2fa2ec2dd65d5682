package io.quipu.pipelines.recipe.bind;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what is wrong with one record, by the keys below it. */
public final class Check {

  private final Problems problems;
  private final String path;

  public Check(Problems problems, String path) {
    this.problems = problems;
    this.path = path;
  }

  /**
   * @param key below the record, as {@code lists[2]}; empty for the record as a whole
   */
  public void wrong(String key, String message) {
    problems.error(key.isEmpty() ? path : Problems.below(path, key), message);
  }

  public void atLeast(String key, long value, long least) {
    if (value < least) {
      wrong(key, "must be at least " + least + ", not " + value);
    }
  }

  public void notNegative(String key, double value) {
    if (value < 0) {
      wrong(key, "must be at least 0, not " + value);
    }
  }

  public void fraction(String key, double value) {
    if (value < 0 || value > 1) {
      wrong(key, "must be from 0 to 1, not " + value);
    }
  }

  public void inOrder(String key, @Nullable Double min, @Nullable Double max) {
    if (min != null && max != null && min > max) {
      wrong(key, "min " + min + " is above max " + max);
    }
  }

  public void filled(String key, String word) {
    if (word.isBlank()) {
      wrong(key, "is empty");
    }
  }

  /** Words of a list: none is empty, none is listed twice. */
  public void words(String key, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      filled(key + "[" + i + "]", words.get(i));
    }
    different(key, words);
  }

  public void different(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        wrong(key + "[" + i + "]", "is listed twice");
      }
    }
  }

  /**
   * @param what a known word in the words of a message: {@code preset}
   */
  public void oneOf(String key, String what, String word, Collection<String> known) {
    if (!known.contains(word)) {
      wrong(key, Binder.unknown(what, word, known));
    }
  }
}
