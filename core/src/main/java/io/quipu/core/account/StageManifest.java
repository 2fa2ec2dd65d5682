package io.quipu.core.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a stage wrote: the current part files, and the accounts of every source, which are the sums
 * over the parts. A manifest that does not add up can't be constructed.
 *
 * @param number of the manifest among those of its stage; 0 until it is written
 * @param recipeDigest of the stage's resolved recipe
 * @param parts sorted by part
 * @param accounts by source, then one a unit, sorted by unit
 */
public record StageManifest(
    String stage,
    int number,
    String recipeDigest,
    List<PartEntry> parts,
    SortedMap<String, List<Counts>> accounts) {

  public StageManifest {
    parts = sorted(parts);
    SortedMap<String, List<Counts>> sums = sums(parts);
    if (!sums.equals(accounts)) {
      throw new IllegalArgumentException(
          "accounts of stage "
              + stage
              + " are not the sums over its parts: "
              + accounts
              + " against "
              + sums);
    }
    accounts = Collections.unmodifiableSortedMap(sums);
  }

  /** The manifest of these parts, with the accounts that follow from them; not yet written. */
  public static StageManifest of(String stage, String recipeDigest, List<PartEntry> parts) {
    return new StageManifest(stage, 0, recipeDigest, parts, sums(parts));
  }

  public StageManifest withNumber(int n) {
    return new StageManifest(stage, n, recipeDigest, parts, accounts);
  }

  /** Accounts of one source in one unit; nothing in, where the stage has none. */
  public Counts account(String source, String unit) {
    for (Counts counts : accounts.getOrDefault(source, List.of())) {
      if (counts.unit().equals(unit)) {
        return counts;
      }
    }
    return Counts.none(unit);
  }

  private static List<PartEntry> sorted(List<PartEntry> parts) {
    List<PartEntry> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(PartEntry::part));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).part().equals(sorted.get(i - 1).part())) {
        throw new IllegalArgumentException(
            "part " + sorted.get(i).part() + " is listed twice in one manifest");
      }
    }
    return List.copyOf(sorted);
  }

  private static SortedMap<String, List<Counts>> sums(List<PartEntry> parts) {
    SortedMap<String, SortedMap<String, Counts>> bySource = new TreeMap<>();
    for (PartEntry part : parts) {
      SortedMap<String, Counts> byUnit =
          bySource.computeIfAbsent(part.source(), s -> new TreeMap<>());
      for (Counts counts : part.counts()) {
        byUnit.merge(counts.unit(), counts, Counts::plus);
      }
    }
    SortedMap<String, List<Counts>> sums = new TreeMap<>();
    bySource.forEach((source, byUnit) -> sums.put(source, List.copyOf(byUnit.values())));
    return sums;
  }
}
