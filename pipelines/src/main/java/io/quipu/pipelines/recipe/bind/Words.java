package io.quipu.pipelines.recipe.bind;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single words of a recipe as values: numbers with a unit of thousands, constants, booleans. */
public final class Words {

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern COUNT =
      Pattern.compile("([-+]?[0-9]{1,19}(?:\\.[0-9]{1,18})?)([KMBT]?)");

  private final Problems problems;

  Words(Problems problems) {
    this.problems = problems;
  }

  /** A value of a type that one word can be, or null after a problem. */
  @Nullable Object scalar(Node node, String path, Class<?> type) {
    if (!(node instanceof Node.Scalar scalar)) {
      problems.error(path, "expected " + described(type) + ", found " + node.described());
      return null;
    }
    Object value = null;
    String text = scalar.text();
    if (type == String.class) {
      value = text;
    } else if (type.isEnum()) {
      return constant(scalar, path, type);
    } else if (type == long.class || type == Long.class) {
      value = count(text);
    } else if (type == int.class || type == Integer.class) {
      Long count = scalar.plain() ? count(text) : null;
      value = count == null || count != count.intValue() ? null : (Object) count.intValue();
    } else if (type == double.class || type == Double.class) {
      value = scalar.plain() ? number(text) : null;
    } else if (type == boolean.class || type == Boolean.class) {
      boolean known = scalar.plain() && (text.equals("true") || text.equals("false"));
      value = known ? (Object) text.equals("true") : null;
    } else {
      throw new IllegalStateException("no recipe can hold a " + type);
    }
    if (value == null) {
      problems.error(path, "expected " + described(type) + ", found " + scalar.described());
    }
    return value;
  }

  private @Nullable Object constant(Node.Scalar scalar, String path, Class<?> type) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      known.put(word((Enum<?>) constant), constant);
    }
    Object value = known.get(scalar.text());
    if (value == null) {
      problems.error(path, Binder.unknown("value", scalar.shown(), known.keySet()));
    }
    return value;
  }

  /** How a recipe writes a constant. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A whole number, {@code 1.4T} or {@code 100M} too; null if it is none or does not fit. */
  public static @Nullable Long count(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    int thousands = "KMBT".indexOf(matcher.group(2)) + 1;
    int exponent = matcher.group(2).isEmpty() ? 0 : 3 * thousands;
    try {
      return new BigDecimal(matcher.group(1)).scaleByPowerOfTen(exponent).longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static @Nullable Double number(String text) {
    if (text.length() > 64 || !FLOAT.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    // -0 has no canonical form of its own.
    return Double.isFinite(value) ? (Double) (value == 0 ? 0.0 : value) : null;
  }

  private static String described(Class<?> type) {
    if (type == long.class || type == Long.class) {
      return "a whole number, as 5000 or 1.4T";
    } else if (type == int.class || type == Integer.class) {
      return "a whole number";
    } else if (type == double.class || type == Double.class) {
      return "a number";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    return "a word";
  }
}
