package io.quipu.dedup.paragraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.text.DocumentView;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParagraphKeysTest {

  private final DocumentView view = new DocumentView();
  private final ParagraphKeys keys = new ParagraphKeys(1);

  private ParagraphKeys read(ParagraphKeys into, String text) {
    view.reset(
        new Document(
            new DocumentId("s", "1"), text, new Origin("f", 0, 0), Collections.emptySortedMap()));
    into.read(view);
    return into;
  }

  /** Expected: a second program after cc_net's definition, on CPython 3.11. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "  Hello, \u201cWorld\u201d 2024!  |17ca4dccddc8d013",
        "hello, world 0000!|17ca4dccddc8d013",
        "\u0130STANBUL \u03a3 \u039f\u0394\u039f\u03a3 \uff11\uff12\u0663 tab"
            + "\there\u0085x|6a5684ebc15619a5",
        "\ud83d\ude00 \u00dcn\u00ef\u0000c|8220f95e2660d4a7",
        "(c) 2010\u20132011\u2026|eb3804c96c25172c"
      })
  void agreesWithCcNet(String line, String expected) {
    read(keys, line);
    assertThat(keys.count()).isEqualTo(1);
    assertThat(keys.key(0)).isEqualTo(Long.parseUnsignedLong(expected, 16));
  }

  @Test
  void givesTheSpansOfLinesWithoutTheirNewline() {
    String text = "First\n\n \u2026 \nsecond line\nfirst";
    read(keys, text);
    assertThat(keys.count()).isEqualTo(3); // the blank and the bare punctuation have no key
    assertThat(text.substring(keys.start(0), keys.end(0))).isEqualTo("First");
    assertThat(text.substring(keys.start(1), keys.end(1))).isEqualTo("second line");
    assertThat(text.substring(keys.start(2), keys.end(2))).isEqualTo("first");
    assertThat(keys.key(2)).isEqualTo(keys.key(0)).isNotEqualTo(keys.key(1));
  }

  @Test
  void hasNoKeyForParagraphsBelowTheMinimum() {
    ParagraphKeys atLeastFour = new ParagraphKeys(4);
    assertThat(read(atLeastFour, "abc\nabcd\n\ud83d\ude00abc\n  abc  ").count()).isEqualTo(2);
    assertThatThrownBy(() -> new ParagraphKeys(0)).hasMessageContaining("at least 1");
  }

  @Test
  void growsWithTheTextAndForgetsIt() {
    assertThat(read(keys, "x\n".repeat(1000) + "y".repeat(100_000)).count()).isEqualTo(1001);
    assertThat(read(keys, "x").count()).isEqualTo(1);
    assertThat(read(keys, "").count()).isZero();
  }
}
