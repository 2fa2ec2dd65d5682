package io.quipu.pipelines.stage.narrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Narrow stages on the documents of a part: signals, edits, rules at their limits, tokens. */
class NarrowPassTest {

  private static final String RECIPE =
      """
      name: narrow
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl]}
      stages:
        - annotate: {name: mask, steps: [pii_mask]}
        - annotate: {name: words, steps: [gopher_dolma_words]}
        - filter:
            name: short
            rules:
              - {signal: gopher_dolma_word_count, min: 2, max: 4, reason: word_count}
              - {signal: length, max: 30, reason: long_text}
        - filter: {name: later, rules: [{signal: length, min: 5, reason: short_text}]}
      """;
  private static final Dataset SHORT = Dataset.decisions("short");

  @TempDir private Path folder;

  @Test
  void aValueAtALimitPassesAndOneBeyondItIsDroppedWithAllBrokenRules() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    stage.documents(
        "a/p0",
        "one",
        "one two",
        "one two three four",
        "one two three four five",
        "a text with many words, more than thirty characters",
        "",
        "thirty characters, no more now");
    stage.run("mask", "words", "short");
    assertThat(stage.rows(SHORT, "outcome", "reason", "observed", "failing"))
        .containsExactly(
            "a/p0 0: 3 word_count 1 [word_count,gopher_dolma_word_count,1,>= 2]",
            "a/p0 1: 0 - - -",
            "a/p0 2: 0 - - -",
            "a/p0 3: 3 word_count 5 [word_count,gopher_dolma_word_count,5,<= 4]",
            "a/p0 4: 3 word_count 9 [word_count,gopher_dolma_word_count,9,<= 4,long_text,length,51,"
                + "<= 30]",
            "a/p0 5: 3 word_count 0 [word_count,gopher_dolma_word_count,0,>= 2]",
            "a/p0 6: 3 word_count 5 [word_count,gopher_dolma_word_count,5,<= 4]");
  }

  @Test
  void aDocumentThatIsGoneStaysGoneAndIsNotMeasured() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    stage.documents("a/p0", "one", "a b", "three words here");
    stage.run("mask", "words", "short", "later");
    assertThat(stage.rows(Dataset.decisions("later"), "outcome", "reason"))
        .containsExactly("a/p0 0: 1 -", "a/p0 1: 3 short_text", "a/p0 2: 0 -");
    stage.run("identity", "tokenize");
    assertThat(stage.rows(Dataset.TOKENS, "outcome", "key", "count"))
        .containsExactly("a/p0 0: 1 - -", "a/p0 1: 1 - -", "a/p0 2: 0 p0-2 3");
  }

  @Test
  void laterStagesSeeTheEditedTextAndEditsHaveOffsetsOfTheExtractedOne() throws Exception {
    StageOnRows stage = new StageOnRows(folder, RECIPE);
    stage.documents("a/p0", "mail a.b@example.org now", "\uD83D\uDE00 c.d@example.org");
    stage.run("mask", "words", "short", "later", "identity", "tokenize");
    assertThat(stage.rows(new Dataset("edits", "mask"), "start", "end", "replacement"))
        .containsExactly("a/p0 0: [5] [20] [[EMAIL]]", "a/p0 1: [2] [17] [[EMAIL]]");
    assertThat(stage.rows(Dataset.signals("words"), "gopher_dolma_median_word_length"))
        .containsExactly("a/p0 0: 4.0", "a/p0 1: 4.0");
  }
}
