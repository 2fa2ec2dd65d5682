package io.quipu.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A LLaMA-architecture model. Immutable, shared between threads; arrays are read, never written.
 *
 * <p>Refused, with the reason: other architectures, scaled rotary positions, tensors that this
 * architecture does not have (biases, experts), weights of a type without a row in the table of
 * {@link WeightType}s, weights that are not finite.
 */
public final class Model {
  private final String name;
  private final String description;
  private final Shape shape;
  private final Vocabulary vocabulary;
  private final Matrix embeddings;
  private final List<Layer> layers;
  private final float[] outputNorm;
  private final Matrix output;

  private Model(GgufFile file, Shape shape, Vocabulary vocabulary, List<Layer> layers)
      throws InvalidModelException {
    this.name = file.has("general.name") ? file.string("general.name") : file.name();
    this.description = file.has("general.description") ? file.string("general.description") : "";
    this.shape = shape;
    this.vocabulary = vocabulary;
    this.layers = List.copyOf(layers);
    this.embeddings = file.matrix("token_embd.weight", shape.width(), shape.vocabulary());
    this.outputNorm = file.vector("output_norm.weight", shape.width());
    this.output =
        file.tensorNames().contains("output.weight")
            ? file.matrix("output.weight", shape.width(), shape.vocabulary())
            : embeddings;
  }

  /**
   * @throws InvalidModelException if the file is no model that can be run; the message names the
   *     key or tensor
   */
  public static Model of(GgufFile file) throws InvalidModelException {
    String architecture = file.string("general.architecture");
    if (!architecture.equals("llama")) {
      throw file.invalid("general.architecture", "is " + architecture + "; only llama is read");
    }
    if (file.has("llama.rope.scaling.type")
        && !file.string("llama.rope.scaling.type").equals("none")) {
      throw file.invalid("llama.rope.scaling.type", "scaled rotary positions are not read");
    }
    Vocabulary vocabulary = Vocabulary.of(file);
    Shape shape = Shape.of(file, vocabulary.size());
    List<Layer> layers = new ArrayList<>();
    Set<String> unread = new TreeSet<>(file.tensorNames());
    unread.removeAll(Set.of("token_embd.weight", "output_norm.weight", "output.weight"));
    for (int i = 0; i < shape.layers(); i++) {
      layers.add(Layer.of(file, i, shape));
      for (String tensor : Layer.TENSORS) {
        unread.remove("blk." + i + "." + tensor);
      }
    }
    if (!unread.isEmpty()) {
      throw file.invalid(
          unread.iterator().next(), "the llama architecture that is read here has no such tensor");
    }
    return new Model(file, shape, vocabulary, layers);
  }

  /** Reads a GGUF file. */
  public static Model read(InputStream in, String name) throws IOException {
    return of(GgufFile.read(in, name));
  }

  public String name() {
    return name;
  }

  /** What the file says of itself; may be empty. */
  public String description() {
    return description;
  }

  public Shape shape() {
    return shape;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** A row of {@code width} for each token id. */
  public Matrix embeddings() {
    return embeddings;
  }

  public List<Layer> layers() {
    return layers;
  }

  public float[] outputNorm() {
    return outputNorm;
  }

  /** A row of {@code width} for each token id; the embeddings themselves if the model ties them. */
  public Matrix output() {
    return output;
  }
}
