package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.pipelines.recipe.bind.Binder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeSchemaTest {

  private static JsonNode schema() throws JsonProcessingException {
    return new ObjectMapper().readTree(RecipeSchema.json(Fixtures.CATALOGUE, Fixtures.KNOWN));
  }

  private static List<String> words(JsonNode node) {
    List<String> words = new ArrayList<>();
    node.forEach(word -> words.add(word.asText()));
    return words;
  }

  @Test
  void knowsTheKeysOfARecipeAndNoOther() throws JsonProcessingException {
    JsonNode schema = schema();
    assertThat(schema.get("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(Binder.keys(Recipe.class));
    assertThat(schema.get("additionalProperties").asBoolean()).isFalse();
    assertThat(words(schema.get("required"))).containsExactly("name", "tokenizer", "sources");
  }

  @Test
  void offersKindsStepsAndRuleSetsByName() throws JsonProcessingException {
    JsonNode schema = schema();
    JsonNode kind = schema.at("/properties/sources/additionalProperties/properties/kind/enum");
    assertThat(words(kind)).containsExactly("jsonl", "warc");
    JsonNode stage = schema.at("/properties/stages/items/properties");
    assertThat(stage.fieldNames())
        .toIterable()
        .containsExactly("annotate", "dedup", "filter", "sites");
    JsonNode steps = stage.at("/annotate/properties/steps/items/anyOf/0/enum");
    assertThat(words(steps)).contains("words", "shout");
    JsonNode sets = stage.at("/filter/properties/rules/items/anyOf/0/enum");
    assertThat(words(sets)).containsExactly("basic");
    assertThat(stage.at("/dedup/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "sources", "exact", "paragraph", "minhash", "survivor");
  }

  @Test
  void hasTheOptionsOfEachKindOfSourceWithTheirDefaults() throws JsonProcessingException {
    JsonNode source = schema().at("/properties/sources/additionalProperties");
    assertThat(source.at("/properties/options/type").asText()).isEqualTo("object");
    assertThat(words(source.get("required"))).containsExactly("kind", "inputs");
    List<String> kinds = new ArrayList<>();
    source.get("allOf").forEach(k -> kinds.add(k.at("/if/properties/kind/const").asText()));
    assertThat(kinds).containsExactly("warc", "jsonl");
    JsonNode none = source.at("/allOf/0/then/properties/options");
    assertThat(none.get("properties")).isEmpty();
    assertThat(none.get("additionalProperties").asBoolean()).isFalse();
    JsonNode own = source.at("/allOf/1/then/properties/options");
    assertThat(own.at("/properties/every").toString())
        .isEqualTo("{\"default\":1,\"type\":\"integer\"}");
    assertThat(own.at("/properties/text_field/default").asText()).isEqualTo("text");
    assertThat(own.has("required")).isFalse();
  }

  @Test
  void showsTheDefaultsOfSpecsAndOfSteps() throws JsonProcessingException {
    JsonNode schema = schema();
    assertThat(schema.at("/properties/shards/properties/tokens/default").asLong())
        .isEqualTo(100_000_000);
    JsonNode formats = schema.at("/properties/shards/properties/formats");
    assertThat(words(formats.at("/items/anyOf/0/enum"))).containsExactly("megatron", "pages");
    assertThat(formats.at("/items/anyOf/1/properties/pages/properties/lines/default").asInt())
        .isEqualTo(60);
    JsonNode stage = schema.at("/properties/stages/items/properties");
    assertThat(stage.at("/sites/properties/max_disclosure/default").asDouble()).isEqualTo(0.2);
    JsonNode step =
        stage.at("/annotate/properties/steps/items/anyOf/1/properties/shout/properties");
    assertThat(step.at("/min_words/default").asInt()).isEqualTo(3);
    assertThat(words(step.at("/colour/enum"))).containsExactly("red", "dark_blue");
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(RecipeSchema.json(Fixtures.CATALOGUE, Fixtures.KNOWN))
        .isEqualTo(RecipeSchema.json(Fixtures.CATALOGUE, Fixtures.KNOWN))
        .startsWith("{\"$schema\":");
  }
}
