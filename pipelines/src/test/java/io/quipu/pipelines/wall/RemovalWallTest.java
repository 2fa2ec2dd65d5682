package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.release.Removals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that is removed leaves its shards, and stays away. */
class RemovalWallTest {

  private static final String ID = "b/b1-2";

  @TempDir Path folder;

  @Test
  void aRemovedDocumentLeavesItsShardsAndNoOthers() throws Exception {
    TestRun run = Prose.inputs(folder);
    String recipe = Prose.recipe(5);
    run.run(recipe, "");
    Released before = Released.of(run);
    var digests = before.digests();
    List<Released.Copy> copies = before.copies(ID);
    assertThat(copies).as("epochs of it").hasSizeBetween(2, 3);

    List<Removals.TokenRange> ranges = new ArrayList<>();
    Set<String> held = new TreeSet<>();
    for (Released.Copy copy : copies) {
      held.add(copy.shard());
      int shard = Integer.parseInt(copy.shard().substring("shard-".length()));
      ranges.add(new Removals.TokenRange(shard, copy.start(), copy.end()));
    }
    Removals.append(run.work(), List.of(new Removals.Removal("b", "b1-2", ranges)));
    run.run(recipe, "");
    assertThat(run.madeByFolder().keySet()).allMatch(made -> made.matches("(shards|scratch).*"));
    assertThat(run.madeByFolder()).containsEntry("shards", held.size());
    assertThat(run.opens("removals/1.json")).as("times that the list was read").isEqualTo(1);

    Released after = Released.of(run);
    assertThat(after.copies(ID)).isEmpty();
    assertThat(after.copies()).hasSize(before.copies().size() - copies.size());
    after
        .digests()
        .forEach(
            (name, digest) -> {
              if (name.startsWith("shards/")) {
                boolean affected =
                    held.stream().anyMatch(s -> name.contains(s.replace("shard-", "/") + "."));
                assertThat(digest.equals(digests.get(name))).as(name).isEqualTo(!affected);
              }
            });
    assertThat(after.digests().keySet()).isEqualTo(digests.keySet());
    List<String> told = new ArrayList<>();
    for (JsonNode range : after.manifest().get("removed")) {
      told.add(
          String.format(
              "shard-%05d %d %d",
              range.get("shard").asInt(), range.get("start").asLong(), range.get("end").asLong()));
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            copies.stream().map(c -> c.shard() + " " + c.start() + " " + c.end()).toList());

    run.run(recipe, "");
    assertThat(run.madeByFolder()).isEmpty();
    run.run(recipe.replace("3: 2.5", "3: 3"), "");
    assertThat(Released.of(run).copies(ID)).isEmpty();
    assertThat(Released.of(run).copies("b/b1-3")).hasSize(3);
  }
}
