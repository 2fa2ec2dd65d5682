package io.quipu.filters.site;

import io.quipu.core.document.Key128;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A set of registrable domains as sorted 64-bit hashes, the heads of SHA-256 over the domain in
 * ASCII: 8 bytes a site; immutable and shared. A domain that is not in a set of n is taken for one
 * of it with probability n / 2^64.
 */
public final class SiteSet {

  private static final int MAX_DOMAIN = 253;

  private final long[] hashes;

  private SiteSet(long[] sortedDistinct) {
    hashes = sortedDistinct;
  }

  public static SiteSet of(Collection<String> sites) {
    return ofHashes(sites.stream().mapToLong(site -> hash(canonical(site))).toArray());
  }

  /**
   * Reads a UTF-8 list of one host a line; {@code #} starts a comment, {@code *.} before a host
   * means nothing. Closes nothing.
   *
   * @param siteOf the site of a host, itself if it is none's
   * @throws IllegalArgumentException if a line is no domain; the message has its number
   */
  public static SiteSet ofLines(InputStream list, UnaryOperator<String> siteOf) throws IOException {
    long[] found = new long[1024];
    int n = 0;
    BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (number++ == 0 && line.startsWith("\ufeff")) {
        line = line.substring(1);
      }
      int comment = line.indexOf('#');
      String host = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (host.isEmpty()) {
        continue;
      }
      found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
      try {
        found[n++] = hash(canonical(siteOf.apply(canonical(host))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return ofHashes(Arrays.copyOf(found, n));
  }

  public boolean contains(String site) {
    if (hashes.length == 0) {
      return false;
    }
    try {
      return Arrays.binarySearch(hashes, hash(canonical(site))) >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public int size() {
    return hashes.length;
  }

  private static SiteSet ofHashes(long[] unsorted) {
    Arrays.sort(unsorted);
    int n = 0;
    for (int i = 0; i < unsorted.length; i++) {
      if (i == 0 || unsorted[i] != unsorted[i - 1]) {
        unsorted[n++] = unsorted[i];
      }
    }
    return new SiteSet(Arrays.copyOf(unsorted, n));
  }

  private static long hash(String canonical) {
    return Key128.ofBytes(canonical.getBytes(StandardCharsets.US_ASCII)).high();
  }

  /** Lower case, punycode, no dot at the end. */
  private static String canonical(String site) {
    String bare = site.startsWith("*.") ? site.substring(2) : site;
    bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    if (bare.isEmpty() || bare.length() > MAX_DOMAIN) {
      throw new IllegalArgumentException("not a domain: " + bare.length() + " characters");
    }
    String ascii = isAscii(bare) ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED);
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c <= ' ' || c == '/' || c == ':' || c == '@' || c == ',') {
        throw new IllegalArgumentException("not a domain: " + bare);
      }
    }
    return ascii.toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
