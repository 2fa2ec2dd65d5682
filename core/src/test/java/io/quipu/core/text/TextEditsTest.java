package io.quipu.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.TextEdits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextEditsTest {

  private static TextEdits edits(Edit... edits) {
    return TextEdits.of(List.of(edits));
  }

  private static Edit edit(int start, int end, String replacement) {
    return new Edit(start, end, replacement, "r");
  }

  @Test
  void countsOffsetsInCodePoints() {
    assertThat(edits(edit(1, 2, "x"), edit(3, 4, "")).apply("😀😀b😀c")).isEqualTo("😀xbc");
  }

  @Test
  void refusesUnsortedOverlappingAndEmptyEdits() {
    assertThatThrownBy(() -> edits(edit(2, 4, ""), edit(3, 5, "")))
        .hasMessageContaining("sorted and disjoint");
    assertThatThrownBy(() -> edits(edit(4, 5, ""), edit(1, 2, "")))
        .hasMessageContaining("sorted and disjoint");
    assertThatThrownBy(() -> edit(2, 2, "x")).hasMessageContaining("start < end");
    assertThatThrownBy(() -> edit(-1, 2, "x")).hasMessageContaining("0 <= start");
    assertThatThrownBy(() -> edit(0, 1, "\ud83d")).hasMessageContaining("lone surrogate");
    assertThat(edits(edit(2, 4, ""), edit(4, 5, "")).edits()).hasSize(2);
  }

  @Test
  void refusesEditsBehindTheText() {
    assertThat(edits(edit(1, 2, "")).apply("ab")).isEqualTo("a");
    assertThatThrownBy(() -> edits(edit(1, 3, "")).apply("ab"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> edits(edit(7, 8, "")).apply("ab"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mapsAStartBehindADeletionAndAnEndBeforeIt() {
    TextEdits deleted = edits(edit(2, 4, "")); // abcdef -> abef
    assertThat(deleted.extractedStart(2)).isEqualTo(4);
    assertThat(deleted.extractedEnd(2)).isEqualTo(2);
    assertThat(deleted.extractedStart(1)).isEqualTo(1);
    assertThat(deleted.extractedEnd(3)).isEqualTo(5);
    TextEdits atBothEnds = edits(edit(0, 1, ""), edit(5, 6, ""));
    assertThat(atBothEnds.extractedStart(0)).isEqualTo(1);
    assertThat(atBothEnds.extractedEnd(4)).isEqualTo(5);
  }

  @Test
  void mapsBothSidesOfACutReplacementToItsBorders() {
    TextEdits masked = edits(edit(2, 4, "<MASK>")); // ab<MASK>ef
    assertThat(masked.extractedStart(2)).isEqualTo(2);
    assertThat(masked.extractedStart(5)).isEqualTo(2);
    assertThat(masked.extractedEnd(5)).isEqualTo(4);
    assertThat(masked.extractedEnd(8)).isEqualTo(4);
    assertThat(masked.extractedStart(8)).isEqualTo(4);
    assertThat(masked.extractedEnd(2)).isEqualTo(2);
  }

  @Test
  void widensAnEditThatCutsAReplacementAndKeepsTheRemainder() {
    TextEdits masked = edits(edit(2, 4, "<MASK>"));
    assertThat(masked.toExtracted(edits(edit(5, 9, "!"))).edits())
        .containsExactly(edit(2, 5, "<MA!"));
    assertThat(masked.toExtracted(edits(edit(1, 3, ""))).edits())
        .containsExactly(edit(1, 4, "MASK>"));
    assertThat(masked.toExtracted(edits(edit(3, 7, ""))).edits()).containsExactly(edit(2, 4, "<>"));
    assertThat(masked.toExtracted(edits(edit(2, 8, "x"))).edits()).containsExactly(edit(2, 4, "x"));
  }

  @Test
  void mergesEditsThatMeetInOneReplacementWithTheReasonOfTheFirst() {
    TextEdits masked = edits(edit(2, 4, "<MASK>"));
    TextEdits later =
        edits(
            new Edit(3, 4, "m", "first"),
            new Edit(5, 6, "s", "second"),
            new Edit(8, 9, "E", "third"));
    assertThat(masked.toExtracted(later).edits())
        .containsExactly(new Edit(2, 4, "<mAsK>", "first"), new Edit(4, 5, "E", "third"));
  }

  @Test
  void mergesAChainAcrossTwoReplacements() {
    TextEdits two = edits(edit(0, 2, "AB"), edit(3, 5, "CD")); // 01 2 34 -> AB2CD
    assertThat(two.toExtracted(edits(edit(0, 1, "x"), edit(1, 4, "y"), edit(4, 5, "z"))).edits())
        .containsExactly(edit(0, 5, "xyz"));
  }

  @Test
  void keepsEditsThatOnlyTouchApart() {
    TextEdits first = edits(new Edit(0, 2, "", "a"));
    TextEdits second = edits(new Edit(2, 3, "", "b"));
    assertThat(first.then(second).edits())
        .containsExactly(new Edit(0, 2, "", "a"), new Edit(2, 3, "", "b"));
  }

  @Test
  void supersedesEarlierEditsInsideALaterOne() {
    TextEdits earlier = edits(edit(0, 1, "x"), edit(2, 3, "y"), edit(4, 5, "z"));
    assertThat(earlier.then(edits(edit(1, 4, "!"))).edits())
        .containsExactly(edit(0, 1, "x"), edit(1, 4, "!"), edit(4, 5, "z"));
    assertThatThrownBy(() -> edits(edit(1, 4, "")).then(edits(edit(2, 3, ""))))
        .hasMessageContaining("cuts");
  }

  @Test
  void equalsStageAfterStageWhenAllRowsAreAppliedAtOnce() {
    long seed = 20230417;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      String extracted = RandomTexts.text(random, 40);
      String revision = extracted;
      TextEdits all = TextEdits.NONE;
      List<TextEdits> rows = new ArrayList<>();
      for (int stage = 0; stage < 5; stage++) {
        TextEdits ofRevision = random(random, revision.codePointCount(0, revision.length()));
        String next = ofRevision.apply(revision);
        TextEdits row = all.toExtracted(ofRevision);
        all = all.then(row);
        rows.add(row);
        assertThat(all.apply(extracted))
            .as("seed %d round %d stage %d: %s", seed, round, stage, rows)
            .isEqualTo(next);
        revision = next;
      }
    }
  }

  @Test
  void mapsEveryRangeToOneThatHoldsItsUnchangedCharacters() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int n = 1 + random.nextInt(30);
      TextEdits edits = random(random, n);
      int[] extractedOf =
          new int[10 * n]; // code point of the revision -> of the extracted, -1 replaced
      int length = 0;
      int at = 0;
      for (Edit edit : edits.edits()) {
        while (at < edit.start()) {
          extractedOf[length++] = at++;
        }
        for (int i = 0;
            i < edit.replacement().codePointCount(0, edit.replacement().length());
            i++) {
          extractedOf[length++] = -1;
        }
        at = edit.end();
      }
      while (at < n) {
        extractedOf[length++] = at++;
      }
      for (int start = 0; start < length; start++) {
        for (int end = start + 1; end <= length; end++) {
          int from = edits.extractedStart(start);
          int to = edits.extractedEnd(end);
          assertThat(from).as("seed %d round %d %s", seed, round, edits).isLessThan(to);
          if (extractedOf[start] >= 0) {
            assertThat(from).isEqualTo(extractedOf[start]);
          }
          if (extractedOf[end - 1] >= 0) {
            assertThat(to).isEqualTo(extractedOf[end - 1] + 1);
          }
        }
      }
    }
  }

  static TextEdits random(Random random, int codePoints) {
    List<Edit> edits = new ArrayList<>();
    int at = 0;
    while (true) {
      int start = at + random.nextInt(4);
      int end = start + 1 + random.nextInt(4);
      if (end > codePoints) {
        return TextEdits.of(edits);
      }
      String replacement = random.nextInt(3) == 0 ? "" : RandomTexts.text(random, 5);
      edits.add(new Edit(start, end, replacement, "r" + edits.size()));
      at = end;
    }
  }
}
