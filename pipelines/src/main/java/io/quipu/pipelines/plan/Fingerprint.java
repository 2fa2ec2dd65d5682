package io.quipu.pipelines.plan;

import io.quipu.core.document.Key128;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Identifies what a stage's file was built from, so that the file is rebuilt exactly when that
 * changes: the first 32 hexadecimal digits of a SHA-256 over the stage's configuration and, by
 * name, the digests of what it read.
 */
public final class Fingerprint {

  private static final String LAYOUT = "quipu-work-" + WorkFormat.NUMBER;

  private Fingerprint() {}

  /**
   * @param config the resolved stage: canonical JSON, versions of its steps, digests of its models,
   *     lists, bundles
   * @param inputs what was read: row digests of files; name, size and time of raw inputs
   */
  public static String of(String config, SortedMap<String, String> inputs) {
    List<String> parts = new ArrayList<>();
    parts.add(LAYOUT);
    parts.add(config);
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      parts.add(input.getKey());
      parts.add(input.getValue());
    }
    return Key128.ofStrings(parts.toArray(String[]::new)).toString();
  }
}
