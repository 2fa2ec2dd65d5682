package io.quipu.pipelines.recipe.bind;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What somebody may have meant by a word that is not known. */
public final class Guess {

  private static final int LONGEST = 64;

  private Guess() {}

  /** {@code ; did you mean X?}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    String nearest = nearest(word, known);
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }

  /**
   * The known word with the fewest edits, at most a third of the longer one's characters; else the
   * longest known word that begins as this one does, as {@code min} for {@code min_wrods}. The
   * first of equals.
   */
  public static @Nullable String nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return null;
    }
    String best = null;
    int fewest = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      int allowed = Math.max(1, Math.max(word.length(), candidate.length()) / 3);
      if (distance <= allowed && distance < fewest && distance < candidate.length()) {
        best = candidate;
        fewest = distance;
      }
    }
    if (best != null) {
      return best;
    }
    for (String candidate : known) {
      boolean begins = word.startsWith(candidate) || candidate.startsWith(word);
      if (begins && !word.isEmpty() && (best == null || candidate.length() > best.length())) {
        best = candidate;
      }
    }
    return best;
  }

  /** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
