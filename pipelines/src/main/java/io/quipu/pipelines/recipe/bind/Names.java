package io.quipu.pipelines.recipe.bind;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.regex.Pattern;

/** How things in a recipe are named: names become folders, keys are the components of records. */
public final class Names {

  public static final String SHAPE =
      "a name is lower_snake: a-z, 0-9 and _, a letter first, at most 64 characters";
  public static final String FOLDER_SHAPE =
      "it becomes a folder: a-z, 0-9, _, - and ., a letter or digit first, at most 64 characters";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private static final Pattern FOLDER = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");

  private Names() {}

  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  public static boolean isFolder(String name) {
    return FOLDER.matcher(name).matches();
  }

  /** The key of a component. */
  public static String key(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    return key == null ? key(component.getName()) : key.value();
  }

  /** {@code minPages} as {@code min_pages}. */
  private static String key(String component) {
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
