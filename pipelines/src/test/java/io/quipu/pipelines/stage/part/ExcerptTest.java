package io.quipu.pipelines.stage.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final String ELEPHANT = "\uD83D\uDC18";

  @Test
  void countsCodePoints() {
    Excerpt excerpt = Excerpt.of("ab" + ELEPHANT + "cd" + ELEPHANT + "e", 2, 5);
    assertThat(excerpt.before()).isEqualTo("ab");
    assertThat(excerpt.range()).isEqualTo(ELEPHANT + "cd");
    assertThat(excerpt.after()).isEqualTo(ELEPHANT + "e");
    assertThat(excerpt.moreBefore() || excerpt.moreAfter() || excerpt.rangeIsCut()).isFalse();
  }

  @Test
  void keepsThirtyCodePointsOfEitherSide() {
    String text = ELEPHANT.repeat(31) + "x" + ELEPHANT.repeat(31);
    Excerpt excerpt = Excerpt.of(text, 31, 32);
    assertThat(excerpt.before()).isEqualTo(ELEPHANT.repeat(30));
    assertThat(excerpt.after()).isEqualTo(ELEPHANT.repeat(30));
    assertThat(excerpt.moreBefore() && excerpt.moreAfter()).isTrue();
    Excerpt whole = Excerpt.of(text, 30, 33);
    assertThat(whole.moreBefore() || whole.moreAfter()).isFalse();
  }

  @Test
  void keepsAHundredCodePointsOfARange() {
    String text = "x".repeat(101);
    assertThat(Excerpt.of(text, 0, 100).rangeIsCut()).isFalse();
    Excerpt cut = Excerpt.of(text, 0, 101);
    assertThat(cut.rangeIsCut()).isTrue();
    assertThat(cut.range()).isEqualTo("x".repeat(100));
    assertThat(cut.end()).isEqualTo(101);
    assertThat(cut.after()).isEmpty();
  }

  @Test
  void keepsControlCharactersForWhoeverShowsIt() {
    assertThat(Excerpt.of("a\u0007\nb", 1, 3).range()).isEqualTo("\u0007\n");
  }
}
