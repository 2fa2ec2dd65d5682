package io.quipu.sources.arxiv;

import io.quipu.sources.bytes.DamageException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The macros without arguments that {@code \newcommand} and {@code \def} define; of two definitions
 * the last is meant.
 */
final class Macros {

  private static final int MAX_VALUE_CHARS = 10_000;
  private static final int MAX_DEPTH = 16;

  /** Characters and steps that expansion may add to a text, beyond four times its length. */
  private static final int BUDGET = 1 << 20;

  private final Map<String, String> values = new HashMap<>();
  private long budget;

  /**
   * @param name without its backslash
   * @param end after the closing brace
   */
  private record Definition(String name, String value, int end) {}

  /** Takes all definitions in {@code tex}, which has no comments. */
  void define(String tex) {
    for (int i = tex.indexOf('\\'); i >= 0; i = tex.indexOf('\\', i + 1)) {
      Definition definition = definitionAt(tex, i);
      if (definition != null) {
        values.put(definition.name(), definition.value());
      }
    }
  }

  /** Replaces the macros; definitions in the text stay as they are. */
  String expand(String tex) throws DamageException {
    if (values.isEmpty()) {
      return tex;
    }
    budget = BUDGET + 4L * tex.length();
    StringBuilder out = new StringBuilder(tex.length());
    expand(tex, 0, out);
    return out.toString();
  }

  private void expand(String tex, int depth, StringBuilder out) throws DamageException {
    int copied = 0;
    for (int i = tex.indexOf('\\'); i >= 0; i = tex.indexOf('\\', i)) {
      Definition definition = definitionAt(tex, i);
      if (definition != null) {
        i = definition.end();
        continue;
      }
      int end = Latex.nameEnd(tex, i + 1);
      String value = end == i + 1 ? null : values.get(tex.substring(i + 1, end));
      if (value != null && depth < MAX_DEPTH) {
        budget -= value.length() + 1L;
        if (budget < 0) {
          throw new DamageException("macros_too_long", "macros expand without end");
        }
        out.append(tex, copied, i);
        expand(value, depth + 1, out);
        copied = end;
      }
      i = Math.max(end, Math.min(i + 2, tex.length())); // \\ and \% are two characters
    }
    out.append(tex, copied, tex.length());
  }

  // \newcommand{\name}{value}, \newcommand*\name{value}, \def\name{value}
  private static @Nullable Definition definitionAt(String tex, int at) {
    int i;
    if (tex.startsWith("\\newcommand", at)) {
      i = at + "\\newcommand".length();
      i = skip(tex, i, '*');
    } else if (tex.startsWith("\\def", at)) {
      i = at + "\\def".length();
    } else {
      return null;
    }
    i = spaces(tex, i);
    boolean braced = i < tex.length() && tex.charAt(i) == '{';
    i = braced ? spaces(tex, i + 1) : i;
    if (i >= tex.length() || tex.charAt(i) != '\\') {
      return null;
    }
    int nameEnd = Latex.nameEnd(tex, i + 1);
    String name = tex.substring(i + 1, nameEnd);
    i = spaces(tex, nameEnd);
    if (braced) {
      if (i >= tex.length() || tex.charAt(i) != '}') {
        return null;
      }
      i = spaces(tex, i + 1);
    }
    if (name.isEmpty() || i >= tex.length() || tex.charAt(i) != '{') {
      return null; // it takes arguments
    }
    int end = closingBrace(tex, i);
    return end < 0 ? null : new Definition(name, tex.substring(i + 1, end), end + 1);
  }

  private static int closingBrace(String tex, int open) {
    int depth = 0;
    int limit = Math.min(tex.length(), open + MAX_VALUE_CHARS);
    for (int i = open; i < limit; i++) {
      char c = tex.charAt(i);
      if (c == '\\') {
        if (tex.startsWith("\\newcommand", i) || tex.startsWith("\\def\\", i)) {
          return -1; // a value that was never closed: else each would be searched to its limit
        }
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int spaces(String tex, int at) {
    int i = at;
    while (i < tex.length() && i < at + 100 && tex.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private static int skip(String tex, int at, char c) {
    return at < tex.length() && tex.charAt(at) == c ? at + 1 : at;
  }
}
