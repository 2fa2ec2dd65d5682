package io.quipu.inference.model;

/**
 * Hyper-parameters of the {@code llama} architecture (Touvron et al. 2023, <a
 * href="https://arxiv.org/abs/2302.13971">arXiv:2302.13971</a>, section 2.2; grouped queries:
 * Ainslie et al. 2023, <a href="https://arxiv.org/abs/2305.13245">arXiv:2305.13245</a>).
 *
 * @param vocabulary number of token ids
 * @param context positions that the model was trained for
 * @param width length of the residual stream
 * @param heads query heads, a multiple of {@code keyValueHeads}
 * @param headWidth length of one query, key or value
 * @param feedForward length of the hidden layer of the feed-forward block
 * @param ropeWidth how much of a head is rotated, from its start, in adjacent pairs
 */
public record Shape(
    int vocabulary,
    int context,
    int width,
    int layers,
    int heads,
    int keyValueHeads,
    int headWidth,
    int feedForward,
    int ropeWidth,
    float ropeBase,
    float epsilon) {

  private static final int MAX = 1 << 20;
  private static final int MAX_HEAD = 1 << 12;

  /** Reads the keys {@code llama.*}; every one is checked against a limit. */
  static Shape of(GgufFile file, int vocabulary) throws InvalidModelException {
    int width = file.integer("llama.embedding_length", 1, MAX);
    int heads = file.integer("llama.attention.head_count", 1, width);
    int keyValueHeads = optional(file, "llama.attention.head_count_kv", heads, heads);
    if (heads % keyValueHeads != 0) {
      throw file.invalid(
          "llama.attention.head_count_kv", keyValueHeads + " does not divide " + heads + " heads");
    }
    if (width % heads != 0 && !file.has("llama.attention.key_length")) {
      throw file.invalid(
          "llama.attention.head_count", heads + " does not divide the width " + width);
    }
    int headWidth = optional(file, "llama.attention.key_length", width / heads, MAX_HEAD);
    if (headWidth > MAX_HEAD) {
      throw file.invalid(
          "llama.attention.head_count",
          "heads of " + headWidth + " are above the limit " + MAX_HEAD);
    }
    if (optional(file, "llama.attention.value_length", headWidth, MAX) != headWidth) {
      throw file.invalid(
          "llama.attention.value_length", "differs from the length of keys, which is not read");
    }
    int ropeWidth = optional(file, "llama.rope.dimension_count", headWidth, headWidth);
    if (ropeWidth % 2 != 0) {
      throw file.invalid("llama.rope.dimension_count", "is odd: " + ropeWidth);
    }
    float ropeBase =
        file.has("llama.rope.freq_base") ? file.number("llama.rope.freq_base") : 10_000f;
    if (!(ropeBase >= 1 && ropeBase <= 1e12f)) {
      throw file.invalid("llama.rope.freq_base", "is " + ropeBase + ", outside [1, 1e12]");
    }
    float epsilon = file.number("llama.attention.layer_norm_rms_epsilon");
    if (!(epsilon > 0 && epsilon < 1)) {
      throw file.invalid(
          "llama.attention.layer_norm_rms_epsilon", "is " + epsilon + ", outside (0, 1)");
    }
    return new Shape(
        vocabulary,
        file.integer("llama.context_length", 2, 1 << 24),
        width,
        file.integer("llama.block_count", 1, 1 << 12),
        heads,
        keyValueHeads,
        headWidth,
        file.integer("llama.feed_forward_length", 1, MAX),
        ropeWidth,
        ropeBase,
        epsilon);
  }

  private static int optional(GgufFile file, String key, int otherwise, int max)
      throws InvalidModelException {
    return file.has(key) ? file.integer(key, 1, max) : otherwise;
  }
}
