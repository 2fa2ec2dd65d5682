package io.quipu.filters.site;

import io.quipu.core.document.Key128;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A set of registrable domains as sorted 64-bit hashes, 8 bytes a site; immutable and shared. A
 * domain that is not in a set of n is taken for one of it with probability n / 2^64. The file form:
 *
 * <pre>
 * offset  bytes  what
 * 0       8      "QPUSITE1"
 * 8       4      n, big-endian
 * 12      8 n    heads of SHA-256 over the domain in ASCII, signed order, each once
 * </pre>
 */
public final class SiteSet {

  public static final SiteSet EMPTY = new SiteSet(new long[0]);

  private static final long MAGIC = 0x5150555349544531L;
  private static final int MAX_DOMAIN = 253;

  private final long[] hashes;

  private SiteSet(long[] sortedDistinct) {
    hashes = sortedDistinct;
  }

  public static SiteSet of(Collection<String> sites) {
    return ofHashes(sites.stream().mapToLong(site -> hash(canonical(site))).toArray());
  }

  /**
   * Reads UTF-8 lists of one domain a line; {@code #} starts a comment, {@code *.} before a domain
   * means nothing.
   *
   * @throws IllegalArgumentException if a line is no domain; the message has its number
   */
  static SiteSet ofLines(List<InputStream> lists) throws IOException {
    long[] found = new long[1024];
    int n = 0;
    for (InputStream list : lists) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        int comment = line.indexOf('#');
        String site = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (site.isEmpty()) {
          continue;
        }
        found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
        try {
          found[n++] = hash(canonical(site));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
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

  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(MAGIC);
    data.writeInt(hashes.length);
    for (long hash : hashes) {
      data.writeLong(hash);
    }
    data.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes are no such file, or end early
   */
  public static SiteSet read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    if (data.readLong() != MAGIC) {
      throw new IOException("no file of sites: it does not start with QPUSITE1");
    }
    int n = data.readInt();
    if (n < 0) {
      throw new IOException("file of sites: count " + n);
    }
    long[] hashes = new long[Math.min(n, 1 << 16)];
    for (int i = 0; i < n; i++) {
      hashes = i == hashes.length ? Arrays.copyOf(hashes, Math.min(n, 2 * i)) : hashes;
      hashes[i] = data.readLong();
      if (i > 0 && hashes[i] <= hashes[i - 1]) {
        throw new IOException("file of sites: entry " + i + " is out of order");
      }
    }
    return new SiteSet(hashes);
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
