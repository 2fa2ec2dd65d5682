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
 * found them; what is made of them is made once a JVM, and lives as long as a run that asked for
 * it.
 */
public final class WorkResources implements Resources {

  /**
   * @param name of the file, wherever it lies: it may be part of what is made of it, and published
   */
  private record Shared(String digest, Class<?> type, String name) {}

  /** What runs hold: a model goes when the last run that uses it goes. */
  private static final Recent<Shared, Object> SHARED = new Recent<>(0);

  /** Path and digest of what this JVM has seen to be whole. */
  private static final Set<String> WHOLE = ConcurrentHashMap.newKeySet();

  private final SortedMap<String, String> digests;
  private final BinaryOperator<String> place;
  private final ConcurrentHashMap<Shared, Object> held = new ConcurrentHashMap<>();

  /**
   * @param digests by the names that the recipe gives
   * @param place where a file lies, by that name and its digest
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
   * Reads a file to its end, once a JVM.
   *
   * @throws IOException if its digest is another: a list that was cut would decide wrongly, and
   *     silently
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
              + "; it was cut or changed: run the recipe again, and it is copied anew");
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
