package io.quipu.pipelines.inspect.text;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as words of a report. */
public final class Numbers {

  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

  private Numbers() {}

  /** A share of one decimal; empty if there is no whole. */
  static String percent(double part, double whole) {
    return whole == 0 ? "" : format("%.1f%%", 100 * part / whole);
  }

  static String epochs(double epochs) {
    return format("%.3f", epochs);
  }

  /** A number in a format; empty if there is none. */
  static String orEmpty(String format, OptionalDouble number) {
    return number.isEmpty() ? "" : format(format, number.getAsDouble());
  }

  /** A count and its noun: {@code 1 document}, {@code 2,000 documents}. */
  public static String count(long count, String singular) {
    return format("%,d ", count) + singular + (count == 1 ? "" : "s");
  }

  static String time(double seconds) {
    if (seconds < 120) {
      return format("%.1f s", seconds);
    }
    return seconds < 7200 ? format("%.0f min", seconds / 60) : format("%.1f h", seconds / 3600);
  }

  static String size(double bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < UNITS.size() - 1) {
      size /= 1000;
      unit++;
    }
    return format(unit == 0 ? "%.0f " : "%.1f ", size) + UNITS.get(unit);
  }

  /** In the same way on every machine. */
  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
