package io.quipu.pipelines.wall;

import io.quipu.core.document.Key128;
import io.quipu.pipelines.driver.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts, inputs and a recipe with every stage. */
public final class Prose {

  private static final String[] WORDS =
      ("river stone market winter garden letter window music teacher harbour candle bridge forest"
              + " engine silver mountain story painter bread island")
          .split(" ");

  /** Every stage but evaluate; {@code %s} is what minhash has more, {@code %d} the least words. */
  static final String RECIPE =
      """
      name: wall
      seed: 7
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: ["in/a/*.jsonl"], trust: 0}
        b: {kind: jsonl, inputs: ["in/b/*.jsonl"], trust: 3}
      stages:
        - annotate: {steps: [gopher_dolma_words, pii_disclosure]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: %d, reason: too_few_words}]}
        - sites: {min_pages: 3, max_disclosure: 0.2}
        - dedup: {exact: {}}
        - dedup: {minhash: {preset: datatrove, threshold: 0.7%s}}
        - dedup: {paragraph: {min_characters: 20}}
        - annotate: {name: mask, steps: [pii_mask]}
      mixture: {trust: {0: 0.5, 3: 2.5}}
      shards: {formats: [megatron, {numbers: {separator: ;}}], tokens: 2K}
      """;

  private Prose() {}

  static String recipe(int leastWords) {
    return String.format(Locale.ROOT, RECIPE, leastWords, "");
  }

  /** Words in lines of twelve; equal seeds give equal words. */
  static String words(int seed, int count) {
    StringBuilder text = new StringBuilder();
    long state = seed * 7919L + 13;
    for (int i = 0; i < count; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      text.append(WORDS[(int) ((state >>> 33) % WORDS.length)]).append(i % 12 == 11 ? ".\n" : " ");
    }
    return text.toString().strip();
  }

  /** Names of inputs in sorted order, each of which ends its pack: the input is a task. */
  public static List<String> packNames(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; names.size() < count; i++) {
      String name = String.format(Locale.ROOT, "%05d.jsonl", i);
      if ((Key128.ofStrings(name).low() & 63) == 0) {
        names.add(name);
      }
    }
    return names;
  }

  static TestRun inputs(TestRun run) throws Exception {
    return inputs(run, 3);
  }

  /**
   * Two sources in some tasks each, with something for every stage of {@link #RECIPE} to do: short
   * texts, a site of personal data, copies, near-copies, repeated paragraphs, an address.
   */
  static TestRun inputs(TestRun run, int tasks) throws Exception {
    List<String> names = packNames(tasks);
    for (int f = 0; f < names.size(); f++) {
      List<String> a = new ArrayList<>();
      List<String> b = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        a.add(TestRun.json("a" + f + "-" + i, words(100 * f + i, 80)));
        b.add(TestRun.json("b" + f + "-" + i, words(1000 + 100 * f + i, 80)));
      }
      a.add(TestRun.json("near" + f, words(1003, 80).replaceFirst("garden", "orchard" + f)));
      a.add(TestRun.json("copy" + f, words(1104, 80)));
      a.add(TestRun.json("short" + f, words(3000 + f, 10)));
      a.add(TestRun.json("same-id", words(4000 + f, 50)));
      a.add(TestRun.json("mail" + f, words(77 + f, 60) + "\nwrite to some" + f + "@example.org"));
      a.add(
          TestRun.json("p" + f, words(500 + f, 40) + "\nCall Jane Miller at (212) 555-0134 now")
              .replace("}", ",\"url\":\"https://www.people-search.com/p" + f + "\"}"));
      a.add("{broken");
      b.add(TestRun.json("foot" + f, words(5000 + f, 50) + "\nAll rights reserved by the island"));
      run.input("in/a/" + names.get(f), a.toArray(String[]::new));
      run.input("in/b/" + names.get(f), b.toArray(String[]::new));
    }
    return run;
  }

  static TestRun inputs(Path folder) throws Exception {
    return inputs(new TestRun(folder));
  }
}
