package io.quipu.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Files below the folder that QUIPU_CORPUS names; a test that needs one that is missing fails. */
public final class Corpus {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  public static List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }

  public static JsonNode tree(String file) throws IOException {
    try (InputStream in = open(file)) {
      return JSON.readTree(in);
    }
  }

  private static InputStream open(String file) throws IOException {
    String root = System.getenv("QUIPU_CORPUS");
    if (root == null) {
      throw new IllegalStateException("QUIPU_CORPUS is not set");
    }
    InputStream in = Files.newInputStream(Path.of(root, file));
    return file.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }
}
