package io.quipu.sources.wikipedia;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The few templates whose text is among their arguments: {@code {{convert|5|km|mi}}} says 5 km,
 * {@code {{lang|qu|khipu}}} says khipu.
 */
final class Templates {

  /** A longer template is none of these, or none that matters. */
  private static final int MAX_CHARS = 2_000;

  private static final int MAX_NAME_CHARS = 20;

  private static final Set<String> RANGES = Set.of("to", "and", "or", "by", "x", "-", "–");

  /** Codes of units that read otherwise. */
  private static final Map<String, String> UNITS =
      Map.of("C", "°C", "F", "°F", "sqmi", "sq mi", "sqft", "sq ft");

  /** Before a unit, as in {@code e6acre}. */
  private static final Map<String, String> POWERS =
      Map.of("e3", "thousand", "e6", "million", "e9", "billion");

  private Templates() {}

  /**
   * What the template shows whose name and arguments, themselves text by now, extend from {@code
   * from} to the end; empty if that is not known.
   */
  static String text(CharSequence out, int from) {
    int bar = from;
    while (bar < out.length() && bar - from <= MAX_NAME_CHARS && out.charAt(bar) != '|') {
      bar++;
    }
    if (bar == out.length() || out.charAt(bar) != '|' || out.length() - bar > MAX_CHARS) {
      return "";
    }
    String name = out.subSequence(from, bar).toString().strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "convert", "cvt" -> quantity(positional(out, bar + 1));
      case "lang" -> foreign(positional(out, bar + 1));
      default -> "";
    };
  }

  private static String foreign(List<String> arguments) {
    return arguments.size() < 2 ? "" : arguments.get(arguments.size() - 1);
  }

  // 5|km|mi, 6|ft|2|in|m, 5|to|10|km
  private static String quantity(List<String> arguments) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i + 1 < arguments.size() && isNumber(arguments.get(i))) {
      text.append(text.length() > 0 ? " " : "").append(arguments.get(i++));
      while (i + 1 < arguments.size() && RANGES.contains(arguments.get(i))) {
        String range = arguments.get(i);
        boolean dash = range.equals("-") || range.equals("–");
        text.append(dash ? "–" : " " + range + " ").append(arguments.get(i + 1));
        i += 2;
      }
      if (i == arguments.size()) {
        return "";
      }
      String unit = arguments.get(i++);
      String power = POWERS.get(unit.substring(0, Math.min(2, unit.length())));
      if (power != null) {
        text.append(' ').append(power);
        unit = unit.substring(2);
      }
      text.append(' ').append(UNITS.getOrDefault(unit, unit));
    }
    return text.toString();
  }

  /** Arguments without a name, stripped. */
  private static List<String> positional(CharSequence out, int from) {
    List<String> arguments = new ArrayList<>();
    int start = from;
    boolean named = false;
    for (int i = from; i <= out.length(); i++) {
      char c = i == out.length() ? '|' : out.charAt(i);
      if (c == '|') {
        if (!named) {
          arguments.add(out.subSequence(start, i).toString().strip());
        }
        start = i + 1;
        named = false;
      } else {
        named |= c == '=';
      }
    }
    return arguments;
  }

  private static boolean isNumber(String argument) {
    boolean digit = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      digit |= c >= '0' && c <= '9';
      if ((c < '0' || c > '9') && ".,/+-−".indexOf(c) < 0) {
        return false;
      }
    }
    return digit;
  }
}
