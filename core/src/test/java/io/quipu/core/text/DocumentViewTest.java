package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentViewTest {

  @Test
  void showsTheTextAsEarlierStagesLeftIt() {
    DocumentView view = new DocumentView();
    view.reset(
        RandomTexts.document("one two"),
        TextEdits.of(List.of(new TextEdits.Edit(0, 3, "1", "number"))));
    assertThat(view.text()).isEqualTo("1 two");
    Segments words = view.segments(Segmentations.WHITESPACE);
    assertThat(words.string(0)).isEqualTo("1");
    assertThat(view.extractedStart(words.start(1))).isEqualTo(4);
    assertThat(view.extractedEnd(words.end(1))).isEqualTo(7);
    view.reset(RandomTexts.document("x"));
    assertThat(view.segments(Segmentations.WHITESPACE).count()).isEqualTo(1);
    assertThat(view.segments(Segmentations.WHITESPACE).string(0)).isEqualTo("x");
  }

  @Test
  void hasNoDocumentBeforeTheFirst() {
    assertThatThrownBy(() -> new DocumentView().document())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void countsCodePointsBeforeEveryOffset() {
    long seed = 3;
    Random random = new Random(seed);
    DocumentView view = new DocumentView();
    for (int round = 0; round < 200; round++) {
      String text = RandomTexts.text(random, 300);
      view.reset(RandomTexts.document(text));
      for (int i = 0; i <= text.length(); i++) {
        int offset = random.nextBoolean() ? i : random.nextInt(text.length() + 1);
        boolean cut =
            offset > 0 && offset < text.length() && Character.isLowSurrogate(text.charAt(offset));
        int whole = text.codePointCount(0, offset);
        assertThat(view.extractedStart(offset))
            .as("seed %d %d", seed, offset)
            .isEqualTo(cut ? whole - 1 : whole);
        assertThat(view.extractedEnd(offset)).isEqualTo(whole);
      }
    }
  }

  @Test
  void refusesOffsetsOutsideTheText() {
    DocumentView view = new DocumentView();
    view.reset(RandomTexts.document("abc"));
    assertThat(view.extractedEnd(3)).isEqualTo(3);
    assertThatThrownBy(() -> view.extractedEnd(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> view.extractedStart(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
