package io.quipu.pipelines.work;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of one attempt at a part: {@code <part>.<fingerprint>.<attempt>.parquet}. Each piece is of
 * letters, digits, {@code -} and {@code _}, at most 64 of them.
 *
 * @param part as in its folder, without the source: {@code <task>-<ordinal>}
 * @param attempt unique among all attempts of all runs at this part
 */
public record FileName(String part, String fingerprint, String attempt)
    implements Comparable<FileName> {

  private static final String PIECE = "[A-Za-z0-9_-]{1,64}";
  private static final Pattern FORM =
      Pattern.compile("(" + PIECE + ")\\.(" + PIECE + ")\\.(" + PIECE + ")\\.parquet");
  private static final Comparator<FileName> ORDER =
      Comparator.comparing(FileName::part)
          .thenComparing(FileName::fingerprint)
          .thenComparing(FileName::attempt);

  public FileName {
    String name = part + "." + fingerprint + "." + attempt + ".parquet";
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is not the name of a part file");
    }
  }

  /**
   * @param part with its source: {@code <source>/<task>-<ordinal>}
   */
  public static FileName of(String part, String fingerprint, String attempt) {
    return new FileName(part.substring(part.indexOf('/') + 1), fingerprint, attempt);
  }

  /** Empty for all that no attempt has written. */
  public static Optional<FileName> parse(String name) {
    Matcher form = FORM.matcher(name);
    return form.matches()
        ? Optional.of(new FileName(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  @Override
  public int compareTo(FileName other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return part + "." + fingerprint + "." + attempt + ".parquet";
  }
}
