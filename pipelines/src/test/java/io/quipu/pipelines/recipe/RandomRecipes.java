package io.quipu.pipelines.recipe;

import io.quipu.core.step.IfUndefined;
import io.quipu.core.step.Limits;
import io.quipu.filters.rule.RuleEntry;
import io.quipu.filters.site.SitePolicy;
import io.quipu.pipelines.recipe.bind.Yaml;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.stage.dedup.exact.ExactSpec;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.minhash.MinHashSpec;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphSpec;
import io.quipu.pipelines.stage.sites.SitesStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Recipes that the small catalogue can run, with the nastiest words that a recipe may hold. */
final class RandomRecipes {

  private static final List<String> WORDS =
      List.of(
          "no",
          "null",
          "~",
          "true",
          "1.0",
          "010",
          "a b",
          "a: b",
          "# c",
          "- d",
          "\"q\"",
          "'s'",
          "\\",
          "tab\tnl\nend",
          "ünï",
          "日本",
          "\ud83d\ude00",
          "{x}",
          "[y]",
          "&a",
          "*b",
          "!t",
          "%d",
          "@",
          "`",
          "a".repeat(2000),
          ">",
          "|",
          "?",
          "*.gz",
          "a\u00a0b",
          "a\u2028b",
          "a\u0085b",
          "\ufeffa");

  private final Random random;

  RandomRecipes(long seed) {
    random = new Random(seed);
  }

  Recipe next() {
    SortedMap<String, SourceSpec> sources = new TreeMap<>();
    sources.put("web", source());
    sources.put("no", source());
    return new Recipe(
        "r" + random.nextInt(9),
        random.nextLong(),
        pick(
            new TokenizerSpec.Named("gpt2"),
            new TokenizerSpec.InFile(word()),
            new TokenizerSpec.InModel(word())),
        List.of(),
        sources,
        stages(),
        mixture(),
        new ShardsSpec(
            pick(
                List.of(Fixtures.MEGATRON),
                List.of(new FormatUse("pages", 2, pages()), Fixtures.MEGATRON)),
            1 + random.nextInt(1 << 30)),
        maybe(
            () ->
                new EvaluateSpec(
                    word(),
                    1 + random.nextInt(9),
                    new TreeMap<>(Map.of("nll", new GateSpec(null, number()))))),
        maybe(this::word),
        maybe(() -> new PublishSpec(word())));
  }

  private Fixtures.PageOptions pages() {
    return new Fixtures.PageOptions(1 + random.nextInt(9), random.nextBoolean());
  }

  private SourceSpec source() {
    Fixtures.LineOptions options =
        new Fixtures.LineOptions(
            word(),
            1 + random.nextInt(9),
            random.nextBoolean(),
            words(),
            pick(Fixtures.Colour.values()));
    return new SourceSpec("jsonl", words(), random.nextInt(4), random.nextInt(4), options);
  }

  private List<StageSpec> stages() {
    List<StageSpec> stages = new ArrayList<>();
    stages.add(
        new AnnotateStage(
            "first",
            List.of(),
            List.of(
                Fixtures.use("words"),
                Fixtures.use("language"),
                Fixtures.use("disclosure"),
                new StepUse(Fixtures.use("shout").definition(), shout(), null),
                new StepUse(Fixtures.use("shout").definition(), shout(), "loud"),
                new StepUse(
                    Fixtures.use("model").definition(),
                    new Fixtures.ModelConfig("f" + word(), List.of("a", "b")),
                    pick(null, "wiki")))));
    for (int i = random.nextInt(5); i > 0; i--) {
      stages.add(stage("stage_" + i));
    }
    return stages;
  }

  private StageSpec stage(String name) {
    List<String> scope = pick(List.of(), List.of("web"), List.of("no", "web"));
    return switch (random.nextInt(3)) {
      case 0 ->
          new FilterStage(
              name,
              scope,
              List.of(
                  new RuleUse.OfSet(
                      "basic",
                      3,
                      pick(List.<String>of(), List.of("unsure")),
                      Fixtures.STEPS.ruleSets().get(0).rules()),
                  new RuleUse.Inline(
                      new RuleEntry(
                          "word_count",
                          -number(),
                          number(),
                          "language",
                          Map.of(key(), new Limits(null, number())),
                          pick(null, IfUndefined.DROP, IfUndefined.KEEP),
                          null,
                          pick(null, "odd"))),
                  new RuleUse.Inline(
                      new RuleEntry("language", null, null, null, null, null, words(), null))));
      case 1 ->
          new SitesStage(
              name,
              scope,
              1 + random.nextInt(9),
              random.nextDouble(),
              Math.max(Double.MIN_VALUE, Math.min(SitePolicy.MOST_K, number())),
              words(),
              words());
      default ->
          new DedupStage(
              name,
              scope,
              pick(
                  new ExactSpec(),
                  new ParagraphSpec(1 + random.nextInt(9)),
                  new MinHashSpec(
                      "datatrove",
                      1 - random.nextDouble(),
                      pick(MinHashSpec.Mode.values()),
                      pick(MinHashSpec.Decide.values()))),
              pick(
                  List.of(),
                  List.of(SurvivorKey.Plain.NEWEST, new SurvivorKey.BySignal("shouts"))));
    };
  }

  private Fixtures.ShoutConfig shout() {
    return new Fixtures.ShoutConfig(
        1 + random.nextInt(Integer.MAX_VALUE - 1),
        random.nextLong(),
        number(),
        random.nextBoolean(),
        pick(Fixtures.Colour.values()),
        words(),
        new TreeMap<>(Map.of(key(), number())),
        new TreeMap<>(Map.of(pick(Fixtures.Colour.values()), random.nextInt())),
        new Fixtures.Inner(random.nextInt(), word()));
  }

  private MixtureSpec mixture() {
    double p = random.nextDouble();
    SortedMap<Integer, Double> trust = new TreeMap<>();
    for (int level = 0; level < 4; level++) {
      trust.put(level, random.nextDouble());
    }
    SortedMap<String, Double> none = new TreeMap<>();
    return pick(
        new MixtureSpec(null, none, new TreeMap<>(), none, 1 + random.nextDouble()),
        new MixtureSpec(null, none, trust, none, 1),
        new MixtureSpec(null, none, new TreeMap<>(), new TreeMap<>(Map.of("no", p)), 2),
        new MixtureSpec(
            1 + (random.nextLong() >>> 1) / 2,
            new TreeMap<>(Map.of("no", p, "web", 1 - p)),
            new TreeMap<>(),
            none,
            1e300));
  }

  private double number() {
    return Math.scalb(random.nextDouble(), random.nextInt(200) - 100) + random.nextInt(2);
  }

  private List<String> words() {
    return random.nextBoolean() ? List.of(word()) : List.of(word(), "other");
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String key() {
    String word = word();
    return word.length() > Yaml.MAX_KEY_CHARACTERS || word.contains("\n") ? "key" : word;
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
