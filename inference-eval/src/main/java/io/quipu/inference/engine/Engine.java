package io.quipu.inference.engine;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.model.Activations;
import io.quipu.inference.model.Model;
import io.quipu.inference.model.Shape;
import java.util.Arrays;

/**
 * Runs one model for one thread; the model itself is shared.
 *
 * <p>The model's begin-of-text id comes before every window and is never scored. A text longer than
 * the window is scored in windows, each of which sees nothing of the text before it but {@link
 * EngineOptions#overlap} tokens: its first tokens look dearer than they would in one piece. Figures
 * are comparable for one model, window and overlap.
 *
 * <p>The same ids give the same bits on every machine, with every {@link
 * io.quipu.inference.kernel.Width}, batch and history of the engine.
 */
public final class Engine {
  private static final long MAX_CACHE = 1L << 30; // floats

  private final Model model;
  private final Kernels kernels;
  private final int window;
  private final int overlap;
  private final int batch;
  private final ForwardPass pass;
  private final float[] logits; // [batch][vocabulary]

  public Engine(Model model) {
    this(model, EngineOptions.defaults());
  }

  /**
   * @throws IllegalArgumentException if the overlap leaves no room in the model's context, or keys
   *     and values of a window need more than 4 GiB
   */
  public Engine(Model model, EngineOptions options) {
    this.model = model;
    this.kernels = options.kernels();
    this.window = Math.min(options.window(), model.shape().context());
    this.overlap = options.overlap();
    if (overlap >= window) {
      throw new IllegalArgumentException(
          "an overlap of " + overlap + " leaves no room in a window of " + window);
    }
    Shape shape = model.shape();
    long cache = 2L * shape.layers() * shape.keyValueHeads() * shape.headWidth() * window;
    if (cache > MAX_CACHE) {
      throw new IllegalArgumentException(
          model.name()
              + ": keys and values of a window of "
              + window
              + " need "
              + 4 * cache
              + " bytes, more than "
              + 4 * MAX_CACHE
              + "; a shorter window helps");
    }
    this.batch = Math.min(options.batch(), window);
    this.pass = new ForwardPass(model, kernels, window, batch);
    this.logits = new float[Math.multiplyExact(batch, model.shape().vocabulary())];
  }

  public Model model() {
    return model;
  }

  /**
   * Negative log-likelihood of each token, in nats, given those before it in its window.
   *
   * @throws IllegalArgumentException if an id is not of the vocabulary
   * @throws IllegalStateException if the model's weights overflow and there is no finite likelihood
   */
  public double[] score(int[] tokens) {
    check(tokens);
    double[] nll = new double[tokens.length];
    int scored = 0;
    while (scored < tokens.length) {
      int start = scored == 0 ? 0 : scored - overlap;
      int end = (int) Math.min(tokens.length, (long) start + window);
      scoreWindow(tokens, start, scored, end, nll);
      scored = end;
    }
    return nll;
  }

  /** Tokens from {@code start} are seen, those in [scored, end) are scored. */
  private void scoreWindow(int[] tokens, int start, int scored, int end, double[] nll) {
    int[] inputs = new int[end - start];
    inputs[0] = model.vocabulary().beginOfText();
    System.arraycopy(tokens, start, inputs, 1, inputs.length - 1);
    pass.begin(inputs.length);
    for (int from = 0; from < inputs.length; from += batch) {
      int count = Math.min(batch, inputs.length - from);
      Activations hidden = pass.advance(inputs, from, count);
      if (start + from + count > scored) {
        model.output().multiply(kernels, hidden, logits);
        for (int t = Math.max(0, scored - start - from); t < count; t++) {
          nll[start + from + t] = nll(t, tokens[start + from + t]);
        }
      }
    }
  }

  private double nll(int row, int target) {
    int vocabulary = model.shape().vocabulary();
    int from = row * vocabulary;
    float chosen = logits[from + target];
    float max = kernels.max(logits, from, vocabulary);
    kernels.exp(logits, from, vocabulary, max);
    double nll = StrictMath.log(kernels.sum(logits, from, vocabulary)) + ((double) max - chosen);
    if (!Double.isFinite(nll)) {
      throw new IllegalStateException(model.name() + ": no finite likelihood of token " + target);
    }
    return nll;
  }

  /**
   * Logits of what follows the begin-of-text id and {@code tokens}.
   *
   * @param tokens fewer than the window
   * @return float[vocabulary]
   */
  public float[] next(int[] tokens) {
    check(tokens);
    if (tokens.length >= window) {
      throw new IllegalArgumentException(
          tokens.length + " tokens do not fit into a window of " + window);
    }
    pass.begin(tokens.length + 1);
    prefill(tokens, 0);
    return Arrays.copyOf(logits, model.shape().vocabulary());
  }

  /**
   * Sends begin-of-text and the tokens from {@code from} on through; then the first row has the
   * last logits.
   */
  private void prefill(int[] tokens, int from) {
    int[] inputs = new int[tokens.length - from + 1];
    inputs[0] = model.vocabulary().beginOfText();
    System.arraycopy(tokens, from, inputs, 1, tokens.length - from);
    for (int at = 0; at < inputs.length; at += batch) {
      int count = Math.min(batch, inputs.length - at);
      Activations hidden = pass.advance(inputs, at, count);
      if (at + count == inputs.length) {
        model.output().multiply(kernels, hidden.last(), logits);
      }
    }
  }

  /**
   * Continues a text until {@code count} tokens or the end-of-text id, which is not part of the
   * result. When the window is full, the model goes on from its last half.
   *
   * @param temperature 0 takes the likeliest token (on a tie the smallest id); 1 draws as the model
   *     says
   * @param seed decides the draws, together with their number: same ids, temperature and seed, same
   *     text
   */
  public int[] generate(int[] prompt, int count, double temperature, long seed) {
    check(prompt);
    if (!(temperature >= 0 && temperature <= 100)) {
      throw new IllegalArgumentException("temperature " + temperature + " is outside [0, 100]");
    }
    KeyedRandom random = new KeyedRandom(seed, "inference.generate");
    int[] text = Arrays.copyOf(prompt, Math.addExact(prompt.length, count));
    int length = prompt.length;
    pass.begin(window);
    prefill(Arrays.copyOf(text, length), Math.max(0, length - window + 1));
    while (length < text.length) {
      int id =
          temperature == 0
              ? likeliest()
              : draw(temperature, random.uniform(new Key128(0, length - prompt.length)));
      if (id == model.vocabulary().endOfText()) {
        break;
      }
      text[length++] = id;
      if (length == text.length) {
        break;
      }
      if (pass.length() < window) {
        model.output().multiply(kernels, pass.advance(text, length - 1, 1), logits);
      } else {
        pass.begin(window);
        prefill(Arrays.copyOf(text, length), length - window / 2);
      }
    }
    return Arrays.copyOfRange(text, prompt.length, length);
  }

  private int likeliest() {
    int best = 0;
    for (int id = 1; id < model.shape().vocabulary(); id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  private int draw(double temperature, double uniform) {
    int vocabulary = model.shape().vocabulary();
    double max = kernels.max(logits, 0, vocabulary);
    double[] cumulative = new double[vocabulary];
    double total = 0;
    for (int id = 0; id < vocabulary; id++) {
      total += StrictMath.exp((logits[id] - max) / temperature);
      cumulative[id] = total;
    }
    int id = 0;
    while (id < vocabulary - 1 && cumulative[id] <= uniform * total) {
      id++;
    }
    return id;
  }

  private void check(int[] tokens) {
    for (int id : tokens) {
      if (id < 0 || id >= model.shape().vocabulary()) {
        throw new IllegalArgumentException(
            "token " + id + " is not of the model's vocabulary of " + model.shape().vocabulary());
      }
    }
  }
}
