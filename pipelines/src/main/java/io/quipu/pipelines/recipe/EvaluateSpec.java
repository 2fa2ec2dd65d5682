package io.quipu.pipelines.recipe;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is scored before a release.
 *
 * @param model GGUF file, or {@code tiny} for the built-in one
 * @param documents sampled from each shard and each source
 * @param gates limits by figure; one that is broken stops the release
 */
public record EvaluateSpec(String model, int documents, SortedMap<String, GateSpec> gates) {

  /** The model that Quipu carries. */
  public static final String TINY = "tiny";

  public EvaluateSpec {
    gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
  }

  /** The model as a file, none if it is the built-in one. */
  public List<NamedFile> files() {
    return model.equals(TINY) ? List.of() : List.of(new NamedFile("evaluate.model", model));
  }
}
