package io.quipu.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.filters.Annotated;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiiDisclosureTest {

  private final Annotated disclosure = new Annotated(new PiiDisclosure(), PiiDisclosure.SIGNALS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Zora Quimby 555-867-5309 | phone | [PERSON] [PHONE]",
        "Dr. Zora J. Quimby, zora.quimby@mail.example.org | email | Dr. [PERSON], [EMAIL]",
        "Phone of Zora O'Malley: 555-867-5309, zo@mail.example.org | email+phone | Phone of"
            + " [PERSON]: [PHONE], [EMAIL]",
        "info@mail.example.org Zora Quimby +44 20 7946 0958 | phone | [EMAIL] [PERSON] [PHONE]",
        "Zora Quimby, age 54, lives at 12 Elm Street, 555-867-5309 | phone | [PERSON], age 00,"
            + " lives at 00 \u2026 Street, [PHONE]"
      })
  void tellsThePersonWithContactDataInOneLine(String line, String kinds, String example) {
    SignalRow row = disclosure.of("Members\n" + line + "\nend");
    assertThat(row.number(PiiDisclosure.COUNT)).isEqualTo(1);
    assertThat(row.label(PiiDisclosure.KINDS)).isEqualTo(kinds);
    assertThat(row.label(PiiDisclosure.EXAMPLE)).isEqualTo(example);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Zora Quimby",
        "Zora Quimby\n555-867-5309",
        "Contact us: info@example.com, 555-867-5309",
        "Zora Quimby, press@example.com",
        "Zora Quimby, Sales-UK@example.com",
        "Customer Service 555-867-5309",
        "Privacy Policy | Contact Us | Opening Hours 555-867-5309",
        "call zora quimby at 555-867-5309",
        "Zora 555-867-5309 Quimby",
        "Zora Quimby used 8.8.8.8"
      })
  void takesNoContactPageForADisclosure(String text) {
    SignalRow row = disclosure.of(text);
    assertThat(row.number(PiiDisclosure.COUNT)).isZero();
    assertThat(row.state(PiiDisclosure.KINDS)).isEqualTo(State.UNDEFINED);
    assertThat(row.state(PiiDisclosure.EXAMPLE)).isEqualTo(State.UNDEFINED);
  }

  @Test
  void countsLinesAndUnitesTheirKinds() {
    SignalRow row =
        disclosure.of(
            "Zora Quimby 555-867-5309\nTel 555-867-5310\nIvo Brandt ivo@mail.example.org");
    assertThat(row.number(PiiDisclosure.COUNT)).isEqualTo(2);
    assertThat(row.label(PiiDisclosure.KINDS)).isEqualTo("email+phone");
  }

  /** Secret words stand in every place of the line; none may come through. */
  @Test
  void leavesNoDatumInTheExample() {
    String[] secrets = {
      "Quimby", "quimby", "QUIMBY", "zq_1977", "\u5f20\u4f1f", "Elmwood", "fb.com/zq", "12345"
    };
    String[] marks = {" ", ", ", ": ", " (", ") ", "-", "/", " [", "] ", " phone ", " Contact "};
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      StringBuilder line = new StringBuilder();
      for (int n = 1 + random.nextInt(40); n > 0; n--) {
        line.append(secrets[random.nextInt(secrets.length)])
            .append(marks[random.nextInt(marks.length)]);
        if (random.nextInt(8) == 0) {
          line.append(" Zora Quimby 555-867-5309 ");
        }
      }
      SignalRow row = disclosure.of(line + " Zora Quimby 555-867-5309");
      String example = row.label(PiiDisclosure.EXAMPLE);
      assertThat(example).as("seed " + seed).hasSizeLessThanOrEqualTo(MaskedLine.MAX_CHARACTERS);
      assertThat(example)
          .as("seed " + seed)
          .doesNotContainPattern("(?i)quimby|zora|elm|zq|fb|[1-9]|\u5f20");
      assertThat(example).as("seed " + seed).matches("([^\\[\\]]|\\[(PERSON|EMAIL|PHONE|IP)\\])*");
    }
  }
}
