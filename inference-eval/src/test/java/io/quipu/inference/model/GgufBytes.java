package io.quipu.inference.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Writes GGUF files for tests, wrong ones too. */
public final class GgufBytes {
  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private long pairCount;
  private long tensorCount;
  private int version = 3;
  private int matrixType;
  private Function<float[], byte[]> matrixBytes = GgufBytes::floats;

  /** Hyper-parameters of {@link #llama}. */
  public record Size(
      int width, int layers, int heads, int keyValueHeads, int feedForward, int context) {}

  public GgufBytes version(int other) {
    version = other;
    return this;
  }

  public GgufBytes string(String key, String value) {
    return pair(key, 8, join(string(value)));
  }

  public GgufBytes uint32(String key, int value) {
    return pair(key, 4, le(4).putInt(value).array());
  }

  public GgufBytes float32(String key, float value) {
    return pair(key, 6, le(4).putFloat(value).array());
  }

  public GgufBytes strings(String key, List<String> values) {
    byte[][] parts = new byte[values.size() + 1][];
    parts[0] = le(12).putInt(8).putLong(values.size()).array();
    for (int i = 0; i < values.size(); i++) {
      parts[i + 1] = string(values.get(i));
    }
    return pair(key, 9, join(parts));
  }

  public GgufBytes floats(String key, float[] values) {
    ByteBuffer bytes = le(12 + 4 * values.length).putInt(6).putLong(values.length);
    for (float v : values) {
      bytes.putFloat(v);
    }
    return pair(key, 9, bytes.array());
  }

  public GgufBytes int32s(String key, int[] values) {
    ByteBuffer bytes = le(12 + 4 * values.length).putInt(5).putLong(values.length);
    for (int v : values) {
      bytes.putInt(v);
    }
    return pair(key, 9, bytes.array());
  }

  /** A pair of any type and bytes. */
  public GgufBytes pair(String key, int type, byte[] value) {
    pairCount++;
    pairs.writeBytes(join(string(key), le(4).putInt(type).array(), value));
    return this;
  }

  /** An F32 tensor; {@code sizes} are innermost first. */
  public GgufBytes tensor(String name, float[] values, long... sizes) {
    return tensor(name, 0, floats(values), sizes);
  }

  /** A tensor of any type and bytes, behind those before it. */
  public GgufBytes tensor(String name, int type, byte[] bytes, long... sizes) {
    data.writeBytes(new byte[-data.size() & 31]);
    info(name, type, data.size(), sizes);
    data.writeBytes(bytes);
    return this;
  }

  /** Only the description of a tensor. */
  public GgufBytes info(String name, int type, long offset, long... sizes) {
    tensorCount++;
    ByteBuffer info = le(4 + 8 * sizes.length + 12).putInt(sizes.length);
    for (long size : sizes) {
      info.putLong(size);
    }
    infos.writeBytes(join(string(name), info.putInt(type).putLong(offset).array()));
    return this;
  }

  public byte[] bytes() {
    byte[] head =
        le(24).putInt(0x46554747).putInt(version).putLong(tensorCount).putLong(pairCount).array();
    byte[] front = join(head, pairs.toByteArray(), infos.toByteArray());
    return join(front, new byte[-front.length & 31], data.toByteArray());
  }

  /** A whole model with random weights and a vocabulary of 3 + 256 + the given pieces. */
  public static GgufBytes llama(Size s, long seed, String... pieces) {
    return llama(s, seed, 0, GgufBytes::floats, pieces);
  }

  /** The same with matrices of a weight type; norms are F32, as in files that are quantised. */
  public static GgufBytes llama(
      Size s, long seed, int type, Function<float[], byte[]> bytes, String... pieces) {
    SplittableRandom random = new SplittableRandom(seed);
    GgufBytes file = header(s).vocabulary(pieces);
    file.matrixType = type;
    file.matrixBytes = bytes;
    int vocabulary = 259 + pieces.length;
    int head = s.width / s.heads;
    file.random("token_embd.weight", random, 1, s.width, vocabulary);
    file.random("output_norm.weight", random, 1, s.width);
    for (int i = 0; i < s.layers; i++) {
      String layer = "blk." + i + ".";
      file.random(layer + "attn_norm.weight", random, 1, s.width);
      file.random(layer + "attn_q.weight", random, 0.5, s.width, s.width);
      file.random(layer + "attn_k.weight", random, 0.5, s.width, s.keyValueHeads * head);
      file.random(layer + "attn_v.weight", random, 0.5, s.width, s.keyValueHeads * head);
      file.random(layer + "attn_output.weight", random, 0.5, s.width, s.width);
      file.random(layer + "ffn_norm.weight", random, 1, s.width);
      file.random(layer + "ffn_gate.weight", random, 0.5, s.width, s.feedForward);
      file.random(layer + "ffn_up.weight", random, 0.5, s.width, s.feedForward);
      file.random(layer + "ffn_down.weight", random, 0.5, s.feedForward, s.width);
    }
    return file;
  }

  /** The keys of {@link #llama} that are no vocabulary. */
  public static GgufBytes header(Size s) {
    return new GgufBytes()
        .string("general.architecture", "llama")
        .uint32("llama.context_length", s.context)
        .uint32("llama.embedding_length", s.width)
        .uint32("llama.block_count", s.layers)
        .uint32("llama.feed_forward_length", s.feedForward)
        .uint32("llama.attention.head_count", s.heads)
        .uint32("llama.attention.head_count_kv", s.keyValueHeads)
        .float32("llama.attention.layer_norm_rms_epsilon", 1e-5f);
  }

  public GgufBytes vocabulary(String... pieces) {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    for (int b = 0; b < 256; b++) {
      tokens.add(String.format("<0x%02X>", b));
    }
    tokens.addAll(List.of(pieces));
    float[] scores = new float[tokens.size()];
    int[] types = new int[tokens.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = i == 0 ? 2 : i < 3 ? 3 : i < 259 ? 6 : 1;
      scores[i] = i < 259 ? 0 : 258 - i;
    }
    return string("tokenizer.ggml.model", "llama")
        .strings("tokenizer.ggml.tokens", tokens)
        .floats("tokenizer.ggml.scores", scores)
        .int32s("tokenizer.ggml.token_type", types)
        .uint32("tokenizer.ggml.bos_token_id", 1)
        .uint32("tokenizer.ggml.eos_token_id", 2);
  }

  private void random(String name, SplittableRandom random, double scale, int... sizes) {
    long[] longs = new long[sizes.length];
    int elements = 1;
    for (int d = 0; d < sizes.length; d++) {
      longs[d] = sizes[d];
      elements *= sizes[d];
    }
    float[] values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    if (sizes.length == 2) {
      tensor(name, matrixType, matrixBytes.apply(values), longs);
    } else {
      tensor(name, values, longs);
    }
  }

  private static byte[] floats(float[] values) {
    ByteBuffer bytes = le(4 * values.length);
    for (float v : values) {
      bytes.putFloat(v);
    }
    return bytes.array();
  }

  private static ByteBuffer le(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return le(8 + utf8.length).putLong(utf8.length).put(utf8).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
