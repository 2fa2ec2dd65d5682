package io.quipu.pipelines.inspect.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.FormatFile;
import io.quipu.pipelines.work.Json;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DocumentRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run cost that began with nothing and came to its end, and what it read for that: the
 * sample from which a larger run is predicted.
 *
 * @param shownAs the work folder, as the user calls it
 * @param cpuSeconds of all stages but evaluate, whose sample of documents does not grow
 * @param read stored bytes of inputs that were read, by source
 * @param disk bytes of the files of all parts, by source
 * @param shardBytes of all files of all shards
 * @param shardTokens in the shards
 */
public record MeasuredRun(
    String shownAs,
    double cpuSeconds,
    double evaluateSeconds,
    SortedMap<String, Long> read,
    SortedMap<String, Long> disk,
    long shardBytes,
    long shardTokens) {

  /** Time and place of the last run in a work folder. */
  public static final String TIMINGS = "timings.json";

  private static final int MAX_BYTES = 16 << 20;

  /**
   * Reads the sample that a work folder holds; empty if its last run went on from an earlier one,
   * was stopped, or ran another recipe than the one in hand or another version of Quipu.
   *
   * @param recipe canonical JSON of the resolved recipe in hand
   */
  public static Optional<MeasuredRun> read(
      WorkFolder work, String shownAs, Plan plan, String recipe) throws IOException {
    String timings = work.path(TIMINGS);
    String ofRun = work.path(LastRun.RECIPE);
    if (!Storage.exists(timings) || !Storage.exists(ofRun) || !FormatFile.fits(work)) {
      return Optional.empty();
    }
    JsonNode tree;
    try {
      if (!made(text(ofRun)).equals(made(recipe))) {
        return Optional.empty();
      }
      tree = Json.read(text(timings));
    } catch (JsonProcessingException cut) {
      return Optional.empty(); // by a kill, or a run that is writing it
    }
    List<String> stages = new ArrayList<>();
    List<String> evaluating =
        plan.stages().stream()
            .filter(stage -> stage.main().equals(Dataset.EVALUATION))
            .map(Stage::name)
            .toList();
    double cpu = 0;
    double evaluate = 0;
    for (JsonNode stage : tree.path("stages")) {
      String name = stage.path("stage").asText();
      stages.add(name);
      double seconds = stage.path("cpu_seconds").asDouble();
      boolean ofSample = evaluating.contains(name);
      cpu += ofSample ? 0 : seconds;
      evaluate += ofSample ? seconds : 0;
    }
    if (!tree.path("fresh").asBoolean()
        || !stages.equals(plan.stages().stream().map(Stage::name).toList())) {
      return Optional.empty();
    }
    SortedMap<String, Long> read = new TreeMap<>();
    for (PartEntry part : parts(work, Dataset.DOCUMENTS)) {
      String bytes = part.extra().getOrDefault(DocumentRows.READ, "0");
      read.merge(part.source(), Long.valueOf(bytes), Long::sum);
    }
    long shardTokens = 0;
    for (PartEntry shard : parts(work, Dataset.SHARDS)) {
      shardTokens += Long.parseLong(shard.extra().getOrDefault("tokens", "0"));
    }
    long shardBytes = 0;
    for (Storage.Entry file : Storage.listTree(work.folder(Dataset.SHARDS))) {
      shardBytes += file.size();
    }
    return Optional.of(
        new MeasuredRun(shownAs, cpu, evaluate, read, disk(work, plan), shardBytes, shardTokens));
  }

  /** A resolved recipe but for where its release goes: that of a dry run stays where it is. */
  private static JsonNode made(String resolved) throws IOException {
    JsonNode tree = Json.read(resolved);
    if (tree.path("recipe") instanceof ObjectNode recipe) {
      recipe.remove("publish");
    }
    return tree;
  }

  /** Of the files that manifests name. */
  private static SortedMap<String, Long> disk(WorkFolder work, Plan plan) throws IOException {
    SortedMap<String, Long> disk = new TreeMap<>();
    for (Stage stage : plan.stages()) {
      for (Dataset dataset : stage.writes()) {
        for (String source : plan.recipe().sources().keySet()) {
          Map<String, Long> sizes = new HashMap<>();
          for (Storage.Entry file : Storage.list(work.folder(dataset, source))) {
            sizes.put(file.name(), file.size());
          }
          for (PartEntry part : parts(work, dataset)) {
            if (part.source().equals(source)) {
              disk.merge(source, sizes.getOrDefault(part.file(), 0L), Long::sum);
            }
          }
        }
      }
    }
    return disk;
  }

  private static List<PartEntry> parts(WorkFolder work, Dataset dataset) throws IOException {
    return work.manifests().current(dataset.name()).map(StageManifest::parts).orElse(List.of());
  }

  private static String text(String path) throws IOException {
    return new String(Storage.readAll(path, MAX_BYTES), StandardCharsets.UTF_8);
  }
}
