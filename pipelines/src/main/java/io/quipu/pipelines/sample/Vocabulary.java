package io.quipu.pipelines.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists of words or pieces of sentences, by name, from a resource beside this class. */
final class Vocabulary {

  private final SortedMap<String, List<String>> lists = new TreeMap<>();

  private Vocabulary() {}

  /**
   * Reads lines {@code name: words}, and lines below {@code name:} that are pieces of their own.
   */
  static Vocabulary load(String resource) {
    Vocabulary vocabulary = new Vocabulary();
    InputStream stream =
        Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource), resource);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<String> list = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || line.isBlank()) {
          continue;
        }
        if (colon < 0) {
          list.add(line);
          continue;
        }
        list = new ArrayList<>();
        vocabulary.lists.put(line.substring(0, colon), list);
        if (colon + 1 < line.length()) {
          list.addAll(List.of(line.substring(colon + 1).strip().split(" ")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vocabulary;
  }

  List<String> list(String name) {
    return Objects.requireNonNull(lists.get(name), name);
  }

  /** Names of the lists that begin with a prefix, in order. */
  List<String> names(String prefix) {
    return lists.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }
}
