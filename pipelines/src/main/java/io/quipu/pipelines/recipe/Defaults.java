package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.tokenizer.shard.ShardFormats;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a key is if a recipe leaves it out; a key that is not here is required, or may be nothing.
 */
final class Defaults {

  /** The stages of a recipe that has no key {@code stages}. */
  static final String STAGES =
      """
      - annotate: {steps: [language, gopher_words, gopher_repetition, pii, pii_disclosure]}
      - filter:   {rules: [gopher, {signal: language_confidence, min: 0.65}]}
      - sites:    {}
      - dedup:    {exact: {}}
      - dedup:    {minhash: {}}
      - annotate: {steps: [pii_mask]}
      """;

  static final List<SurvivorKey> SURVIVOR =
      List.of(SurvivorKey.Plain.TRUST, SurvivorKey.Plain.NEWEST, SurvivorKey.Plain.LONGEST);

  private static final MixtureSpec MIXTURE =
      new MixtureSpec(
          null,
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          4);

  private static final ShardsSpec SHARDS =
      new ShardsSpec(List.of(FormatUse.of(ShardFormats.table().row("megatron"))), 100_000_000);

  private static final Map<Class<?>, Record> WHOLE =
      Map.of(MixtureSpec.class, MIXTURE, ShardsSpec.class, SHARDS);

  private static final Map<Class<?>, Map<String, Object>> TABLE =
      Map.ofEntries(
          Map.entry(
              Recipe.class,
              Map.of("seed", 0L, "bundles", List.of(), "mixture", MIXTURE, "shards", SHARDS)),
          Map.entry(SourceSpec.class, Map.of("trust", 0, "release", 0)),
          Map.entry(AnnotateStage.class, Map.of("sources", List.of())),
          Map.entry(FilterStage.class, Map.of("sources", List.of())),
          Map.entry(
              SitesStage.class,
              Map.of(
                  "sources",
                  List.of(),
                  "minPages",
                  5,
                  "maxDisclosure",
                  0.2,
                  "k",
                  20.0,
                  "lists",
                  List.of(),
                  "keepLists",
                  List.of())),
          Map.entry(DedupStage.class, Map.of("sources", List.of(), "survivor", SURVIVOR)),
          Map.entry(DedupMethod.Paragraph.class, Map.of("minCharacters", 1)),
          Map.entry(
              DedupMethod.MinHash.class,
              Map.of(
                  "preset",
                  "datatrove",
                  "threshold",
                  0.8,
                  "mode",
                  DedupMethod.Mode.VERIFIED,
                  "decide",
                  DedupMethod.Decide.SWEEP)),
          Map.entry(
              EvaluateSpec.class,
              Map.of(
                  "model",
                  EvaluateSpec.TINY,
                  "documents",
                  200,
                  "gates",
                  Collections.emptySortedMap())));

  private Defaults() {}

  /** The default of a component, or null if it has none. */
  static @Nullable Object of(RecordComponent component) {
    Class<?> type = component.getDeclaringRecord();
    Record whole = WHOLE.get(type);
    return whole == null
        ? TABLE.getOrDefault(type, Map.of()).get(component.getName())
        : Components.value(component, whole);
  }
}
