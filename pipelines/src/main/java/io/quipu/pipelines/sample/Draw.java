package io.quipu.pipelines.sample;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import java.util.List;

/** Draws of one thing that is made, by name: what others draw doesn't change them. */
final class Draw {

  private final KeyedRandom random;
  private final Key128 id;
  private long draws;

  Draw(long seed, String name) {
    random = new KeyedRandom(seed, "sample");
    id = Key128.ofStrings(name);
  }

  long bits() {
    return random.bits(id, draws++);
  }

  /** A number in [0, bound). */
  int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  /** A number in [from, to]. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  boolean percent(int chance) {
    return below(100) < chance;
  }

  <T> T of(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Lower-case hexadecimal digits. */
  String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(below(16), 16));
    }
    return hex.toString();
  }

  String uuid() {
    String hex = hex(32);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }
}
