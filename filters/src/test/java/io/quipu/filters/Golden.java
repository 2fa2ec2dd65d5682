package io.quipu.filters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goldens of this module: {@code golden/<unit>} of the test resources, with their ORIGIN.md. */
public final class Golden {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** Texts by id, in file order. */
  public static Map<String, String> texts(String unit) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode row : lines(unit + "/input.jsonl")) {
      texts.put(
          row.get("id").asText(), row.get("text").asText().repeat(row.path("times").asInt(1)));
    }
    return texts;
  }

  public static List<JsonNode> expected(String unit) throws IOException {
    return lines(unit + "/expected.jsonl");
  }

  private static List<JsonNode> lines(String file) throws IOException {
    InputStream in = Golden.class.getResourceAsStream("/golden/" + file);
    if (in == null) {
      throw new FileNotFoundException(file);
    }
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
