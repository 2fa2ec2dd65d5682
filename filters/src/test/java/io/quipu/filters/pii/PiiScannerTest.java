package io.quipu.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.filters.Edited;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiiScannerTest {

  private final PiiScanner scanner = new PiiScanner();

  /** What must be found stands between braces. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "write to {ana.belova@mail.example.org}, or not",
        "<{a@b.co}>; '{o'neil@example.ie}'",
        "mailto:{x_y+tag@sub.example.co.uk}.",
        "...{dotted.name@example.com}...",
        "{a@b.co},{c@d.co}",
        "{jos\u00e9@correo.example.es} \u8054\u7cfb{info@example.cn}\u8c22\u8c22",
        "{\u0438\u043c\u044f@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444}",
        "{x@xn--bcher-kva.xn--p1ai}",
        "ends with a hyphen {a@b.com}- and a dot {a@b.com}.2",
        "{555-123-4567@example.com}",
        "{john.smith@example.com}?subject=hi"
      })
  void findsEmails(String marked) {
    check(marked, PiiKind.EMAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@user user@ a@b a@b. a@b.c a@.com @.com",
        "icon@2x.png sprite@3x.css",
        "react@16.8.0",
        "user@@example.com",
        "a@b.com@c",
        "root@localhost",
        "medium.com/@user",
        "trailing.@example.com",
        "x@-bad.com",
        "x@1.2.3.4"
      })
  void takesNoOtherAtSignsForEmails(String text) {
    check(text, PiiKind.EMAIL);
  }

  @Test
  void limitsTheLocalPartTo64Characters() {
    check("{" + "a".repeat(64) + "@example.com}", PiiKind.EMAIL);
    check("a".repeat(65) + "@example.com", PiiKind.EMAIL);
    check("{a@" + "b".repeat(63) + ".com}", PiiKind.EMAIL);
    check("a@" + "b".repeat(64) + ".com", PiiKind.EMAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from {8.8.8.8}, then {93.184.216.34}:8080.",
        "[{9.9.9.9}] {8.8.8.8}/32 {1.1.1.1}-{1.1.1.9}",
        "10.0.0.1 127.0.0.1 192.168.1.1 172.16.0.1 169.254.1.1 100.64.0.1 {100.128.0.1}",
        "192.0.2.1 198.51.100.7 203.0.113.9 198.18.0.1 224.0.0.5 240.0.0.1 255.255.255.255 0.1.2.3",
        "{172.15.0.1} {172.32.0.1} {192.167.1.1} {198.20.0.1}",
        "1.2.3.4.5 1.2.3 256.1.1.1 1.2.3.256 01.2.3.4 1.2.3.4567",
        "v8.8.8.8 version 8.8.8.8 Version=\"4.1.2.3\" ver. 2.3.4.5 8.8.8.8-beta lib-8.8.8.8",
        "1.0.0.0 4.0.0.0",
        "openresty/1.9.7.1 lib/1.9.7.1/x.js http://{93.184.216.34}/x from /{93.184.216.34}:80",
        "* 13.2.6.3 Closing elements",
        "13.2.6.3 \u00c4u\u00dfere\n // 13.2.6.3.  Closing",
        "see 19.2.6.3\tClosing; {20.2.6.3} Closing; {13.2.6.3} closing; {13.2.6.3}\nClosing",
        "it was {13.2.6.3}. Closing",
        "2400::/12 2400:cb00::/32 {2400:cb00::}/x {2a00:1450::1}/64 {2400:cb00::}",
        "{2a00:1450:4001:81b::200e} and {2001:4860:4860:0:0:0:0:8888}.",
        "{2a00:1450::}",
        "fe80::1 fc00::1 ::1 2001:db8::1 12:30:45 a::b std::abs 1:2:3:4:5:6:7 ab:cd:ef:01:23:45",
        "2001::1::2 2001:4860:4860:0:0:0:0:8888:9999"
      })
  void findsGlobalIpAddresses(String marked) {
    check(marked, PiiKind.IP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call {(555) 123-4567} or {555-123-4567}.",
        "{1-800-555-0199}, {+1 800 555 0199}, {+18005550199}, {001-800-555-0199}",
        "{(555)123-4567} x555-123-4567",
        "{555.223.4567}, {555 223 4567}; {555/223-4567}",
        "{555-123-4567 ext. 12} {555-123-4567x0099}",
        "{+44 20 7946 0958} {+49 (0)30 1234567} {+7 495 123-45-67}",
        "{0044 20 7946 0958}, {020 7946 0958}, {01 84 17 61 18}; {(03) 5327 5996}",
        "Tel: {467 3395}, Fax.: {12345678}; call me on {9472 7916}",
        "Telefon\n{089/123456}",
        "({555-123-4567})"
      })
  void findsTelephoneNumbers(String marked) {
    check(marked, PiiKind.PHONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-10-20 20.10.2019 10/20/2019 2019-10-20T10:20:30 03.09.2016 12:30",
        "ISBN 978-3-16-148410-0 0-306-40615-2 9780306406157",
        "4111 1111 1111 1111 4111-1111-1111-1111",
        "081-80-5372",
        "1234567890 5551234567 $555-123-4567 #555-123-4567",
        "200 300 4000 500 600 7000",
        "155-123-4567 055-123-456",
        "555-123-4567-89 89-555-123-4567 555.123.4567.8",
        "+1 555 123 456 +0 123456789 +1234567",
        "00 43 00 65 00 72 00 74 00",
        "0.1234567890 1,234,567,890 3.14159265",
        "01 02 03 04 05 06 07 08",
        "a555-123-4567 555-123-4567a 555-123-4567_"
      })
  void takesNoOtherNumbersForTelephoneNumbers(String text) {
    check(text, PiiKind.PHONE);
  }

  @Test
  void masksByKindAndByNothingElse() {
    Edited edited =
        Edited.by(
            new PiiMask(), "Ana <ana@example.org>, 8.8.8.8, +1 555 123 4567; ana@example.org");
    assertThat(edited.text()).isEqualTo("Ana <[EMAIL]>, [IP], [PHONE]; [EMAIL]");
    assertThat(edited.reasons()).containsExactly("email", "ip", "phone", "email");
  }

  @Test
  void leavesNothingToMaskASecondTimeWhereDataStandOnTheirOwnLines() {
    String[] parts = {
      "a@b.co",
      "x",
      "@",
      "1",
      "23",
      "8.8.8.8",
      "555-123-4567",
      "(555) 123-4567",
      "+",
      "44 20 7946 0958",
      "020 7946 0958",
      "tel ",
      "0",
      "-",
      ":",
      "2a00:1450::1",
      "(",
      ")",
      "4567",
      "555 223 4567",
      "467 3395"
    };
    int masked = 0;
    for (long seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]).append('\n');
      }
      Edited once = Edited.by(new PiiMask(), text.toString());
      masked += once.reasons().size();
      assertThat(Edited.by(new PiiMask(), once.text()).reasons())
          .as("seed %d: %s -> %s", seed, text, once.text())
          .isEmpty();
    }
    assertThat(masked).isGreaterThan(5000);
  }

  private void check(String marked, PiiKind kind) {
    String text = marked.replace("{", "").replace("}", "");
    PiiSpans spans = scanner.scan(text.toCharArray(), text.length());
    StringBuilder found = new StringBuilder();
    int from = 0;
    for (int i = 0; i < spans.size(); i++) {
      if (spans.kind(i) == kind) {
        found.append(text, from, spans.start(i)).append('{');
        found.append(text, spans.start(i), spans.end(i)).append('}');
        from = spans.end(i);
      }
    }
    assertThat(found.append(text.substring(from)).toString()).isEqualTo(marked);
  }
}
