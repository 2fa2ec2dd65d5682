package io.quipu.filters.pii;

/**
 * The shape of a line without its data, for evidence files: names, addresses and numbers become
 * type tags, a digit becomes 0, and of the other words only those of a fixed list of common ones
 * stay; the rest is an ellipsis, two in a row are one. So no datum can be left, whatever the line
 * holds.
 */
final class MaskedLine {

  static final int MAX_CHARACTERS = 120;

  private static final String OTHER = "\u2026";

  private final PersonNames names = new PersonNames();
  private final StringBuilder out = new StringBuilder();

  /** Masks [from, to), whose spans are [first, last). */
  String of(char[] text, int from, int to, PiiSpans spans, int first, int last) {
    out.setLength(0);
    int i = from;
    for (int s = first; s < last; s++) {
      plain(text, i, Math.max(i, spans.start(s)));
      out.append(spans.kind(s).tag());
      i = spans.end(s);
    }
    plain(text, i, to);
    int length = out.length();
    return length <= MAX_CHARACTERS
        ? out.toString()
        : out.substring(0, cut(MAX_CHARACTERS - OTHER.length())) + OTHER;
  }

  /** The last place up to {@code limit} that cuts no tag in two. */
  private int cut(int limit) {
    int open = out.lastIndexOf("[", limit - 1);
    return open >= 0 && out.indexOf("]", open) >= limit ? open : limit;
  }

  private void plain(char[] text, int from, int to) {
    int i = from;
    while (i < to && out.length() <= 2 * MAX_CHARACTERS) {
      if (!names.find(text, i, to)) {
        words(text, i, to);
        return;
      }
      words(text, i, names.start());
      out.append("[PERSON]");
      i = names.end();
    }
  }

  private void words(char[] text, int from, int to) {
    int i = from;
    while (i < to && out.length() <= 2 * MAX_CHARACTERS) {
      char c = text[i];
      if (Character.isLetter(c)) {
        int end = PersonNames.wordEnd(text, i, to);
        if (PersonNames.COMMON.contains(text, i, end)) {
          out.append(text, i, end - i);
        } else {
          other();
        }
        i = end;
      } else {
        mark(c);
        i++;
      }
    }
  }

  private void mark(char c) {
    if (c >= '0' && c <= '9') {
      out.append('0');
    } else if (c > ' ' && c < 0x7f && c != '[' && c != ']') {
      out.append(c);
    } else if (c == '[' || c == ']') {
      out.append(c == '[' ? '(' : ')');
    } else if (c <= ' ' || c == '\u00a0') {
      if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    } else {
      other();
    }
  }

  private void other() {
    int length = out.length();
    boolean repeated =
        length > 0
            && (out.charAt(length - 1) == OTHER.charAt(0)
                || (length > 1
                    && out.charAt(length - 1) == ' '
                    && out.charAt(length - 2) == OTHER.charAt(0)));
    if (!repeated) {
      out.append(OTHER);
    }
  }
}
