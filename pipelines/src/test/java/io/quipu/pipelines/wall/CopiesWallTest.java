package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies in great number, and documents of great length. */
@Timeout(300)
class CopiesWallTest {

  private static final String RECIPE =
      """
      name: copies
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
      stages:
        - dedup: {%s}
      mixture: {epochs: {a: %s}, max_epochs: 9}
      shards: {tokens: 1M}
      """;

  private static final String MINHASH = "minhash: {threshold: 0.8}";

  @TempDir Path folder;

  @Test
  void ofOneIdTwiceTheFirstByOriginStaysAndWhyIsSaid() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input("in/a/2.jsonl", TestRun.json("x", "the second"), TestRun.json("y", "alone"))
            .input("in/a/1.jsonl", TestRun.json("w", "before"), TestRun.json("x", "the first"))
            .input("in/a/3.jsonl", TestRun.json("x", "the third"));
    run.run(recipe("exact: {}"), "");
    assertThat(run.tokenTexts().values()).containsExactlyInAnyOrder("before", "the first", "alone");
    assertThat(run.rows(Dataset.decisions("identity"), "outcome", "reason", "signal", "limit"))
        .containsExactly(
            "0 - - -",
            "0 - - -",
            "3 same_id id first at 1.jsonl@27",
            "0 - - -",
            "3 same_id id first at 1.jsonl@27");
    assertThat(run.manifest(Dataset.decisions("identity")).account("a", "documents"))
        .isEqualTo(new Counts("documents", 5, 3, new TreeMap<>(Map.of("same_id", 2L)), none()));
  }

  @Test
  void fiftyThousandCopiesOfOnePageAreOneDocumentByTheirText() throws Exception {
    fiftyThousandCopies("exact: {}", "dedup_exact");
  }

  @Test
  void fiftyThousandCopiesOfOnePageAreOneDocumentByTheirShingles() throws Exception {
    fiftyThousandCopies(MINHASH, "dedup_minhash");
  }

  private void fiftyThousandCopies(String method, String stage) throws Exception {
    String page = Prose.words(1, 40);
    for (int f = 0; f < 2; f++) {
      String[] lines = new String[25_000];
      for (int i = 0; i < lines.length; i++) {
        lines[i] = TestRun.json(f + "-" + i, page);
      }
      new TestRun(folder).input("in/a/" + Prose.packNames(2).get(f), lines);
    }
    TestRun run = new TestRun(folder).input("in/a/z.jsonl", TestRun.json("z", Prose.words(2, 40)));
    run.run(recipe(method), "");
    Counts counts = run.manifest(Dataset.decisions(stage)).account("a", "documents");
    assertThat(counts)
        .isEqualTo(
            new Counts(
                "documents", 50_001, 2, new TreeMap<>(Map.of("duplicate", 49_999L)), none()));
    List<String> decided =
        run.rows(
            Dataset.decisions(stage), "outcome", "duplicate_of_key", "similarity", "cluster_size");
    assertThat(decided.stream().filter(row -> row.startsWith("3")).distinct().toList())
        .as("all follow one")
        .hasSize(1)
        .allMatch(row -> row.endsWith(" 1.0 50000"));
  }

  @Test
  void aParagraphOfThirtyThousandPagesStaysWithTheBestOfThem() throws Exception {
    String notice = "All rights are reserved by the harbour company and its heirs";
    TestRun run = new TestRun(folder);
    SortedMap<String, String> expected = new TreeMap<>();
    List<String> names = Prose.packNames(3);
    for (int f = 0; f < names.size(); f++) {
      String[] lines = new String[10_000];
      for (int i = 0; i < lines.length; i++) {
        String own = Prose.words(10_000 * f + i, 10);
        if (f == 1 && i == 7_777) {
          own += ", said at greater length than any other page has to say it and so the best";
          expected.put("a/1-7777", notice + "\n" + own);
        }
        expected.putIfAbsent("a/" + f + "-" + i, own);
        lines[i] = TestRun.json(f + "-" + i, notice + "\n" + own);
      }
      run.input("in/a/" + names.get(f), lines);
    }
    Map<String, Integer> groups = new HashMap<>();
    run.run(
        recipe("paragraph: {}"),
        "tokenize",
        Runners.showing(
            (exchange, key, value) ->
                groups.merge(exchange + " " + HexFormat.of().formatHex(key), 1, Integer::sum)));
    assertThat(run.tokenTexts()).isEqualTo(expected);
    assertThat(run.manifest(Dataset.edits("dedup_paragraph")).account("a", "paragraphs"))
        .isEqualTo(
            new Counts(
                "paragraphs",
                60_000,
                30_001,
                new TreeMap<>(Map.of("duplicate_paragraph", 29_999L)),
                none()));
    groups.keySet().removeIf(group -> !group.startsWith("dedup_paragraph#1 "));
    assertThat(groups).hasSizeGreaterThan(30_000);
    assertThat(Collections.max(groups.values())).as("a part sends its best page only").isEqualTo(3);
  }

  @Test
  void aDocumentOfTwelveMegabytesArrivesWholeInEveryEpoch() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 12_000_000; i++) {
      text.append(Prose.words(i, 1000)).append('\n');
    }
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("before", "a short one"),
                TestRun.json("long", text.toString()),
                TestRun.json("behind", "another short one"));
    run.run(recipe("exact: {}").replace("a: 1}", "a: 2}"), "");
    Released released = Released.of(run);
    assertThat(released.copies()).hasSize(6);
    int[] expected = run.encoder().encode(text);
    assertThat(4L * expected.length).as("bytes of tokens").isGreaterThan(7 << 20);
    List<Released.Copy> copies = released.copies("a/long");
    assertThat(copies).extracting(Released.Copy::epoch).containsExactlyInAnyOrder(0, 1);
    for (Released.Copy copy : copies) {
      int[] tokens = released.tokens(copy);
      assertThat(tokens).hasSize(expected.length + 1).startsWith(expected);
      assertThat(tokens[expected.length]).isEqualTo(run.encoder().endOfDocument());
    }
  }

  @Test
  void documentsOfManyShinglesAreCompared() throws Exception {
    String text = Prose.words(1, 9000);
    List<String> words = new ArrayList<>(List.of(text.split(" ")));
    for (int i = 0; i < words.size(); i += 300) {
      words.set(i, "changed" + i);
    }
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", text),
                TestRun.json("2", String.join(" ", words)),
                TestRun.json("3", Prose.words(2, 9000)));
    run.run(recipe(MINHASH), "");
    List<String> rows =
        run.rows(Dataset.decisions("dedup_minhash"), "outcome", "reason", "similarity");
    assertThat(rows).filteredOn(row -> row.startsWith("3 duplicate 0.9")).hasSize(1);
    assertThat(rows.get(2)).isEqualTo("0 - -");
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(50_000);
  }

  /** A band key that 250 documents of 2,600 shingles share, in every one of the bands. */
  @Test
  void aStarOfLongNearCopiesStaysWithinTheBoundsOfAGroup() throws Exception {
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", nearCopies(250));
    run.run(recipe(MINHASH), "");
    assertThat(dropped(run)).isEqualTo(249);
    for (String method :
        List.of("minhash: {threshold: 0.8, decide: rounds}", "minhash: {mode: components}")) {
      run.run(recipe(method), "");
      assertThat(dropped(run)).as(method).isEqualTo(249);
    }
  }

  @Test
  void whatTheCentreOfAStarRejectsIsStarredAgain() throws Exception {
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", nearCopies(120));
    run.run(recipe("minhash: {threshold: 0.999}"), "");
    // of two that are equal but for a word at the end, found if one of them becomes a centre
    assertThat(dropped(run)).isBetween(4L, 60L);
    List<String> twins = run.rows(Dataset.decisions("dedup_minhash"), "duplicate_of_key");
    for (int i = 0; i < twins.size(); i++) {
      if (!twins.get(i).equals("-")) {
        assertThat(Integer.parseInt(twins.get(i))).isIn(i - 1, i + 1);
      }
    }
  }

  private static long dropped(TestRun run) throws Exception {
    return run.manifest(Dataset.decisions("dedup_minhash"))
        .account("a", "documents")
        .dropped()
        .getOrDefault("duplicate", 0L);
  }

  /** Each differs in a word of its own from the others, from its neighbour only in a last word. */
  private static String[] nearCopies(int count) {
    List<String> words = List.of(Prose.words(1, 2600).split(" "));
    String[] lines = new String[count];
    for (int i = 0; i < count; i++) {
      List<String> own = new ArrayList<>(words);
      own.set(10 + 10 * (i / 2), "changed" + i / 2);
      lines[i] = TestRun.json("" + i, String.join(" ", own) + (i % 2 == 0 ? "" : " more"));
    }
    return lines;
  }

  /** Neighbours in a chain are near-copies, 0.93; the next but one are not, 0.87. */
  @Test
  void chainsOfNearCopiesAreDecidedInRoundsAsByTheSweep() throws Exception {
    TestRun run = new TestRun(folder);
    Set<String> kept = chains(run);
    String minhash = "minhash: {threshold: 0.9%s}";
    run.run(recipe(String.format(minhash, "")), "tokenize");
    assertThat(run.tokenTexts().keySet()).isEqualTo(kept);
    assertThat(run.tasksByJob().keySet())
        .filteredOn(job -> job.startsWith("dedup_minhash: decide"))
        .containsExactly("dedup_minhash: decide");
    List<String> sweep = digests(run);
    run.run(recipe(String.format(minhash, ", decide: rounds")), "tokenize");
    assertThat(digests(run)).isEqualTo(sweep);
    assertThat(run.tasksByJob().keySet())
        .filteredOn(job -> job.startsWith("dedup_minhash: decide "))
        .as("the second of a chain is decided in round 1, the eighth in round 7")
        .hasSize(7);
    assertThat(run.madeByFolder()).doesNotContainKey("signatures/dedup_minhash/a");
  }

  private static List<String> digests(TestRun run) throws Exception {
    return run.manifest(Dataset.decisions("dedup_minhash")).parts().stream()
        .map(PartEntry::rowDigest)
        .toList();
  }

  /**
   * 40 chains of 2 to 8, in three tasks. Along every other one texts become shorter, so rank falls
   * with each link; the others are shorter and longer by turns that differ.
   *
   * @return the documents that stay: those that no better neighbour which stays is a copy of
   */
  private static Set<String> chains(TestRun run) throws Exception {
    List<List<String>> tasks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Set<String> kept = new TreeSet<>();
    for (int c = 0; c < 40; c++) {
      String[] words = Prose.words(c, 340).split(" ");
      List<String> texts = new ArrayList<>();
      for (int k = 0; k < 2 + c % 7; k++) {
        boolean longer = c % 2 == 1 && Long.bitCount(c * 31L + k) % 2 == 1;
        for (int w = 0; k > 0 && w < 8; w++) {
          String letters = "" + (char) ('a' + k) + (char) ('a' + w) + (char) ('a' + c % 26);
          words[40 * k + w] = letters + (longer ? "qqqqqqqqq" : "q");
        }
        texts.add(String.join(" ", words));
        tasks.get((c + k) % 3).add(TestRun.json(c + "-" + k, texts.get(k)));
      }
      List<Integer> byRank = new ArrayList<>();
      for (int k = 0; k < texts.size(); k++) {
        byRank.add(k);
      }
      byRank.sort(Comparator.comparing(k -> -texts.get(k).length()));
      Set<Integer> stay = new HashSet<>();
      for (int k : byRank) {
        if (!stay.contains(k - 1) && !stay.contains(k + 1)) {
          stay.add(k);
          kept.add("a/" + c + "-" + k);
        }
      }
    }
    List<String> names = Prose.packNames(3);
    for (int f = 0; f < 3; f++) {
      run.input("in/a/" + names.get(f), tasks.get(f).toArray(String[]::new));
    }
    return kept;
  }

  @Test
  void ofTwoCutsThatAreEquallyNearTheSmallerIsTaken() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input(
                "in/a/1.jsonl",
                TestRun.json("1", "one two four"),
                TestRun.json("2", "two four one"),
                TestRun.json("3", "four one two"));
    run.run(String.format(RECIPE, "exact: {}", "0.5"), ""); // 6 of 12 tokens: 4 or 8
    List<Released.Copy> copies = Released.of(run).copies();
    assertThat(copies).hasSize(1);
    assertThat(copies.get(0).end() - copies.get(0).start()).isEqualTo(4);
  }

  @Test
  void aFractionIsExactToHalfADocument() throws Exception {
    String[] lines = new String[60];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = TestRun.json("" + i, Prose.words(i, 5 + i * i % 97));
    }
    TestRun run = new TestRun(folder).input("in/a/1.jsonl", lines);
    for (double epochs : new double[] {0.03, 1.37, 2.71, 3}) {
      run.run(String.format(RECIPE, "exact: {}", epochs), "");
      long longest = 0;
      long realised = 0;
      Set<String> seen = new HashSet<>();
      for (Released.Copy copy : Released.of(run).copies()) {
        realised += copy.end() - copy.start();
        longest = Math.max(longest, copy.end() - copy.start());
        seen.add(copy.id());
      }
      long ends = lines.length;
      long unique = run.manifest(Dataset.TOKENS).account("a", "tokens").kept() + ends;
      assertThat(Math.abs(realised - epochs * unique))
          .as(epochs + " epochs of " + unique + " tokens")
          .isLessThanOrEqualTo(longest / 2.0 + 1);
      if (epochs >= 1) {
        assertThat(seen).hasSize(lines.length);
      }
    }
  }

  private static String recipe(String method) {
    return String.format(RECIPE, method, "1");
  }

  private static TreeMap<String, Long> none() {
    return new TreeMap<>();
  }
}
