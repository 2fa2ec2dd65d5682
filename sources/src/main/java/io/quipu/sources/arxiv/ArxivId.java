package io.quipu.sources.arxiv;

import org.jspecify.annotations.Nullable;

/**
 * arXiv identifiers (<a href="https://info.arxiv.org/help/arxiv_identifier.html">scheme</a>):
 * {@code 2101.00001v2} since 2007, {@code hep-th/9901001} before.
 */
final class ArxivId {

  private static final String[] SUFFIXES = {".gz", ".tgz", ".tar", ".pdf", ".tex"};

  private ArxivId() {}

  /**
   * The id that a file is named after; a name that is no id is its own key, without its folder and
   * suffix.
   */
  static String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix) && name.length() > suffix.length()) {
        name = name.substring(0, name.length() - suffix.length());
      }
    }
    int digits = 0;
    while (digits < name.length() && !isDigit(name.charAt(digits))) {
      digits++;
    }
    boolean old = digits > 1 && isOld(name, digits);
    return old ? name.substring(0, digits) + "/" + name.substring(digits) : name;
  }

  /** Address of the abstract; null if the key is no arXiv id. */
  static @Nullable String url(String key) {
    int slash = key.indexOf('/');
    boolean isId = slash > 0 ? isOld(key.replace("/", ""), slash) : isNew(key);
    return isId ? "https://arxiv.org/abs/" + key : null;
  }

  // archive, then seven digits: hep-th9901001
  private static boolean isOld(String name, int digits) {
    for (int i = 0; i < digits; i++) {
      char c = name.charAt(i);
      if (c != '-' && c != '.' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return digits(name, digits) == 7 && isVersion(name, digits + 7);
  }

  private static boolean isNew(String name) {
    if (digits(name, 0) != 4 || name.length() < 9 || name.charAt(4) != '.') {
      return false;
    }
    int number = digits(name, 5);
    return (number == 4 || number == 5) && isVersion(name, 5 + number);
  }

  private static boolean isVersion(String name, int at) {
    return at == name.length()
        || (name.charAt(at) == 'v'
            && digits(name, at + 1) > 0
            && at + 1 + digits(name, at + 1) == name.length());
  }

  private static int digits(String name, int from) {
    int end = from;
    while (end < name.length() && isDigit(name.charAt(end))) {
      end++;
    }
    return end - from;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
