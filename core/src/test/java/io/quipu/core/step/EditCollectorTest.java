package io.quipu.core.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Document;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.RandomTexts;
import io.quipu.core.text.TextEdits;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EditCollectorTest {

  private final DocumentView view = new DocumentView();
  private final EditCollector collector = new EditCollector();

  @Test
  void tellsTheEditsOfARevisionOverTheExtractedText() {
    Document document = RandomTexts.document("😀 call 555-1234 now");
    view.reset(document);
    collector.replace(8, 16, "<PHONE>", "phone");
    TextEdits first = collector.toEdits(view);
    assertThat(first.edits()).containsExactly(new TextEdits.Edit(7, 15, "<PHONE>", "phone"));

    view.reset(document, first);
    assertThat(view.text()).isEqualTo("😀 call <PHONE> now");
    collector.clear();
    collector.replace(0, 2, "", "emoji");
    collector.replace(15, 19, ".", "tail");
    TextEdits second = collector.toEdits(view);
    assertThat(second.edits())
        .containsExactly(
            new TextEdits.Edit(0, 1, "", "emoji"), new TextEdits.Edit(15, 19, ".", "tail"));
    view.reset(document, first.then(second));
    assertThat(view.text()).isEqualTo(" call <PHONE>.");
  }

  @Test
  void refusesWhatBreaksTheContractOfAModifier() {
    view.reset(RandomTexts.document("abcdef"));
    collector.replace(2, 4, "", "r");
    String contract = "sorted, disjoint, non-empty ranges";
    assertThatThrownBy(() -> collector.replace(3, 5, "", "r")).hasMessageContaining(contract);
    assertThatThrownBy(() -> collector.replace(5, 5, "", "r")).hasMessageContaining(contract);
    assertThatThrownBy(() -> collector.replace(-1, 5, "", "r"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(contract);
    collector.replace(4, 7, "", "r");
    assertThatThrownBy(() -> collector.toEdits(view))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("text of 6");
    collector.clear();
    collector.replace(0, 1, "\udc00", "r");
    assertThatThrownBy(() -> collector.toEdits(view))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("valid Unicode");
  }

  @Test
  void widensToWholeCodePointsAndMergesWhatMeetsWithinOne() {
    view.reset(RandomTexts.document("a😀b"));
    collector.replace(2, 4, "x", "r");
    assertThat(collector.toEdits(view).apply("a😀b")).isEqualTo("ax");
    collector.clear();
    collector.replace(0, 2, "x", "first");
    collector.replace(2, 3, "y", "second");
    collector.replace(3, 4, "z", "third");
    assertThat(collector.toEdits(view).edits())
        .containsExactly(
            new TextEdits.Edit(0, 2, "xy", "first"), new TextEdits.Edit(2, 3, "z", "third"));
  }

  @Test
  void equalsReplacingInEachRevision() {
    long seed = 42;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Document document = RandomTexts.document(RandomTexts.text(random, 60));
      TextEdits all = TextEdits.NONE;
      for (int stage = 0; stage < 4; stage++) {
        view.reset(document, all);
        collector.clear();
        String text = view.text();
        StringBuilder expected = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
          int start =
              text.offsetByCodePoints(
                  at, Math.min(random.nextInt(6), text.codePointCount(at, text.length())));
          int end =
              text.offsetByCodePoints(
                  start, Math.min(random.nextInt(4), text.codePointCount(start, text.length())));
          expected.append(text, at, start);
          if (end > start) {
            String replacement = RandomTexts.text(random, 4);
            collector.replace(start, end, replacement, "r");
            expected.append(replacement);
          }
          at = end;
        }
        all = all.then(collector.toEdits(view));
        assertThat(all.apply(document.text()))
            .as("seed %d round %d stage %d", seed, round, stage)
            .isEqualTo(expected.toString());
      }
    }
  }
}
