package io.quipu.pipelines.run;

import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Files that a recipe names, from {@code resources/<sha256>} of the work folder or where the recipe
 * found them. What is loaded from them is loaded once per JVM, and lives as long as a run that uses
 * it.
 */
public final class WorkResources implements Resources {

  /**
   * @param name of the file, wherever it is: it may become part of the loaded value, and be
   *     published
   */
  private record Shared(String digest, Class<?> type, String name) {}

  /** Values held by runs: a model is released with the last run that uses it. */
  private static final Recent<Shared, Object> SHARED = new Recent<>(0);

  /** Path and digest of files that this JVM has verified. */
  private static final Set<String> WHOLE = ConcurrentHashMap.newKeySet();

  private final SortedMap<String, String> digests;
  private final BinaryOperator<String> place;
  private final ConcurrentHashMap<Shared, Object> held = new ConcurrentHashMap<>();

  /**
   * @param digests by the names that the recipe gives
   * @param place path of a file, by that name and its digest
   */
  public WorkResources(SortedMap<String, String> digests, BinaryOperator<String> place) {
    this.digests = digests;
    this.place = place;
  }

  @Override
  public InputStream open(String reference) throws IOException {
    String digest = digest(reference);
    String path = place.apply(reference, digest);
    requireWhole(path, digest);
    return Channels.newInputStream(Storage.open(path));
  }

  /**
   * Verifies a file's digest, once per JVM.
   *
   * @throws IOException if the digest differs: a truncated list would silently lead to wrong
   *     decisions
   */
  static void requireWhole(String path, String digest) throws IOException {
    if (WHOLE.contains(digest + path)) {
      return;
    }
    String found = Storage.sha256(path);
    if (!found.equals(digest)) {
      throw new IOException(
          path
              + ": its SHA-256 is "
              + found
              + " in place of "
              + digest
              + "; it was truncated or changed: run the recipe again to copy it again");
    }
    WHOLE.add(digest + path);
  }

  @Override
  public <T> T shared(String reference, Class<T> type, Function<InputStream, T> load) {
    Shared key = new Shared(digest(reference), type, StoragePath.nameOf(reference));
    Object made = held.get(key);
    if (made == null) {
      made = SHARED.get(key, () -> load(reference, load));
      held.put(key, made);
    }
    return type.cast(made);
  }

  private <T> T load(String reference, Function<InputStream, T> load) {
    try (InputStream in = open(reference)) {
      return load.apply(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public TextEncoder encoder(String reference) {
    if (digests.containsKey(reference)) {
      return shared(
          reference, TextEncoder.class, in -> fromFile(in, StoragePath.nameOf(reference)));
    }
    return Tokenizers.builtIn(reference);
  }

  private String digest(String reference) {
    String digest = digests.get(reference);
    if (digest == null) {
      throw new IllegalArgumentException(
          "the recipe names no file " + reference + "; it names " + digests.keySet());
    }
    return digest;
  }

  private static TextEncoder fromFile(InputStream in, String name) {
    try {
      return Tokenizers.fromFile(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
