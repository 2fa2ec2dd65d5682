package io.quipu.pipelines.sample;

import io.quipu.pipelines.work.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was planted: facts about documents and records, written as {@code truth.jsonl}; see
 * docs/sample.md.
 */
final class Truth {

  static final String FILE = "truth.jsonl";

  private final TreeSet<String> lines = new TreeSet<>();

  /**
   * Adds a fact.
   *
   * @param id {@code source/key}
   * @param rest names and values, one after the other
   */
  void fact(String id, String fact, Object... rest) {
    SortedMap<String, Object> line = new TreeMap<>();
    line.put("id", id);
    line.put("fact", fact);
    for (int i = 0; i < rest.length; i += 2) {
      line.put((String) rest[i], rest[i + 1]);
    }
    lines.add(Json.write(line));
  }

  /** A pair of nearly equal documents, or of a document and its heavily edited cousin. */
  void pair(String id, String fact, String of, Article copy, Article original) {
    double jaccard = Math.round(NearCopy.jaccard(copy, original) * 1e4) / 1e4;
    fact(id, fact, "of", of, "jaccard", jaccard);
  }

  /** A damaged record that has no key; it is known by its source, its input and the reason. */
  void damage(String source, String input, String reason) {
    SortedMap<String, Object> line = new TreeMap<>();
    line.put("fact", "damage");
    line.put("source", source);
    line.put("input", input);
    line.put("reason", reason);
    lines.add(Json.write(line));
  }

  void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve(FILE), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
  }
}
