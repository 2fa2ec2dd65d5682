package io.quipu.filters.site;

import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.filters.pii.PiiDisclosure;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of a site, or of some of its pages; adds up in any order to the same.
 *
 * @param disclosures pages that disclose, at most {@code pages}
 * @param byKind the same by what they disclose: {@code email}, {@code phone}, {@code email+phone}
 * @param examples at most {@link #MAX_EXAMPLES}, those of smallest order
 */
public record SiteCounts(
    long pages, long disclosures, SortedMap<String, Long> byKind, List<MaskedExample> examples) {

  public static final int MAX_EXAMPLES = 5;

  public static final SiteCounts NONE =
      new SiteCounts(0, 0, Collections.emptySortedMap(), List.of());

  public SiteCounts {
    byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
    examples = List.copyOf(examples);
  }

  /** Draws the order of examples. */
  public static KeyedRandom examplesOf(long seed) {
    return new KeyedRandom(seed, "sites.examples");
  }

  /**
   * One page.
   *
   * @param row holds the signals of {@link PiiDisclosure}; a page without them counts as a page
   * @param random of {@link #examplesOf}
   */
  public static SiteCounts ofPage(DocumentId id, SignalRow row, KeyedRandom random) {
    if (row.state(PiiDisclosure.KINDS.name()) != State.DEFINED) {
      return new SiteCounts(1, 0, Collections.emptySortedMap(), List.of());
    }
    SortedMap<String, Long> kinds = new TreeMap<>();
    kinds.put(row.label(PiiDisclosure.KINDS), 1L);
    MaskedExample example =
        new MaskedExample(random.bits(id.key128()), row.label(PiiDisclosure.EXAMPLE));
    return new SiteCounts(1, 1, kinds, List.of(example));
  }

  public SiteCounts plus(SiteCounts other) {
    SortedMap<String, Long> kinds = new TreeMap<>(byKind);
    other.byKind.forEach((kind, n) -> kinds.merge(kind, n, Math::addExact));
    List<MaskedExample> smallest =
        Stream.concat(examples.stream(), other.examples.stream())
            .sorted()
            .limit(MAX_EXAMPLES)
            .toList();
    return new SiteCounts(
        Math.addExact(pages, other.pages),
        Math.addExact(disclosures, other.disclosures),
        kinds,
        smallest);
  }
}
