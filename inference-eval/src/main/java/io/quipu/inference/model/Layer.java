package io.quipu.inference.model;

/** Weights of one transformer block. Arrays are shared between engines: read, never written. */
public record Layer(
    float[] attentionNorm,
    Matrix query,
    Matrix key,
    Matrix value,
    Matrix attentionOutput,
    float[] feedForwardNorm,
    Matrix gate,
    Matrix up,
    Matrix down) {

  static Layer of(GgufFile file, int layer, Shape s) throws InvalidModelException {
    String name = "blk." + layer + ".";
    int queries = s.heads() * s.headWidth();
    int keys = s.keyValueHeads() * s.headWidth();
    return new Layer(
        file.vector(name + "attn_norm.weight", s.width()),
        file.matrix(name + "attn_q.weight", s.width(), queries),
        file.matrix(name + "attn_k.weight", s.width(), keys),
        file.matrix(name + "attn_v.weight", s.width(), keys),
        file.matrix(name + "attn_output.weight", queries, s.width()),
        file.vector(name + "ffn_norm.weight", s.width()),
        file.matrix(name + "ffn_gate.weight", s.width(), s.feedForward()),
        file.matrix(name + "ffn_up.weight", s.width(), s.feedForward()),
        file.matrix(name + "ffn_down.weight", s.feedForward(), s.width()));
  }

  /** Names of the tensors that {@link #of} reads. */
  static final String[] TENSORS = {
    "attn_norm.weight",
    "attn_q.weight",
    "attn_k.weight",
    "attn_v.weight",
    "attn_output.weight",
    "ffn_norm.weight",
    "ffn_gate.weight",
    "ffn_up.weight",
    "ffn_down.weight"
  };
}
