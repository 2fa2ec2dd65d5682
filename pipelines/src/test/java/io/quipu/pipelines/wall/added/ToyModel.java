package io.quipu.pipelines.wall.added;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SplittableRandom;

/**
 * A GGUF file of a Llama of one layer, with a token for each byte and matrices of random {@link
 * FifthsWeights}.
 */
public final class ToyModel {

  private static final int WIDTH = 16;
  private static final int FEED_FORWARD = 24;
  private static final int TOKENS = 3 + 256;

  // types of values, in GGUF
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private static final int F32_TENSOR = 0;
  private static final int ALIGNMENT = 32;

  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final SplittableRandom random = new SplittableRandom(5);
  private long pairCount;
  private long tensorCount;

  private ToyModel() {}

  public static byte[] bytes() {
    ToyModel model = new ToyModel();
    model.sizes();
    model.vocabulary();
    model.tensors();
    return model.file();
  }

  private void sizes() {
    pair("general.architecture", STRING, string("llama"));
    pair("llama.context_length", UINT32, int32(64));
    pair("llama.embedding_length", UINT32, int32(WIDTH));
    pair("llama.block_count", UINT32, int32(1));
    pair("llama.feed_forward_length", UINT32, int32(FEED_FORWARD));
    pair("llama.attention.head_count", UINT32, int32(2));
    pair("llama.attention.head_count_kv", UINT32, int32(2));
    pair("llama.attention.layer_norm_rms_epsilon", FLOAT32, float32(1e-5f));
  }

  private void vocabulary() {
    ByteArrayOutputStream tokens = array(STRING);
    ByteArrayOutputStream scores = array(FLOAT32);
    ByteArrayOutputStream types = array(INT32);
    for (int i = 0; i < TOKENS; i++) {
      String special = i == 0 ? "<unk>" : i == 1 ? "<s>" : "</s>";
      tokens.writeBytes(string(i < 3 ? special : String.format("<0x%02X>", i - 3)));
      scores.writeBytes(float32(0));
      types.writeBytes(int32(i == 0 ? 2 : i < 3 ? 3 : 6)); // unknown, control, byte
    }
    pair("tokenizer.ggml.model", STRING, string("llama"));
    pair("tokenizer.ggml.tokens", ARRAY, tokens.toByteArray());
    pair("tokenizer.ggml.scores", ARRAY, scores.toByteArray());
    pair("tokenizer.ggml.token_type", ARRAY, types.toByteArray());
    pair("tokenizer.ggml.bos_token_id", UINT32, int32(1));
    pair("tokenizer.ggml.eos_token_id", UINT32, int32(2));
  }

  private void tensors() {
    matrix("token_embd.weight", WIDTH, TOKENS);
    norm("output_norm.weight");
    norm("blk.0.attn_norm.weight");
    for (String name : new String[] {"attn_q", "attn_k", "attn_v", "attn_output"}) {
      matrix("blk.0." + name + ".weight", WIDTH, WIDTH);
    }
    norm("blk.0.ffn_norm.weight");
    matrix("blk.0.ffn_gate.weight", WIDTH, FEED_FORWARD);
    matrix("blk.0.ffn_up.weight", WIDTH, FEED_FORWARD);
    matrix("blk.0.ffn_down.weight", FEED_FORWARD, WIDTH);
  }

  private void matrix(String name, int columns, int rows) {
    byte[] weights = new byte[columns * rows];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) random.nextInt(-4, 5);
    }
    tensor(name, FifthsWeights.CODE, weights, columns, rows);
  }

  private void norm(String name) {
    ByteArrayOutputStream ones = new ByteArrayOutputStream();
    Collections.nCopies(WIDTH, float32(1)).forEach(ones::writeBytes);
    tensor(name, F32_TENSOR, ones.toByteArray(), WIDTH);
  }

  /**
   * @param sizes innermost first
   */
  private void tensor(String name, int type, byte[] bytes, long... sizes) {
    tensorCount++;
    data.writeBytes(new byte[-data.size() & (ALIGNMENT - 1)]);
    infos.writeBytes(string(name));
    infos.writeBytes(int32(sizes.length));
    for (long size : sizes) {
      infos.writeBytes(int64(size));
    }
    infos.writeBytes(int32(type));
    infos.writeBytes(int64(data.size()));
    data.writeBytes(bytes);
  }

  private void pair(String key, int type, byte[] value) {
    pairCount++;
    pairs.writeBytes(string(key));
    pairs.writeBytes(int32(type));
    pairs.writeBytes(value);
  }

  private byte[] file() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(int32(3));
    file.writeBytes(int64(tensorCount));
    file.writeBytes(int64(pairCount));
    file.writeBytes(pairs.toByteArray());
    file.writeBytes(infos.toByteArray());
    file.writeBytes(new byte[-file.size() & (ALIGNMENT - 1)]);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  /** The beginning of an array with an element for each token. */
  private static ByteArrayOutputStream array(int type) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    array.writeBytes(int32(type));
    array.writeBytes(int64(TOKENS));
    return array;
  }

  private static byte[] string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return littleEndian(8 + utf8.length).putLong(utf8.length).put(utf8).array();
  }

  private static byte[] int32(int value) {
    return littleEndian(4).putInt(value).array();
  }

  private static byte[] int64(long value) {
    return littleEndian(8).putLong(value).array();
  }

  private static byte[] float32(float value) {
    return littleEndian(4).putFloat(value).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
