package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.inspect.text.Table;
import io.quipu.pipelines.release.Release;
import io.quipu.pipelines.release.ReleasedShard;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.tokenizer.Tokenizers;
import io.quipu.tokenizer.shard.ShardFormat;
import io.quipu.tokenizer.shard.ShardFormats;
import io.quipu.tokenizer.shard.ShardReader;
import io.quipu.tokenizer.shard.ShardVocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu shards}: what a release holds. */
@Command(
    name = "shards",
    description = "Look into the shards of a release.",
    synopsisSubcommandLabel = "COMMAND")
final class ShardsCommand implements Runnable {

  private static final int MAX_MANIFEST_BYTES = 256 << 20;

  private final Console console;

  ShardsCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console
        .err()
        .println("quipu: shards stat DIR, or shards cat DIR; 'quipu shards --help' tells more");
  }

  @Command(
      name = "stat",
      description = "Print shards, documents and tokens of a release, and its mixture.")
  int stat(@Parameters(paramLabel = "DIR|URI", description = "Folder of a release.") String from)
      throws Exception {
    JsonNode manifest = manifest(from);
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %,d tokens of %s, %s",
                manifest.path("name").asText(),
                manifest.path("tokens").asLong(),
                manifest.path("tokenizer").asText(),
                String.join(", ", ReleasedShard.formats(manifest))));
    Table shards = new Table().left("shard").right("documents").right("tokens").right("bytes");
    for (ReleasedShard shard : ReleasedShard.of(manifest)) {
      long bytes = 0;
      for (String file : shard.names()) {
        bytes += manifest.path(Release.FILES).path(file).path("size").asLong();
      }
      shards.row(shard.name(), shard.documents(), shard.tokens(), bytes);
    }
    shards.lines("  ").forEach(console.out()::println);
    Table sources =
        new Table().left("source").right("unique tokens").right("epochs").right("tokens here");
    for (var source : manifest.path("mixture").properties()) {
      JsonNode of = source.getValue();
      sources.row(
          source.getKey(),
          of.path("unique_tokens").asLong(),
          String.format(Locale.ROOT, "%.3f", of.path("epochs").asDouble()),
          of.path("realised_tokens").asLong());
    }
    sources.lines("  ").forEach(console.out()::println);
    return Quipu.DONE;
  }

  @Command(
      name = "cat",
      description =
          "Print the documents of shards as JSON lines, in their order, with text and ids.")
  int cat(
      @Parameters(paramLabel = "DIR|URI", description = "Folder of a release.") String from,
      @Option(
              names = "--shard",
              paramLabel = "N",
              defaultValue = "-1",
              description = "This shard only.")
          int only,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "9223372036854775807",
              description = "So many documents.")
          long limit,
      @Option(
              names = "--tokenizer",
              paramLabel = "NAME|FILE",
              description = "Decodes the ids; that of the release, if it is built in, is known.")
          @Nullable String tokenizer)
      throws Exception {
    JsonNode manifest = manifest(from);
    TextEncoder encoder = encoder(tokenizer, manifest.path("tokenizer").asText());
    String format = readable(ReleasedShard.formats(manifest));
    ShardVocabulary vocabulary = ReleasedShard.vocabulary(manifest);
    long left = limit;
    for (ReleasedShard shard : ReleasedShard.of(manifest)) {
      if ((only < 0 || shard.name().equals(String.format("shard-%05d", only))) && left > 0) {
        left -= cat(from, format, shard, vocabulary, encoder, left);
      }
    }
    return Quipu.DONE;
  }

  /** The first format that can be read back. */
  private static String readable(List<String> formats) throws CommandException {
    for (String name : formats) {
      if (ShardFormats.table().find(name).flatMap(ShardFormat::reader).isPresent()) {
        return name;
      }
    }
    throw new CommandException("shards in the formats " + formats + " can't be read here");
  }

  private long cat(
      String from,
      String format,
      ReleasedShard shard,
      ShardVocabulary vocabulary,
      @Nullable TextEncoder encoder,
      long limit)
      throws IOException {
    long printed = 0;
    String map = StoragePath.below(from, shard.map());
    ShardFormat.Opener opener = ShardFormats.table().row(format).reader().orElseThrow();
    try (ShardReader reader = shard.open(from, format, opener, vocabulary);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new ZstdInputStream(Channels.newInputStream(Storage.open(map))),
                    StandardCharsets.UTF_8))) {
      for (int document = 0;
          document < reader.documents() && printed < limit;
          document++, printed++) {
        String line = lines.readLine();
        if (line == null || !(Json.read(line) instanceof ObjectNode out)) {
          throw new IOException(map + ": no line for document " + document);
        }
        int[] ids = new int[Math.toIntExact(reader.length(document))];
        reader.read(reader.start(document), ids, 0, ids.length);
        out.put("shard", shard.name());
        if (encoder != null) {
          int end =
              ids.length > 0 && ids[ids.length - 1] == encoder.endOfDocument()
                  ? ids.length - 1
                  : ids.length;
          out.put("text", new String(encoder.decode(ids, 0, end), StandardCharsets.UTF_8));
        }
        ArrayNode array = out.putArray("ids");
        for (int id : ids) {
          array.add(id);
        }
        JsonLines.write(console, out);
      }
    }
    return printed;
  }

  /**
   * The tokenizer asked for, or that of the release if its name is a built-in one's; null for none.
   */
  private static @Nullable TextEncoder encoder(@Nullable String asked, String ofRelease)
      throws IOException, CommandException {
    if (asked != null) {
      return Encoders.of(asked);
    }
    for (String name : Tokenizers.builtInNames()) {
      TextEncoder encoder = ofRelease.startsWith(name) ? Tokenizers.builtIn(name) : null;
      if (encoder != null && encoder.name().equals(ofRelease)) {
        return encoder;
      }
    }
    return null;
  }

  private static JsonNode manifest(String from) throws IOException, CommandException {
    String path = StoragePath.child(from, Release.MANIFEST);
    if (!Storage.exists(path)) {
      throw new CommandException(from + " is no release: it has no " + Release.MANIFEST);
    }
    return Json.read(new String(Storage.readAll(path, MAX_MANIFEST_BYTES), StandardCharsets.UTF_8));
  }
}
