package io.quipu.pipelines.recipe;

import io.quipu.core.signal.Signal;
import io.quipu.core.step.RuleSet;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Names;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every step and rule set that a recipe may name: Quipu's own and those of bundles, each bundle in
 * a class loader of its own below Quipu's. Immutable; the class loaders of its bundles stay open.
 */
public final class StepCatalogue {

  private final SortedMap<String, StepDefinition<?>> steps;
  private final SortedMap<String, RuleSet> ruleSets;
  private final Map<String, String> homes;

  private StepCatalogue(
      SortedMap<String, StepDefinition<?>> steps,
      SortedMap<String, RuleSet> ruleSets,
      Map<String, String> homes) {
    this.steps = Collections.unmodifiableSortedMap(steps);
    this.ruleSets = Collections.unmodifiableSortedMap(ruleSets);
    this.homes = homes;
  }

  /** Without a step. */
  public static StepCatalogue empty() {
    return new StepCatalogue(new TreeMap<>(), new TreeMap<>(), Map.of());
  }

  /**
   * This catalogue and the steps of one more bundle.
   *
   * @param home what a message calls the bundle: its jar, or {@code Quipu}
   * @throws IllegalArgumentException if a name or signal is taken, the message names both homes; or
   *     if no recipe can hold the configuration of a step
   */
  public StepCatalogue with(String home, StepBundle bundle) {
    SortedMap<String, StepDefinition<?>> moreSteps = new TreeMap<>(steps);
    SortedMap<String, RuleSet> moreSets = new TreeMap<>(ruleSets);
    Map<String, String> moreHomes = new TreeMap<>(homes);
    for (StepDefinition<?> step : bundle.steps()) {
      claim(step.name(), home, moreHomes);
      if (!Binder.canBind(step.defaults().getClass())) {
        throw new IllegalArgumentException(
            home
                + " has the step "
                + step.name()
                + ", whose configuration no recipe can hold: words,"
                + " numbers, booleans, enums, lists, sets, maps and records of them");
      }
      refuseReserved(step, home);
      moreSteps.put(step.name(), step);
    }
    for (RuleSet set : bundle.ruleSets()) {
      claim(set.name(), home, moreHomes);
      moreSets.put(set.name(), set);
    }
    StepCatalogue more = new StepCatalogue(moreSteps, moreSets, moreHomes);
    more.measuring().forEach(more::refuseSecondMeasure);
    return more;
  }

  private void refuseSecondMeasure(String signal, List<String> measuring) {
    List<String> all = new ArrayList<>();
    measuring.forEach(step -> all.add(step + " of " + homes.get(step)));
    if (ExtractSignals.ALL.stream().anyMatch(extracted -> extracted.name().equals(signal))) {
      all.add("extract");
    }
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "the signal " + signal + " is measured by " + String.join(" and ", all));
    }
  }

  private static void refuseReserved(StepDefinition<?> step, String home) {
    if (Binder.keys(step.defaults().getClass()).contains(StepUse.AS)) {
      throw new IllegalArgumentException(
          home
              + " has the step "
              + step.name()
              + ", whose configuration has the key "
              + StepUse.AS
              + ", which every step has already; give it another name");
    }
  }

  private static void claim(String name, String home, Map<String, String> homes) {
    if (!Names.isName(name)) {
      throw new IllegalArgumentException(
          home + " has a step of the name " + name + "; " + Names.SHAPE);
    }
    String other = homes.put(name, home);
    if (other != null) {
      throw new IllegalArgumentException(
          "two steps are named " + name + ": one in " + other + ", one in " + home);
    }
  }

  /**
   * This catalogue and all bundles of some jars.
   *
   * @throws IllegalArgumentException if a jar can't be read, has no bundle, or a name is taken
   */
  public StepCatalogue withJars(List<Path> jars) {
    StepCatalogue all = this;
    for (Path jar : jars) {
      String home = String.valueOf(jar.getFileName());
      for (StepBundle bundle : load(jar)) {
        try {
          all = all.with(home, bundle);
        } catch (LinkageError | NullPointerException | IllegalStateException e) {
          throw doesNotLoad(home, e);
        }
      }
    }
    return all;
  }

  private static IllegalArgumentException doesNotLoad(String home, Throwable why) {
    return new IllegalArgumentException("the bundle " + home + " does not load: " + why, why);
  }

  private static List<StepBundle> load(Path jar) {
    String name = String.valueOf(jar.getFileName());
    if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
      throw new IllegalArgumentException("can't read the bundle " + name);
    }
    List<StepBundle> found = new ArrayList<>();
    try {
      ClassLoader loader = loader(jar);
      for (StepBundle bundle : ServiceLoader.load(StepBundle.class, loader)) {
        if (bundle.getClass().getClassLoader() == loader) {
          found.add(bundle);
        }
      }
    } catch (IOException | ServiceConfigurationError | LinkageError e) {
      throw doesNotLoad(name, e);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "the bundle "
              + name
              + " names no class in META-INF/services/"
              + StepBundle.class.getName());
    }
    return found;
  }

  // Stays open: steps load classes and models as long as they live.
  @SuppressWarnings("resource")
  private static ClassLoader loader(Path jar) throws MalformedURLException {
    return new URLClassLoader(
        "bundle " + jar.getFileName(),
        new URL[] {jar.toUri().toURL()},
        StepCatalogue.class.getClassLoader());
  }

  public Optional<StepDefinition<?>> step(String name) {
    return Optional.ofNullable(steps.get(name));
  }

  public Optional<RuleSet> ruleSet(String name) {
    return Optional.ofNullable(ruleSets.get(name));
  }

  /** In order of name. */
  public Collection<StepDefinition<?>> steps() {
    return steps.values();
  }

  /** In order of name. */
  public Collection<RuleSet> ruleSets() {
    return ruleSets.values();
  }

  /** Steps by the signal that they measure, both in order of name. */
  SortedMap<String, List<String>> measuring() {
    SortedMap<String, List<String>> measuring = new TreeMap<>();
    for (StepDefinition<?> step : steps.values()) {
      for (Signal signal : step.writes(step.defaults())) {
        measuring.computeIfAbsent(signal.name(), name -> new ArrayList<>()).add(step.name());
      }
    }
    return measuring;
  }

  SortedMap<String, StepDefinition<?>> stepsByName() {
    return steps;
  }

  SortedMap<String, RuleSet> ruleSetsByName() {
    return ruleSets;
  }
}
