package io.quipu.inference.engine;

import io.quipu.inference.model.Layer;
import io.quipu.inference.model.Matrix;
import io.quipu.inference.model.Model;
import io.quipu.inference.model.Shape;

/**
 * The oracle: a LLaMA forward pass in doubles, one position after another, no cache, no batches, no
 * kernels.
 */
final class SlowForward {
  private final Model model;
  private final Shape s;

  SlowForward(Model model) {
    this.model = model;
    this.s = model.shape();
  }

  /** Logits behind each id. */
  double[][] logits(int[] ids) {
    double[][] x = new double[ids.length][s.width()];
    for (int t = 0; t < ids.length; t++) {
      float[] row = new float[s.width()];
      model.embeddings().row(ids[t], row, 0);
      for (int i = 0; i < s.width(); i++) {
        x[t][i] = row[i];
      }
    }
    for (Layer layer : model.layers()) {
      double[][] h = norm(x, layer.attentionNorm());
      add(x, times(layer.attentionOutput(), attend(layer, h)));
      h = norm(x, layer.feedForwardNorm());
      double[][] gate = times(layer.gate(), h);
      double[][] up = times(layer.up(), h);
      for (int t = 0; t < x.length; t++) {
        for (int i = 0; i < gate[t].length; i++) {
          gate[t][i] = gate[t][i] / (1 + Math.exp(-gate[t][i])) * up[t][i];
        }
      }
      add(x, times(layer.down(), gate));
    }
    return times(model.output(), norm(x, model.outputNorm()));
  }

  /** Negative log-likelihood of each id but the first. */
  double[] nll(int[] ids) {
    double[][] logits = logits(ids);
    double[] nll = new double[ids.length - 1];
    for (int t = 0; t < nll.length; t++) {
      double sum = 0;
      for (double l : logits[t]) {
        sum += Math.exp(l - logits[t][ids[t + 1]]);
      }
      nll[t] = Math.log(sum);
    }
    return nll;
  }

  private double[][] attend(Layer layer, double[][] h) {
    double[][] q = rotated(times(layer.query(), h));
    double[][] k = rotated(times(layer.key(), h));
    double[][] v = times(layer.value(), h);
    double[][] mixed = new double[h.length][s.heads() * s.headWidth()];
    for (int t = 0; t < h.length; t++) {
      for (int head = 0; head < s.heads(); head++) {
        int at = head * s.headWidth();
        int keyAt = head * s.keyValueHeads() / s.heads() * s.headWidth();
        double total = 0;
        for (int u = 0; u <= t; u++) {
          double score = 0;
          for (int d = 0; d < s.headWidth(); d++) {
            score += q[t][at + d] * k[u][keyAt + d];
          }
          double weight = Math.exp(score / Math.sqrt(s.headWidth()));
          total += weight;
          for (int d = 0; d < s.headWidth(); d++) {
            mixed[t][at + d] += weight * v[u][keyAt + d];
          }
        }
        for (int d = 0; d < s.headWidth(); d++) {
          mixed[t][at + d] /= total;
        }
      }
    }
    return mixed;
  }

  private double[][] rotated(double[][] x) {
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i += 2) {
        int pair = i % s.headWidth();
        if (pair < s.ropeWidth()) {
          double angle = t * Math.pow(s.ropeBase(), -(double) pair / s.ropeWidth());
          double a = x[t][i];
          double b = x[t][i + 1];
          x[t][i] = a * Math.cos(angle) - b * Math.sin(angle);
          x[t][i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
        }
      }
    }
    return x;
  }

  private double[][] norm(double[][] x, float[] weight) {
    double[][] out = new double[x.length][s.width()];
    for (int t = 0; t < x.length; t++) {
      double squares = 0;
      for (double v : x[t]) {
        squares += v * v;
      }
      for (int i = 0; i < s.width(); i++) {
        out[t][i] = x[t][i] / Math.sqrt(squares / s.width() + s.epsilon()) * weight[i];
      }
    }
    return out;
  }

  private static double[][] times(Matrix w, double[][] x) {
    double[][] out = new double[x.length][w.rows()];
    float[] row = new float[w.columns()];
    for (int r = 0; r < w.rows(); r++) {
      w.row(r, row, 0);
      for (int t = 0; t < x.length; t++) {
        for (int i = 0; i < row.length; i++) {
          out[t][r] += row[i] * x[t][i];
        }
      }
    }
    return out;
  }

  private static void add(double[][] x, double[][] y) {
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        x[t][i] += y[t][i];
      }
    }
  }
}
