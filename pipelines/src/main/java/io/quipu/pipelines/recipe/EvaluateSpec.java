package io.quipu.pipelines.recipe;

import java.util.Collections;
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

  public EvaluateSpec {
    gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
  }
}
