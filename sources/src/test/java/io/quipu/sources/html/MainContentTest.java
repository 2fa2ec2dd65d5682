package io.quipu.sources.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.record.ExtractionLimits;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainContentTest {

  private static final String LONG =
      "A quipu is a set of cords whose knots record numbers, and its keepers could read them.";

  private static String text(String html) throws DamageException {
    return MainContent.of(html, ExtractionLimits.DEFAULT).text();
  }

  @Test
  void keepsParagraphsHeadingsListsAndPreformattedText() throws DamageException {
    String html =
        "<body><article><h1>Quipu</h1><p>"
            + LONG
            + "</p><ul><li>one</li><li>two</li></ul><pre>a\n"
            + "  b\n"
            + "</pre><p>line<br>break &amp; <b>bold</b> <i>italic</i></p></article></body>";
    assertThat(text(html))
        .isEqualTo("Quipu\n\n" + LONG + "\n\n- one\n- two\n\na\n  b\n\nline\nbreak & bold italic");
  }

  @Test
  void leavesOutWhatStandsBesideTheContent() throws DamageException {
    String html =
        "<body><nav><a href=/>Home of the site and of all its many links</a></nav>"
            + "<div class='sidebar'><p>"
            + LONG.replace("quipu", "sidebar")
            + "</p></div>"
            + "<div id=relatedPosts><p>"
            + LONG.replace("quipu", "related")
            + "</p></div>"
            + "<div><p>"
            + LONG
            + "</p><p>"
            + LONG
            + "</p></div>"
            + "<script>var x = 1;</script><p style='display: none'>hidden</p>"
            + "<footer>Imprint</footer></body>";
    assertThat(text(html)).isEqualTo(LONG + "\n\n" + LONG);
  }

  @Test
  void leavesOutBlocksThatAreLinks() throws DamageException {
    String links = "<p><a href=a>one link</a> <a href=b>another link</a></p>";
    assertThat(text("<main><p>" + LONG + "</p>" + links + "<p>" + LONG + "</p></main>"))
        .isEqualTo(LONG + "\n\n" + LONG);
  }

  @Test
  void readsWhatStandsInForAScriptOnlyIfThatIsAllThereIs() throws DamageException {
    String forum =
        "<noscript><h1>Knots</h1><p>"
            + LONG
            + "</p><p>"
            + LONG
            + "</p><p>"
            + LONG
            + "</p></noscript>";
    String drawn = "<div id=app></div><script>draw()</script>";
    String all = LONG + "\n\n" + LONG + "\n\n" + LONG;
    assertThat(text("<body>" + drawn + "<div>" + forum + "</div>")).isEqualTo("Knots\n\n" + all);
    assertThat(text("<body><main><p>" + LONG.replace('A', 'O') + "</p></main>" + forum))
        .isEqualTo(LONG.replace('A', 'O'));
    assertThat(text("<body>" + drawn + "<noscript>Please enable scripts: " + LONG + "</noscript>"))
        .isEmpty();
  }

  @Test
  void readsWhatReactStreamsLateAndNothingElseThatIsHidden() throws DamageException {
    assertThat(
            text(
                "<main><div hidden id='S:1f'><p>"
                    + LONG
                    + "</p></div><div hidden id='S:x'><p>no</p></div><div hidden id='S:'><p>no</p>"
                    + "</div><div hidden id=s1><p>no</p></div></main>"))
        .isEqualTo(LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"class=commentlist", "id=commentsbox", "class='comment odd'"})
  void leavesOutCommentsThatAreLongerThanTheArticle(String comments) throws DamageException {
    String article = ("<p>" + LONG + "</p>").repeat(15);
    String comment = "<div " + comments + "><p>" + LONG.replace("quipu", "comment") + "</p></div>";
    assertThat(text("<body><div>" + article + "</div>" + comment.repeat(40)))
        .isEqualTo((LONG + "\n\n").repeat(15).strip());
  }

  @Test
  void readsAPageWhoseContentStandsInASidebar() throws DamageException {
    assertThat(text("<body><p>" + LONG + "</p><div class=sidebar><p>" + (LONG + " ").repeat(14)))
        .contains((LONG + " ").repeat(14).strip());
  }

  @Test
  void leavesOutCharactersThatOnlySayWhereALineMayBreak() throws DamageException {
    assertThat(text("<p>\ufeffkno\u00adtted\u200bcord</p><pre>x\u200by</pre>"))
        .isEqualTo("knottedcord\n\nxy");
  }

  @ParameterizedTest
  @CsvSource({
    "<span>Upload</span><span>Anonymous user</span>, Upload Anonymous user",
    "<a>4 689 items</a><span><b>Welcome</b></span>,  4 689 items Welcome",
    "<time>2021</time><a>Knots</a>,                  2021 Knots",
    "<span>Cords</span> <span>Knots</span>,          Cords Knots",
    "<span>k</span><span>not</span>,                 knot",
    "<span>K</span><span>NOT</span>,                 KNOT",
    "<b>Java</b><i>Script</i> H<sub>2</sub>O,        JavaScript H2O",
    "<span>a</span><br><span>B</span>,               a\\nB",
    "<pre><span>print</span><span>Line</span></pre>, printLine",
    "<span>old</span><span></span></p><p>Cords,      old\\n\\nCords",
  })
  void partsWordsOfInlineBoxesThatMeet(String html, String expected) throws DamageException {
    assertThat(text("<p>" + html + "</p>")).isEqualTo(expected.replace("\\n", "\n"));
  }

  @Test
  void statesTitleAndLanguage() throws DamageException {
    HtmlPage page =
        MainContent.of("<html lang=qu><title> Khipu </title><p>" + LONG, ExtractionLimits.DEFAULT);
    assertThat(page.title()).isEqualTo("Khipu");
    assertThat(page.language()).isEqualTo("qu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "<", "<html>", "\0", "<!--", "<body><p></p>", "<frameset><frame>"})
  void aPageWithoutTextHasNone(String html) throws DamageException {
    assertThat(text(html).replace("<", "")).isBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>",
        "<a>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "<p><font size=1>",
        "<svg><g>",
        "<span>x",
        "</div>",
        "<select><option>",
        "<math><mi>",
        "<a><table>",
        "<i><p>"
      })
  void survivesNestingWithoutEnd(String unit) {
    String html = "<p>" + LONG + "</p>" + unit.repeat(200_000 / unit.split("<", -1).length);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> text(html));
  }

  @Test
  void keepsTextOfAPageNestedDeeperThanTheLimit() throws DamageException {
    assertThat(text("<div>".repeat(200_000) + LONG)).isEqualTo(LONG);
  }

  @Test
  void refusesAPageOfTooManyTags() {
    String html = "<br>".repeat(ExtractionLimits.DEFAULT.maxHtmlTags() + 1);
    assertThatThrownBy(() -> text(html))
        .isInstanceOfSatisfying(
            DamageException.class, e -> assertThat(e.reason()).isEqualTo("html_too_complex"));
  }
}
