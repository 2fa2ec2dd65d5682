package io.quipu.sources.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a page in the order of the WHATWG encoding sniffing algorithm (byte order mark, HTTP
 * header, meta element); a page that declares nothing is UTF-8 if it is valid, else windows-1252.
 */
final class PageCharset {

  private static final int META_BYTES = 4096;
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Labels that browsers read as a larger set (WHATWG Encoding, section 4.2). */
  private static final Map<String, String> BROWSER_READS =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("unicode", "UTF-8"),
          Map.entry("utf8", "UTF-8"));

  private PageCharset() {}

  /**
   * @param declared as the HTTP header states it
   */
  static String decode(byte[] bytes, @Nullable String declared) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0xff, 0xfe)) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    Charset charset = declared == null ? null : named(declared);
    if (charset == null) {
      charset = inMeta(bytes);
    }
    if (charset == null) {
      charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252;
    }
    return new String(bytes, charset);
  }

  private static @Nullable Charset inMeta(byte[] bytes) {
    int n = Math.min(bytes.length, META_BYTES);
    String head = new String(bytes, 0, n, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    for (int meta = head.indexOf("<meta"); meta >= 0; meta = head.indexOf("<meta", meta + 1)) {
      int end = head.indexOf('>', meta);
      int at = head.indexOf("charset", meta);
      if (at >= 0 && (end < 0 || at < end)) {
        int start = head.indexOf('=', at) + 1;
        Charset found = start > 0 ? named(head.substring(start, end < 0 ? n : end)) : null;
        if (found != null) {
          // a meta element that could be read as ASCII is not UTF-16
          return found.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : found;
        }
      }
    }
    return null;
  }

  /** The charset that a label starts with, quotes aside; null if there is no such. */
  private static @Nullable Charset named(String label) {
    int start = 0;
    while (start < label.length() && " \t\r\n\"'".indexOf(label.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < label.length() && " \t\r\n\"';/>".indexOf(label.charAt(end)) < 0) {
      end++;
    }
    String name = label.substring(start, end).toLowerCase(Locale.ROOT);
    try {
      return name.isEmpty() ? null : Charset.forName(BROWSER_READS.getOrDefault(name, name));
    } catch (IllegalArgumentException e) {
      return null; // no such charset, or no name of one
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xff) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
