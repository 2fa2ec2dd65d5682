package io.quipu.sources.wikipedia;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WikitextTest {

  private static final Set<String> HIDDEN = Set.of("file", "category", "datei");

  private static String text(String wikitext) {
    return Wikitext.toText(wikitext, HIDDEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "a '''bold''' and ''italic'' word ~ a bold and italic word",
        "it's one's ~ it's one's",
        "a [[link]] and a [[target|label]] ~ a link and a label",
        "[[knot]]s [[:Category:Knots|of knots]] ~ knots of knots",
        "x [[File:a.jpg|thumb|A [[nested]] caption]] y ~ x y",
        "x [[Datei:a.jpg|mini|B]] y [[Category:K]] ~ x y",
        "x [[fr:Quipou]] ~ x",
        "an [http://a.example/ external link] and [http://b.example/] ~ an external link and",
        "a [http://a.example/ talk at [[U|V]], ''1962''] b ~ a talk at V, 1962 b",
        "{{Infobox|a={{b|c}}}}text ~ text",
        "a {{{1|{{{2}}}}}} b ~ a b",
        "a<ref>cite</ref> b<ref name=x /> c<ref name='y'>{{cite}}</ref> ~ a b c",
        "a <!-- comment --> b ~ a b",
        "x [[<!-- a -->Category:K]] [[File<!-- b -->:a.jpg]] [[<!-- c -->:Category:K]] ~ x"
            + " Category:K",
        "{{convert<!-- a -->|5<!-- b -->|km}} of [[knot|the <!-- c --> cord]] ~ 5 km of the cord",
        "a <b>bold</b> <span style='x'>s</span> b ~ a bold s b",
        "<nowiki>'''[[raw]]'''</nowiki> ~ '''[[raw]]'''",
        "<math>x_1 < y</math> ~ x_1 < y",
        "1 < 2 and 3 > 2 ~ 1 < 2 and 3 > 2",
        "a&nbsp;&ndash; b &amp; c ~ a\u00a0– b & c",
        "__TOC__ text __NOTOC__ ~ text",
        "Quipu ({{lang|qu|khipu}}) is ~ Quipu (khipu) is",
        "{{Lang|fr|''le [[n\u0153ud|n]]''|italic=no}} x {{lang|fr}} ~ le n x",
        "{{convert|5|km|mi|0|abbr=on}}, {{cvt|20|C}}, {{convert|6|ft|2|in|m}} ~ 5 km, 20 °C, 6 ft 2"
            + " in",
        "{{convert|5|to|10|kg}} {{convert|1,000|-|2,000|m|ft}} ~ 5 to 10 kg 1,000–2,000 m",
        "{{convert|22|e6acre}} {{convert|3|e3sqmi}} ~ 22 million acre 3 thousand sq mi",
        "One. {{as of|2012}}, two {{a}}. Three. {{b}}. Inc.{{c}}, four ~ One. two. Three. Inc.,"
            + " four",
        "a {{convert|many|km}} {{convert|5}} {{convert|5|to|6}} {{convert}} b ~ a b",
        "{{convert|5|km|{{x|y}}}} of {{convert|{{x}}|km}} cord ~ 5 km of cord",
        "Quipu ({{ipa|a}}, {{b}}; {{c}}) is ~ Quipu is",
        "Quipu ({{ipa|a}}; born 1450{{b}}, {{c}}), is ~ Quipu (born 1450), is",
        "結縄（{{lang-qu|a}}、{{b}}）は ~ 結縄は",
        "knots {{a}} , and {{b}}, cords ( {{c}} )used {{d}}. ~ knots, and, cords used.",
        "{{a}}, a knot<ref>b</ref> ( c ) ; d , e f() ~ a knot ( c ) ; d , e f()",
        "a }} b ]] c |} d ~ a  b ]] c |} d",
        "snake_case_name ~ snake_case_name",
      })
  void becomesText(String wikitext, String expected) {
    assertThat(text(wikitext)).isEqualTo(expected);
  }

  @Test
  void headingsAndItemsBecomeLines() {
    assertThat(
            text("Lead.\n== History ==\nText.\n* one\n** two\n# three\n: four\n; five\n----\nEnd."))
        .isEqualTo("Lead.\n\nHistory\n\nText.\n- one\n- two\n- three\nfour\nfive\n\nEnd.");
  }

  @Test
  void headingsWithoutTextAreDropped() {
    assertThat(text("Lead.\n== A ==\n=== B ===\ntext\n== References ==\n{{reflist}}\n=== C ===\n"))
        .isEqualTo("Lead.\n\nA\n\nB\n\ntext");
  }

  @Test
  void itemsThatBeginWithAHoleBeginWithWhatFollows() {
    assertThat(text("* {{flag|x}}, a\n* {{b}}\n* c{{d}}\n== {{e}} Title {{f}} ==\ng"))
        .isEqualTo("- a\n- c\n\nTitle\n\ng");
  }

  @Test
  void tablesAreDroppedWithTheTablesInThem() {
    assertThat(text("before\n{| class=x\n|-\n| a || [[b]]\n| {{t|\n}}\n{|\n| c\n|}\n|}\nafter"))
        .isEqualTo("before\n\nafter");
  }

  @Test
  void whatIsNeverClosedCostsOnlyItsSection() {
    assertThat(text("{{open\n== Next ==\nText [[a|b]].")).isEqualTo("open\n\nNext\n\nText b.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "[[",
        "<ref>",
        "{|\n",
        "\n==",
        "'",
        "<!--",
        "[http://a ",
        "{{{",
        "[[a|",
        "__",
        "=\n",
        "\n=a=",
        "<math>",
        "\n:{|",
        "}}",
        "]]",
        "|}\n",
        "<",
        "&amp;",
        "[[File:",
        "\n== [[a|\n",
        "\n*",
        "({{a}}",
        "{{a}} , ",
        "{{lang|a|",
        "{{lang|a|b}}"
      })
  void isLinearInWhatIsRepeated(String unit) {
    String text = unit.repeat(1_500_000 / unit.length());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> text(text));
  }

  @Test
  void neverThrowsOnRandomMarkup() {
    String[] units = {
      "{{",
      "}}",
      "[[",
      "]]",
      "|",
      "{|",
      "|}",
      "\n",
      "==",
      "<ref>",
      "</ref>",
      "<!--",
      "-->",
      "'''",
      "a",
      " ",
      ":",
      "*",
      "<nowiki>",
      "</nowiki>",
      "<",
      ">",
      "__",
      "[http://x",
      "]",
      "&"
    };
    for (long seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      StringBuilder wikitext = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        wikitext.append(units[random.nextInt(units.length)]);
      }
      assertThat(text(wikitext.toString())).as("seed %s", seed).doesNotContain("\u0001", "\u0002");
    }
  }
}
