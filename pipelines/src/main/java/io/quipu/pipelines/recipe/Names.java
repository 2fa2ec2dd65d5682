package io.quipu.pipelines.recipe;

import java.util.Locale;
import java.util.regex.Pattern;

/** How things in a recipe are named: names become folders, keys are the components of records. */
final class Names {

  static final String SHAPE = "a name is lower_snake: a-z, 0-9 and _, a letter first, at most 64 characters";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private Names() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** {@code minPages} as {@code min_pages}. */
  static String key(String component) {
    StringBuilder key = new StringBuilder(component.length() + 4);
    for (int i = 0; i < component.length(); i++) {
      char c = component.charAt(i);
      if (Character.isUpperCase(c)) {
        key.append('_');
      }
      key.append(c);
    }
    return key.toString().toLowerCase(Locale.ROOT);
  }
}
