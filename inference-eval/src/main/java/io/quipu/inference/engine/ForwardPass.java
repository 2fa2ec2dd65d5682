package io.quipu.inference.engine;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.model.Activations;
import io.quipu.inference.model.Layer;
import io.quipu.inference.model.Model;
import io.quipu.inference.model.Shape;
import java.util.List;

/**
 * One sequence on its way through the layers, a batch of positions at a time. Keys and values of
 * earlier positions are kept, transposed: component d of head h at position p is at (h * headWidth
 * + d) * capacity + p, so that scores of all positions are a weighted sum of rows, and the mix of
 * values is one dot product a component.
 */
final class ForwardPass {
  private final Model model;
  private final Shape shape;
  private final Kernels kernels;
  private final int queryWidth;
  private final int keyWidth;
  private final float[] rotationCosine; // [window][ropeWidth / 2]
  private final float[] rotationSine;
  private final float[] stream; // [batch][width], the residual
  private final float[] normed; // [batch][width]
  private final float[] delta; // [batch][width], what a block adds to the stream
  private final float[] queries; // [batch][heads][headWidth]
  private final float[] keys; // [batch][keyValueHeads][headWidth]
  private final float[] values; // like keys
  private final float[] mixed; // like queries
  private final float[] gates; // [batch][feedForward]
  private final float[] ups; // like gates
  private float[] weights = new float[0]; // [capacity]
  private float[][] keyCache = new float[0][];
  private float[][] valueCache = new float[0][];
  private int capacity;
  private int length;

  ForwardPass(Model model, Kernels kernels, int window, int batch) {
    this.model = model;
    this.shape = model.shape();
    this.kernels = kernels;
    this.queryWidth = shape.heads() * shape.headWidth();
    this.keyWidth = shape.keyValueHeads() * shape.headWidth();
    this.stream = new float[batch * shape.width()];
    this.normed = new float[batch * shape.width()];
    this.delta = new float[batch * shape.width()];
    this.queries = new float[batch * queryWidth];
    this.mixed = new float[batch * queryWidth];
    this.keys = new float[batch * keyWidth];
    this.values = new float[batch * keyWidth];
    this.gates = new float[batch * shape.feedForward()];
    this.ups = new float[batch * shape.feedForward()];
    int pairs = shape.ropeWidth() / 2;
    this.rotationCosine = new float[window * pairs];
    this.rotationSine = new float[window * pairs];
    for (int p = 0; p < window; p++) {
      for (int i = 0; i < pairs; i++) {
        double angle = p * StrictMath.pow(shape.ropeBase(), -2.0 * i / shape.ropeWidth());
        rotationCosine[p * pairs + i] = (float) StrictMath.cos(angle);
        rotationSine[p * pairs + i] = (float) StrictMath.sin(angle);
      }
    }
  }

  /** Forgets the sequence; the next may have up to {@code positions}. */
  void begin(int positions) {
    length = 0;
    if (positions > capacity) {
      capacity = positions;
      weights = new float[capacity];
      keyCache = new float[shape.layers()][keyWidth * capacity];
      valueCache = new float[shape.layers()][keyWidth * capacity];
    }
  }

  /** Positions that have gone through since {@link #begin}. */
  int length() {
    return length;
  }

  /**
   * Sends up to {@code batch} further ids through all layers.
   *
   * @return {@code count} vectors of the model's width, for the output matrix; valid until the next
   *     call
   */
  Activations advance(int[] ids, int from, int count) {
    int width = shape.width();
    for (int t = 0; t < count; t++) {
      model.embeddings().row(ids[from + t], stream, t * width);
    }
    List<Layer> layers = model.layers();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      attend(layer, l, norm(layer.attentionNorm(), count));
      layer.attentionOutput().multiply(kernels, new Activations(mixed, queryWidth, count), delta);
      kernels.add(stream, delta, count * width);
      Activations x = norm(layer.feedForwardNorm(), count);
      layer.gate().multiply(kernels, x, gates);
      layer.up().multiply(kernels, x, ups);
      kernels.siluTimes(gates, ups, count * shape.feedForward());
      layer.down().multiply(kernels, new Activations(gates, shape.feedForward(), count), delta);
      kernels.add(stream, delta, count * width);
    }
    length += count;
    return norm(model.outputNorm(), count);
  }

  private Activations norm(float[] weight, int count) {
    int width = shape.width();
    for (int t = 0; t < count; t++) {
      kernels.rmsNorm(stream, t * width, width, weight, shape.epsilon(), normed, t * width);
    }
    return new Activations(normed, width, count);
  }

  private void attend(Layer layer, int l, Activations x) {
    int count = x.count();
    layer.query().multiply(kernels, x, queries);
    layer.key().multiply(kernels, x, keys);
    layer.value().multiply(kernels, x, values);
    for (int t = 0; t < count; t++) {
      rotate(queries, t * queryWidth, shape.heads(), length + t);
      rotate(keys, t * keyWidth, shape.keyValueHeads(), length + t);
      for (int i = 0; i < keyWidth; i++) {
        keyCache[l][i * capacity + length + t] = keys[t * keyWidth + i];
        valueCache[l][i * capacity + length + t] = values[t * keyWidth + i];
      }
    }
    int headWidth = shape.headWidth();
    int group = shape.heads() / shape.keyValueHeads();
    float scale = 1f / (float) Math.sqrt(headWidth);
    for (int i = 0; i < count * queryWidth; i++) {
      queries[i] *= scale;
    }
    for (int t = 0; t < count; t++) {
      for (int h = 0; h < shape.heads(); h++) {
        int query = t * queryWidth + h * headWidth;
        attend(query, l, h / group * headWidth * capacity, length + t + 1);
      }
    }
  }

  /**
   * One head of one position over the positions up to itself; {@code head} is where its keys begin
   * in the cache.
   */
  private void attend(int query, int l, int head, int positions) {
    int headWidth = shape.headWidth();
    kernels.combine(queries, query, headWidth, keyCache[l], head, capacity, positions, weights, 0);
    float total = kernels.exponentials(weights, 0, positions);
    for (int d = 0; d < headWidth; d++) {
      mixed[query + d] =
          kernels.dot(weights, 0, valueCache[l], head + d * capacity, positions) / total;
    }
  }

  /**
   * Rotary positions (Su et al. 2021, arXiv:2104.09864) of adjacent pairs, as GGUF's {@code llama}
   * stores them.
   */
  private void rotate(float[] x, int from, int heads, int position) {
    int pairs = shape.ropeWidth() / 2;
    for (int h = 0; h < heads; h++) {
      int head = from + h * shape.headWidth();
      for (int i = 0; i < pairs; i++) {
        float c = rotationCosine[position * pairs + i];
        float s = rotationSine[position * pairs + i];
        float a = x[head + 2 * i];
        float b = x[head + 2 * i + 1];
        x[head + 2 * i] = a * c - b * s;
        x[head + 2 * i + 1] = a * s + b * c;
      }
    }
  }
}
