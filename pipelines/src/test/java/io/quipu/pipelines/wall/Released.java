package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.release.ReleasedShard;
import io.quipu.pipelines.release.Verifier;
import io.quipu.pipelines.work.Storage;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a release. */
public final class Released {

  /** A document's tokens [start, end) in a shard. */
  record Copy(String shard, String id, int epoch, long start, long end) {}

  private final String folder;
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private Released(String folder) throws IOException {
    this.folder = folder;
    for (Storage.Entry file : Storage.listTree(folder)) {
      files.put(file.name(), Storage.readAll(file.path(), 1 << 30));
    }
  }

  /** The release of a run, as it is now; it must verify. */
  static Released of(TestRun run) throws IOException {
    return in(run.work().path("release"));
  }

  /** The release in a folder; it must verify. */
  public static Released in(String folder) throws IOException {
    Released released = new Released(folder);
    assertThat(Verifier.verify(released.folder).problems()).isEmpty();
    return released;
  }

  /** Bytes by name. */
  SortedMap<String, byte[]> files() {
    return files;
  }

  /** SHA-256 by name. */
  public SortedMap<String, String> digests() throws Exception {
    SortedMap<String, String> digests = new TreeMap<>();
    for (var file : files.entrySet()) {
      digests.put(file.getKey(), digest(file.getValue()));
    }
    return digests;
  }

  static String digest(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(files.get("manifest.json"));
  }

  /** All copies of documents, in the order of the shards. */
  List<Copy> copies() throws IOException {
    List<Copy> copies = new ArrayList<>();
    for (ReleasedShard shard : ReleasedShard.of(manifest())) {
      byte[] map = Objects.requireNonNull(files.get(shard.map()));
      for (String line : unpacked(map).lines().toList()) {
        JsonNode node = new ObjectMapper().readTree(line);
        copies.add(
            new Copy(
                shard.name(),
                node.get("source").asText() + "/" + node.get("key").asText(),
                node.get("epoch").asInt(),
                node.get("start").asLong(),
                node.get("end").asLong()));
      }
    }
    return copies;
  }

  List<Copy> copies(String id) throws IOException {
    return copies().stream().filter(copy -> copy.id().equals(id)).toList();
  }

  int[] tokens(Copy copy) throws IOException {
    return tokens(copy, ReleasedShard.formats(manifest()).get(0));
  }

  /** As one of the formats has them. */
  int[] tokens(Copy copy, String format) throws IOException {
    ReleasedShard shard =
        ReleasedShard.of(manifest()).stream()
            .filter(s -> s.name().equals(copy.shard()))
            .findFirst()
            .orElseThrow();
    ShardFormat.Opener opener = ShardFormats.table().row(format).reader().orElseThrow();
    try (ShardReader reader =
        shard.open(folder, format, opener, ReleasedShard.vocabulary(manifest()))) {
      int[] tokens = new int[(int) (copy.end() - copy.start())];
      reader.read(copy.start(), tokens, 0, tokens.length);
      return tokens;
    }
  }

  static String unpacked(byte[] zstd) throws IOException {
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(zstd))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
