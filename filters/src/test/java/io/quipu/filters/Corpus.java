package io.quipu.filters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the data that {@code QUIPU_CORPUS} names; a missing file fails the test. */
public final class Corpus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  public static List<JsonNode> lines(String file) throws IOException {
    String folder = System.getenv("QUIPU_CORPUS");
    if (folder == null) {
      throw new IOException("set QUIPU_CORPUS to the folder that holds " + file);
    }
    List<JsonNode> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(folder, file))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }

  /** Texts by id, in file order. */
  public static Map<String, String> texts(String file) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode row : lines(file)) {
      texts.put(row.get("id").asText(), row.get("text").asText());
    }
    return texts;
  }
}
