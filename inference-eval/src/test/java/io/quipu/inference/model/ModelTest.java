package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final GgufBytes.Size SMALL = new GgufBytes.Size(4, 1, 2, 1, 4, 8);

  @Test
  void readsHyperParametersAndVocabulary() throws IOException {
    Model model =
        Model.of(GgufFile.read(GgufBytes.llama(SMALL, 1, "\u2581", "a", "\u2581a").bytes(), "f"));
    assertThat(model.shape()).isEqualTo(new Shape(262, 8, 4, 1, 2, 1, 2, 4, 2, 10_000f, 1e-5f));
    assertThat(model.output()).as("tied").isSameAs(model.embeddings());
    assertThat(model.vocabulary().beginOfText()).isEqualTo(1);
    assertThat(model.vocabulary().encoder().encode("a a")).containsExactly(261, 261);
    assertThat(model.vocabulary().encoder().endOfDocument()).isEqualTo(2);
  }

  @Test
  void saysWhyAModelCannotBeRun() {
    refuses(
        new GgufBytes().string("general.architecture", "mamba"),
        "general.architecture: is mamba; only llama is read");
    refuses(new GgufBytes(), "general.architecture: the key is missing");
    refuses(GgufBytes.header(SMALL).vocabulary(), "blk.0.attn_norm.weight: the tensor is missing");
    refuses(
        llama().tensor("blk.0.attn_q.bias", new float[4], 4),
        "blk.0.attn_q.bias: the llama architecture");
    refuses(
        llama().string("llama.rope.scaling.type", "yarn"),
        "llama.rope.scaling.type: scaled rotary positions");
    refuses(
        llama().string("tokenizer.ggml.add_space_prefix", "no"),
        "add_space_prefix: is of type String, not a boolean");
    refuses(
        llama().uint32("llama.rope.dimension_count", 3),
        "llama.rope.dimension_count: is 3, outside [1, 2]");
    refuses(
        llama().uint32("llama.rope.dimension_count", 1), "llama.rope.dimension_count: is odd: 1");
    refuses(
        llama().uint32("llama.attention.value_length", 1), "llama.attention.value_length: differs");
    refuses(
        llama().float32("llama.rope.freq_base", Float.NaN),
        "llama.rope.freq_base: is NaN, outside [1, 1e12]");
    refuses(sized(4, 1, 3, 3, 4), "llama.attention.head_count: 3 does not divide the width 4");
    refuses(sized(6, 1, 3, 2, 4), "llama.attention.head_count_kv: 2 does not divide 3 heads");
    refuses(
        sized(1 << 14, 1, 2, 1, 4),
        "llama.attention.head_count: heads of 8192 are above the limit 4096");
    refuses(sized(1 << 30, 1, 2, 1, 4), "llama.embedding_length: is 1073741824, outside");
    refuses(sized(4, 1 << 30, 2, 1, 4), "llama.block_count: is 1073741824, outside");
    refuses(sized(4, 0, 2, 1, 4), "llama.block_count: is 0, outside");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    float[] norm = {1, Float.NaN, 1, 1};
    GgufBytes file = GgufBytes.header(SMALL).vocabulary().tensor("blk.0.attn_norm.weight", norm, 4);
    refuses(file, "blk.0.attn_norm.weight: holds NaN");
  }

  private static GgufBytes llama() {
    return GgufBytes.llama(SMALL, 1);
  }

  private static GgufBytes sized(
      int width, int layers, int heads, int keyValueHeads, int feedForward) {
    return GgufBytes.header(new GgufBytes.Size(width, layers, heads, keyValueHeads, feedForward, 8))
        .vocabulary();
  }

  private static void refuses(GgufBytes file, String message) {
    assertThatThrownBy(() -> Model.of(GgufFile.read(file.bytes(), "f")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("f: ")
        .hasMessageContaining(message);
  }
}
