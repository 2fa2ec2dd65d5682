package io.quipu.sources.web;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The site of a URL: its registrable domain by the Public Suffix List (publicsuffix.org) as bundled
 * with Guava, private suffixes included, so that {@code alice.github.io} is a site of its own.
 * Guava is on the class path through Beam anyway; its version, and with it the list, is pinned in
 * the root pom.
 */
public final class Sites {

  private static final int MAX_HOST_CHARS = 253;

  private Sites() {}

  /**
   * Lower-case, with ASCII labels ({@code xn--}); null when the URL has no host, the host is an IP
   * address, or it is a public suffix itself.
   */
  public static @Nullable String registrableDomain(String url) {
    String host = host(url);
    if (host == null || host.isEmpty() || host.length() > MAX_HOST_CHARS || isAddress(host)) {
      return null;
    }
    try {
      InternetDomainName name =
          InternetDomainName.from(IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
      return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : null;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return null; // no domain name
    }
  }

  // by hand: crawled URLs hold spaces and raw UTF-8, which java.net.URI refuses
  private static @Nullable String host(String url) {
    int scheme = url.indexOf("://");
    if (scheme <= 0) {
      return null;
    }
    int start = scheme + 3;
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    int user = url.lastIndexOf('@', end - 1);
    if (user >= start) {
      start = user + 1;
    }
    if (start < end && url.charAt(start) == '[') {
      return null; // IPv6
    }
    int port = url.indexOf(':', start);
    if (port >= 0 && port < end) {
      end = port;
    }
    while (end > start && url.charAt(end - 1) == '.') {
      end--;
    }
    return url.substring(start, end);
  }

  private static boolean isAddress(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
