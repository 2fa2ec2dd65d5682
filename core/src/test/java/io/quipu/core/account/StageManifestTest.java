package io.quipu.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StageManifestTest {

  private static final String DIGEST = "0".repeat(64);

  @Test
  void accountsAreTheSumsOverThePartsOfEachSourceInEachUnit() {
    StageManifest manifest =
        StageManifest.of(
            "filter",
            DIGEST,
            List.of(
                part("web/t1-00001", counts("documents", 5, 3), counts("tokens", 50, 30)),
                part("web/t1-00000", counts("documents", 7, 7)),
                part("books/t9-00000", counts("documents", 1, 0))));
    assertThat(manifest.parts())
        .extracting(PartEntry::part)
        .containsExactly("books/t9-00000", "web/t1-00000", "web/t1-00001");
    assertThat(manifest.accounts().keySet()).containsExactly("books", "web");
    assertThat(manifest.account("web", "documents")).isEqualTo(counts("documents", 12, 10));
    assertThat(manifest.account("web", "tokens")).isEqualTo(counts("tokens", 50, 30));
    assertThat(manifest.account("books", "tokens")).isEqualTo(Counts.none("tokens"));
  }

  @Test
  void refusesAccountsThatAreNotTheSums() {
    List<PartEntry> parts = List.of(part("web/t1-00000", counts("documents", 7, 7)));
    SortedMap<String, List<Counts>> accounts =
        new TreeMap<>(Map.of("web", List.of(counts("documents", 7, 6))));
    assertThatThrownBy(() -> new StageManifest("filter", 1, DIGEST, parts, accounts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the sums");
    assertThatThrownBy(() -> new StageManifest("filter", 1, DIGEST, parts, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPartTwice() {
    assertThatThrownBy(
            () -> StageManifest.of("filter", DIGEST, List.of(part("web/t1-0"), part("web/t1-0"))))
        .hasMessageContaining("web/t1-0 is listed twice");
  }

  @Test
  void refusesAPartWithoutSourceOrWithAUnitTwice() {
    for (String name : List.of("", "/", "web", "web/", "/t1")) {
      assertThatThrownBy(() -> part(name)).as(name).hasMessageContaining("not <source>/<name>");
    }
    assertThatThrownBy(() -> part("web/t1", counts("documents", 1, 1), counts("documents", 2, 2)))
        .hasMessageContaining("counts documents twice");
  }

  private static PartEntry part(String name, Counts... counts) {
    return new PartEntry(name, "f", "file", 0, DIGEST, new TreeMap<>(), List.of(counts));
  }

  private static Counts counts(String unit, long in, long kept) {
    SortedMap<String, Long> dropped = new TreeMap<>();
    if (in > kept) {
      dropped.put("too_few_words", in - kept);
    }
    return new Counts(unit, in, kept, dropped, new TreeMap<>());
  }
}
