package io.quipu.pipelines.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.tokenizer.shard.DamagedShardException;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves a release: every file by its digest, every shard by the reader of its format, every map by
 * its shard; and that there is nothing else in its folder.
 */
public final class Verifier {

  /**
   * What was found.
   *
   * @param problems one line each; none if the release is whole
   */
  public record Report(
      String name, int files, int shards, long documents, long tokens, List<String> problems) {}

  private Verifier() {}

  /**
   * @param from folder or URI of a release
   * @throws IOException if the folder can't be read
   */
  public static Report verify(String from) throws IOException {
    List<String> problems = new ArrayList<>();
    JsonNode manifest;
    try {
      manifest = PublishedRelease.manifest(from);
    } catch (NoRelease e) {
      problems.add(String.valueOf(e.getMessage()));
      return new Report("", 0, 0, 0, 0, problems);
    }
    Set<String> names = new HashSet<>(List.of(Release.MANIFEST, Release.MARKER));
    int files = 0;
    for (Map.Entry<String, JsonNode> file : manifest.path(Release.FILES).properties()) {
      files++;
      names.add(file.getKey());
      checkFile(from, file.getKey(), file.getValue(), problems);
    }
    long documents = 0;
    long tokens = 0;
    int shards = 0;
    if (problems.isEmpty()) {
      for (ReleasedShard shard : ReleasedShard.of(manifest)) {
        shards++;
        documents += shard.documents();
        tokens += shard.tokens();
        for (String format : ReleasedShard.formats(manifest)) {
          checkShard(from, format, shard, manifest, problems);
        }
      }
      if (tokens != manifest.path("tokens").asLong()) {
        problems.add(
            Release.MANIFEST
                + ": shards have "
                + tokens
                + " tokens, the release says "
                + manifest.path("tokens").asLong());
      }
    }
    for (String name : Storage.listAll(from)) {
      if (!names.contains(name)) {
        problems.add(name + " is not in " + Release.MANIFEST + ": it is not of this release");
      }
    }
    return new Report(manifest.path("name").asText(), files, shards, documents, tokens, problems);
  }

  private static void checkFile(String from, String name, JsonNode wanted, List<String> problems)
      throws IOException {
    String path = StoragePath.below(from, name);
    if (!Storage.exists(path)) {
      problems.add(name + " is missing");
      return;
    }
    MessageDigest sha = Sha256.digest();
    long size;
    try (InputStream in = new DigestInputStream(Channels.newInputStream(Storage.open(path)), sha)) {
      size = in.transferTo(OutputStream.nullOutputStream());
    }
    if (size != wanted.path("size").asLong()) {
      problems.add(name + " has " + size + " bytes, not " + wanted.path("size").asLong());
    } else if (!Sha256.hex(sha).equals(wanted.path("sha256").asText())) {
      problems.add(name + ": SHA-256 is not the one in " + Release.MANIFEST);
    }
  }

  /** A format that nothing here reads has its digests only. */
  private static void checkShard(
      String from, String format, ReleasedShard shard, JsonNode manifest, List<String> problems)
      throws IOException {
    String name = shard.name();
    try {
      Optional<ShardFormat.Opener> opener = ShardFormats.table().row(format).reader();
      if (opener.isEmpty()) {
        return;
      }
      try (ShardReader reader =
          shard.open(from, format, opener.get(), ReleasedShard.vocabulary(manifest))) {
        if (reader.tokens() == shard.tokens() && reader.documents() == shard.documents()) {
          checkMap(from, shard, reader, problems);
        } else {
          problems.add(
              name
                  + " has "
                  + reader.documents()
                  + " documents and "
                  + reader.tokens()
                  + " tokens in the format "
                  + format
                  + "; the manifest says "
                  + shard.documents()
                  + " and "
                  + shard.tokens());
        }
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      problems.add(name + " has no file " + e.getMessage());
    } catch (DamagedShardException
        | JsonProcessingException
        | ZstdIOException
        | IllegalArgumentException e) { // the last: a format that nobody knows
      problems.add(name + ": " + e.getMessage());
    }
  }

  private static void checkMap(
      String from, ReleasedShard shard, ShardReader reader, List<String> problems)
      throws IOException {
    String name = shard.name();
    String path = StoragePath.below(from, shard.map());
    int document = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Channels.newInputStream(Storage.open(path))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = Json.read(line);
        if (document >= reader.documents()
            || node.path("start").asLong() != reader.start(document)
            || node.path("end").asLong() != reader.start(document + 1)) {
          problems.add(
              name + ": line " + (document + 1) + " of the map is not what the shard holds");
          return;
        }
        document++;
      }
    }
    if (document != reader.documents()) {
      problems.add(
          name
              + ": the map has "
              + document
              + " lines, the shard "
              + reader.documents()
              + " documents");
    }
  }
}
