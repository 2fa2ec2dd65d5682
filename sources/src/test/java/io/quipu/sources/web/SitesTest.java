package io.quipu.sources.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesTest {

  @ParameterizedTest
  @CsvSource({
    "http://example.com,                        example.com",
    "https://www.Example.COM:8080/a?b#c,        example.com",
    "https://a.b.example.co.uk/,                example.co.uk",
    "https://user:pass@mail.example.org/x@y,    example.org",
    "https://alice.github.io/blog,              alice.github.io",
    "http://example.com./,                      example.com",
    "http://www.bücher.de/,                     xn--bcher-kva.de",
    "http://www.xn--bcher-kva.de/,              xn--bcher-kva.de",
    "http://shop.例子.公司.cn/,                  xn--fsqu00a.xn--55qx5d.cn",
    "ftp://ftp.example.net/pub,                 example.net",
    "http://example.com/a b c,                  example.com",
  })
  void givesTheDomainThatWasRegistered(String url, String site) {
    assertThat(Sites.registrableDomain(url)).isEqualTo(site);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "http://",
        "http:///path",
        "http://192.168.0.1/",
        "http://[::1]/",
        "http://co.uk/",
        "http://localhost/",
        "mailto:a@example.com",
        "http://a..b/",
        "http://-/",
        "://example.com",
        "http://\ud800.com/"
      })
  void isNullWhereThereIsNone(String url) {
    assertThat(Sites.registrableDomain(url)).isNull();
  }
}
