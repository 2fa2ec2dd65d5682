package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.stage.sites.SitesStage;
import io.quipu.sources.jsonl.JsonlOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResolvedRecipeTest {

  private static final SortedMap<String, String> NONE = new TreeMap<>();

  private static Recipe read(String more) throws RecipeException {
    return Fixtures.read(Fixtures.HEAD + more).recipe();
  }

  @Test
  void readsWhatItWroteForAnyRecipe() throws RecipeException {
    long seed = 20260726;
    RandomRecipes recipes = new RandomRecipes(seed);
    for (int i = 0; i < 200; i++) {
      Recipe recipe = recipes.next();
      String json = ResolvedRecipe.of(recipe, NONE).json();
      Recipe again;
      try {
        again = Fixtures.READER.fromCanonicalJson(json, Fixtures.CATALOGUE);
      } catch (RecipeException e) {
        throw new AssertionError("seed " + seed + ", recipe " + i + ": " + json, e);
      }
      assertThat(again).as("seed %d, recipe %d", seed, i).isEqualTo(recipe);
      assertThat(ResolvedRecipe.of(again, NONE).json()).isEqualTo(json);
    }
  }

  @Test
  void writesOneFormWithSortedKeysAndAllDefaults() throws RecipeException {
    Recipe recipe =
        read(
            """
            stages:
            - annotate: {steps: [words, language]}
            - filter: {rules: [basic, {signal: length, min: 5}]}
            - annotate: {steps: [language]}
            """);
    assertThat(ResolvedRecipe.of(recipe, new TreeMap<>(Map.of("b.txt", "0b"))).json())
        .isEqualTo(
            "{\"recipe\":{\"bundles\":[],\"mixture\":{\"epochs\":{},\"max_epochs\":4,"
                + "\"proportions\":{},\"trust\":{}},\"name\":\"sample\",\"seed\":0,"
                + "\"shards\":{\"formats\":[{\"format\":\"megatron\",\"options\":{},\"version\":1}],"
                + "\"tokens\":100000000},"
                + "\"sources\":{\"web\":{\"inputs\":[\"*.warc\"],\"kind\":\"warc\","
                + "\"options\":{},\"release\":0,\"trust\":0},\"wiki\":{\"inputs\":[\"w\"],"
                + "\"kind\":\"warc\",\"options\":{},\"release\":0,\"trust\":3}},"
                + "\"stages\":[{\"annotate\":{\"name\":\"annotate\",\"sources\":[],"
                + "\"steps\":[{\"config\":{},\"step\":\"words\",\"version\":1},"
                + "{\"config\":{},\"step\":\"language\",\"version\":1}]}},"
                + "{\"filter\":{\"name\":\"filter\",\"rules\":[{\"rule_set\":\"basic\","
                + "\"version\":3},{\"min\":5,\"signal\":\"length\"}],\"sources\":[]}},"
                + "{\"annotate\":{\"name\":\"annotate_2\",\"sources\":[],"
                + "\"steps\":[{\"config\":{},\"step\":\"language\",\"version\":1}]}}],"
                + "\"tokenizer\":{\"name\":\"cl100k_base\"}},\"resources\":{\"b.txt\":\"0b\"}}");
  }

  @Test
  void hasOneDigestHoweverTheRecipeIsWritten() throws RecipeException {
    String plain = "stages: [annotate: {steps: [disclosure]}, sites: {}]\n";
    String written =
        "seed: 0\n"
            + "stages:\n"
            + "  - annotate: {steps: [{disclosure: {}}]}\n"
            + "  - sites:\n"
            + "      max_disclosure: 2.0e-1\n"
            + "      k: 20\n"
            + "      min_pages: 5\n";
    assertThat(ResolvedRecipe.of(read(plain), NONE).sha256())
        .isEqualTo(ResolvedRecipe.of(read(written), NONE).sha256())
        .hasSize(64)
        .isNotEqualTo(ResolvedRecipe.of(read("seed: 1\n" + plain), NONE).sha256())
        .isNotEqualTo(ResolvedRecipe.of(read(plain), new TreeMap<>(Map.of("a", "00"))).sha256());
  }

  @Test
  void writesOneStageForItsFingerprint() throws RecipeException {
    assertThat(ResolvedRecipe.stageJson(read("stages: [dedup: {minhash: {}}]\n").stages().get(0)))
        .isEqualTo(
            "{\"dedup\":{\"minhash\":{\"decide\":\"sweep\",\"mode\":\"verified\","
                + "\"preset\":\"datatrove\",\"threshold\":0.8},\"name\":\"dedup_minhash\","
                + "\"sources\":[],\"survivor\":[\"trust\",\"newest\",\"longest\"]}}");
  }

  @Test
  void writesEveryOptionOfASourceForTheFingerprintOfExtract() {
    SourceSpec source =
        new SourceSpec("c4", List.of("a"), 0, 0, new JsonlOptions("", "body", "url", "timestamp"));
    assertThat(ResolvedRecipe.optionsJson(source))
        .isEqualTo("{\"id\":\"\",\"text\":\"body\",\"time\":\"timestamp\",\"url\":\"url\"}");
  }

  @Test
  void publishesNoPathAndNotWhereItWentTo() {
    Recipe recipe =
        new Recipe(
            "sample",
            1,
            new TokenizerSpec.InFile("/secret/home/tokenizer.model"),
            List.of("secret/steps.jar"),
            new TreeMap<>(
                Map.of(
                    "web",
                    new SourceSpec(
                        "jsonl",
                        List.of("/secret/in/*.jsonl", "secret/**/b.jsonl"),
                        0,
                        0,
                        new JsonlOptions("/secret/x", "body", "", "")))),
            List.of(
                new SitesStage(
                    "sites", List.of(), 5, .2, 20, List.of("secret/l.txt"), List.of("k")),
                new AnnotateStage(
                    "annotate",
                    List.of(),
                    List.of(
                        new StepUse(
                            Fixtures.use("model").definition(),
                            new Fixtures.ModelConfig("secret/model.bin", List.of("kept/word")),
                            "wiki")))),
            new MixtureSpec(null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 4),
            new ShardsSpec(List.of(Fixtures.MEGATRON), 5),
            new EvaluateSpec("secret/e.gguf", 2, new TreeMap<>()),
            "secret/quarantine.txt",
            new PublishSpec("s3://secret/out"));
    ResolvedRecipe resolved =
        ResolvedRecipe.of(recipe, new TreeMap<>(Map.of("secret/model.bin", "ab")));
    assertThat(resolved.json()).contains("s3://secret/out", "\"secret/model.bin\":\"ab\"");
    assertThat(resolved.publishedJson())
        .doesNotContain("secret", "publish")
        .contains("tokenizer.model", "steps.jar", "*.jsonl", "b.jsonl", "l.txt", "e.gguf")
        .contains("quarantine.txt", "\"text\":\"body\"", "\"file\":\"model.bin\"")
        .contains("\"as\":\"wiki\"", "\"labels\":[\"kept/word\"]")
        .contains("{\"name\":\"model.bin\",\"sha256\":\"ab\"}");
  }

  @Test
  void isReadAgainWithTheBundlesWhereverTheirCopiesLie() throws RecipeException {
    String json = ResolvedRecipe.of(read("stages: [dedup: {exact: {}}]\n"), NONE).json();
    CheckedRecipe checked =
        Fixtures.READER.fromCanonicalJson(json, bundle -> Path.of("resources", bundle));
    assertThat(checked.recipe()).isEqualTo(read("stages: [dedup: {exact: {}}]\n"));
  }
}
