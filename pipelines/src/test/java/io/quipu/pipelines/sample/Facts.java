package io.quipu.pipelines.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.pipelines.work.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The truth about a sample, as a test reads it. */
final class Facts {

  /** Facts of documents that a run of {@code recipes/sample.yaml} drops. */
  private static final Set<String> DROPPED =
      Set.of(
          "near_duplicate",
          "exact_duplicate",
          "disclosing_page",
          "junk",
          "language",
          "same_id",
          "short_book",
          "short_code",
          "vendored");

  private final List<JsonNode> all = new ArrayList<>();

  Facts(Path sample) throws IOException {
    for (String line : Files.readAllLines(sample.resolve("truth.jsonl"))) {
      all.add(Json.read(line));
    }
  }

  /** Facts of a kind; never none. */
  List<JsonNode> of(String fact) {
    List<JsonNode> facts = all.stream().filter(f -> f.path("fact").asText().equals(fact)).toList();
    if (facts.isEmpty()) {
      throw new AssertionError("nothing planted of " + fact);
    }
    return facts;
  }

  static String id(JsonNode fact) {
    return fact.path("id").asText();
  }

  static String text(JsonNode fact, String field) {
    return fact.path(field).asText();
  }

  /** Ids of documents that may be dropped. */
  Set<String> mayBeDropped() {
    Set<String> ids = new TreeSet<>();
    all.stream()
        .filter(f -> DROPPED.contains(f.path("fact").asText()))
        .forEach(f -> ids.add(id(f)));
    return ids;
  }
}
