package io.quipu.filters.pii;

/**
 * Finds e-mail addresses, global IP addresses and telephone numbers in one pass. The definitions
 * are in {@link EmailScanner}, {@link IpScanner} and {@link PhoneScanner}; each looks a bounded way
 * around the place where it is asked, so the whole is linear whatever the text holds. Belongs to
 * one thread.
 */
final class PiiScanner {

  private final PhoneScanner phones = new PhoneScanner();
  private final PiiSpans spans = new PiiSpans();

  /** The spans of a text, valid until the next call. */
  PiiSpans scan(char[] text, int length) {
    spans.clear();
    int emailEnd = 0;
    int i = 0;
    while (i < length) {
      char c = text[i];
      if (c > '@') {
        i++;
      } else if (c >= '0' && c <= '9') {
        i = number(text, i, length);
      } else if (c == '@') {
        int end = EmailScanner.end(text, i, length);
        int start = end < 0 ? -1 : EmailScanner.start(text, i, emailEnd);
        if (start < 0) {
          i++;
        } else {
          spans.add(PiiKind.EMAIL, start, end);
          emailEnd = end;
          i = end;
        }
      } else if (c == '+' || c == '(') {
        int end = phones.end(text, i, spans.lastEnd(), length);
        if (end > 0) {
          spans.add(PiiKind.PHONE, i, end);
        }
        i = Math.max(i + 1, end);
      } else if (c == ':') {
        i = colon(text, i, length);
      } else {
        i++;
      }
    }
    return spans;
  }

  private int number(char[] text, int start, int length) {
    int end = IpScanner.end4(text, start, spans.lastEnd(), length);
    if (end > 0) {
      spans.add(PiiKind.IP, start, end);
      return end;
    }
    end = phones.end(text, start, spans.lastEnd(), length);
    if (end > 0) {
      spans.add(PiiKind.PHONE, start, end);
      return end;
    }
    int i = start + 1;
    while (i < length && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  private int colon(char[] text, int i, int length) {
    int start = IpScanner.start6(text, i, spans.lastEnd());
    int end = start < 0 ? -1 : IpScanner.end6(text, start, length);
    if (end < 0) {
      return i + 1;
    }
    spans.add(PiiKind.IP, start, end);
    return end;
  }
}
