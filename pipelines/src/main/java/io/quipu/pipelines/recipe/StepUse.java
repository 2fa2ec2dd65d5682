package io.quipu.pipelines.recipe;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.Resources;
import io.quipu.core.step.Role;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.recipe.bind.ConfigKeys;
import io.quipu.pipelines.recipe.bind.NamedFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step of the catalogue as a recipe uses it: what it reads, measures and opens with this
 * configuration.
 *
 * @param config of the type that the step's definition has
 * @param as prefix of its signals, which tells several uses of one step apart; null for none
 */
public record StepUse(StepDefinition<?> definition, Record config, @Nullable String as) {

  /** Key of {@link #as} in a recipe, understood for every step. */
  static final String AS = "as";

  /** Name of the step. */
  public String step() {
    return definition.name();
  }

  /** What messages call it: {@code fasttext}, or {@code fasttext as wikiref}. */
  public String label() {
    return as == null ? step() : step() + " as " + as;
  }

  public Role role() {
    return definition.role();
  }

  /** Names of signals that it needs measured before. */
  public List<String> reads() {
    return definition.reads(config);
  }

  /** Signals that it measures, by the names that the recipe has for them. */
  public List<Signal> writes() {
    List<Signal> signals = new ArrayList<>();
    definition.writes(config).forEach(signal -> signals.add(signal.named(name(signal))));
    return List.copyOf(signals);
  }

  /**
   * The names of its signals in the recipe by those that the step itself uses, where they differ.
   */
  public SortedMap<String, String> renamed() {
    SortedMap<String, String> names = new TreeMap<>();
    if (as != null) {
      definition.writes(config).forEach(signal -> names.put(signal.name(), name(signal)));
    }
    return Collections.unmodifiableSortedMap(names);
  }

  private String name(Signal signal) {
    return as == null ? signal.name() : as + "_" + signal.name();
  }

  /** Files that its configuration names, each with the key that names it: {@code model}. */
  List<NamedFile> files() {
    List<NamedFile> files = new ArrayList<>();
    for (String file : definition.files(config)) {
      files.add(new NamedFile(ConfigKeys.of(config, file), file));
    }
    return files;
  }

  public DocumentStep create(Resources resources) {
    return definition.create(config, resources);
  }
}
