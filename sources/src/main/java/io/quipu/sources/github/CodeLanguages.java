package io.quipu.sources.github;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The programming language of a file by its name: {@code languages.tsv} lists names and extensions,
 * the languages named as GitHub Linguist names them.
 */
final class CodeLanguages {

  private static final Map<String, String> BY_NAME = load();

  private CodeLanguages() {}

  /** Null if the file is no source file. */
  static @Nullable String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    String whole = BY_NAME.get(name);
    return whole != null || dot < 0 ? whole : BY_NAME.get(name.substring(dot));
  }

  private static Map<String, String> load() {
    Map<String, String> languages = new TreeMap<>();
    InputStream table =
        Objects.requireNonNull(CodeLanguages.class.getResourceAsStream("languages.tsv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        int tab = line.indexOf('\t');
        for (String name : line.substring(tab + 1).split(" ", -1)) {
          if (languages.put(name, line.substring(0, tab)) != null) {
            throw new IllegalStateException("languages.tsv lists " + name + " twice");
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(languages);
  }
}
