package io.quipu.pipelines.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.release.ReleasedShard;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents of a released data set, decoded from its shards and their maps alone. */
final class ReleasedShards {

  /**
   * A copy of a document.
   *
   * @param tokens end of document included
   */
  record Copy(String source, String id, int epoch, int tokens, boolean ended, String text) {}

  private final JsonNode manifest;
  private final List<Copy> copies = new ArrayList<>();

  ReleasedShards(Path release, TextEncoder encoder) throws IOException {
    manifest = Json.read(Files.readString(release.resolve("manifest.json")));
    for (ReleasedShard shard : ReleasedShard.of(manifest)) {
      read(release, shard, encoder);
    }
  }

  private void read(Path release, ReleasedShard shard, TextEncoder encoder) throws IOException {
    String format = ReleasedShard.formats(manifest).get(0);
    ShardFormat.Opener opener = ShardFormats.table().row(format).reader().orElseThrow();
    try (ShardReader reader =
            shard.open(release.toString(), format, opener, ReleasedShard.vocabulary(manifest));
        BufferedReader map =
            new BufferedReader(
                new InputStreamReader(
                    new ZstdInputStream(
                        Channels.newInputStream(
                            Storage.open(release.resolve(shard.map()).toString()))),
                    StandardCharsets.UTF_8))) {
      for (String line = map.readLine(); line != null; line = map.readLine()) {
        JsonNode node = Json.read(line);
        long start = node.path("start").asLong();
        int count = (int) (node.path("end").asLong() - start);
        int[] ids = new int[count];
        reader.read(start, ids, 0, count);
        boolean ended = ids[count - 1] == encoder.endOfDocument();
        String text = new String(encoder.decode(ids, 0, count - 1), StandardCharsets.UTF_8);
        String source = node.path("source").asText();
        copies.add(
            new Copy(
                source,
                source + "/" + node.path("key").asText(),
                node.path("epoch").asInt(),
                count,
                ended,
                text));
      }
    }
  }

  JsonNode manifest() {
    return manifest;
  }

  List<Copy> copies() {
    return copies;
  }

  SortedMap<String, Long> tokensBySource() {
    SortedMap<String, Long> tokens = new TreeMap<>();
    copies.forEach(copy -> tokens.merge(copy.source(), (long) copy.tokens(), Long::sum));
    return tokens;
  }
}
