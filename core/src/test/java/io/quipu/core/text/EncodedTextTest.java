package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncodedTextTest {

  /** Two letters, then a character of three tokens. */
  private final EncodedText text = new EncodedText(new int[] {7, 8, 9, 10}, new int[] {2, 2, 2, 4});

  @Test
  void startsEachTokenWhereTheOneBeforeEnds() {
    assertThat(text.count()).isEqualTo(4);
    assertThat(text.start(0)).isZero();
    assertThat(text.end(0)).isEqualTo(2);
    assertThat(text.start(3)).isEqualTo(2);
    assertThat(text.end(3)).isEqualTo(4);
    assertThat(text.id(3)).isEqualTo(10);
    assertThat(text.ids()).containsExactly(7, 8, 9, 10);
  }

  @Test
  void refusesEndsThatGoBackwardsOrAreTooFew() {
    assertThatThrownBy(() -> new EncodedText(new int[2], new int[] {3, 2}))
        .hasMessage("token 1 ends at 2 and starts at 3");
    assertThatThrownBy(() -> new EncodedText(new int[2], new int[] {3}))
        .hasMessage("2 tokens with 1 ends");
  }

  @Test
  void givesItsIdsAwayAsACopy() {
    text.ids()[0] = 99;
    assertThat(text.id(0)).isEqualTo(7);
  }
}
