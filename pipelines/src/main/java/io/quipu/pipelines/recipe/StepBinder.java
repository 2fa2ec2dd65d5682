package io.quipu.pipelines.recipe;

import io.quipu.core.step.Role;
import io.quipu.core.step.StepDefinition;
import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Components;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Steps as a recipe writes them: a name, {@code {name: {keys}}}, or the form of a resolved recipe,
 * {@code {step: name, version: 1, config: {}}}.
 */
final class StepBinder {

  static final List<String> PINNED_STEP_KEYS = List.of("step", "version", StepUse.AS, "config");

  private final Problems problems;
  private final Binder binder;
  private final StepCatalogue catalogue;
  private final Shapes shapes;

  StepBinder(Problems problems, Binder binder, StepCatalogue catalogue) {
    this.problems = problems;
    this.binder = binder;
    this.catalogue = catalogue;
    shapes = new Shapes(problems, binder);
  }

  @Nullable StepUse step(Node node, String path) {
    if (node instanceof Node.Scalar scalar) {
      return use(scalar.text(), Shapes.nothing(node), null, path, path);
    }
    Node.Keys keys = binder.keys(node, path, PINNED_STEP_KEYS);
    if (keys == null) {
      return null;
    }
    if (keys.nodes().containsKey("step")) {
      boolean known = binder.refuseUnknown(keys, path, PINNED_STEP_KEYS);
      String name = (String) shapes.child(keys, path, "step", String.class);
      Prefix as = prefix(keys.nodes().get(StepUse.AS), path);
      StepUse use =
          name == null ? null : use(name, Shapes.body(keys, "config"), as, path, path + ".config");
      boolean right =
          use == null || shapes.isVersion(keys, path, use.step(), use.definition().version());
      return known && right ? use : null;
    }
    if (keys.nodes().size() != 1) {
      problems.error(
          path,
          "expected the name of a step, or one name with its keys, found " + keys.described());
      return null;
    }
    String name = keys.nodes().keySet().iterator().next();
    Node config = Shapes.body(keys, name);
    String below = Problems.below(path, name);
    if (!(config instanceof Node.Keys own)) {
      return use(name, config, null, path, below);
    }
    Map<String, Node> rest = new TreeMap<>(own.nodes());
    Prefix as = prefix(rest.remove(StepUse.AS), below);
    return use(name, new Node.Keys(own.line(), own.size(), rest), as, path, below);
  }

  private @Nullable StepUse use(
      String name, Node config, @Nullable Prefix as, String path, String configPath) {
    StepDefinition<?> definition = catalogue.step(name).orElse(null);
    if (definition == null) {
      problems.error(
          path,
          catalogue.ruleSet(name).isPresent()
              ? name + " is a rule set: name it under filter.rules"
              : Binder.unknown("step", name, catalogue.stepsByName().keySet()));
      return null;
    }
    if (definition.role() == Role.DECIDES) {
      problems.error(path, name + " is a rule; a bundle offers rules as a rule set");
      return null;
    }
    if (as != null && !definition.role().measures()) {
      problems.error(as.path(), "is the prefix of a step's signals, and " + name + " has none");
    }
    Record bound = config(definition, config, configPath);
    if (bound == null) {
      return null;
    }
    StepUse use = new StepUse(definition, bound, as == null ? null : as.word());
    return isRight(use, configPath) ? use : null;
  }

  private @Nullable Record config(StepDefinition<?> definition, Node node, String path) {
    Record defaults = definition.defaults();
    List<String> own = Binder.keys(defaults.getClass());
    Node.Keys keys = binder.keys(node, path, own);
    if (keys == null) {
      return null;
    }
    List<String> known = new ArrayList<>(own);
    if (definition.role().measures()) {
      known.add(StepUse.AS);
    }
    boolean right = binder.refuseUnknown(keys, path, known);
    Map<String, Node> nodes = new TreeMap<>(keys.nodes());
    nodes.keySet().retainAll(own);
    Record bound =
        binder.record(
            new Node.Keys(keys.line(), keys.size(), nodes),
            path,
            defaults.getClass(),
            c -> Components.value(c, defaults));
    return right ? bound : null;
  }

  /** What a recipe gives as {@code as}, or null after a problem. */
  private @Nullable Prefix prefix(@Nullable Node node, String path) {
    String at = Problems.below(path, StepUse.AS);
    String word = node == null ? null : (String) binder.value(node, at, String.class);
    if (word != null && !Names.isName(word)) {
      problems.error(at, "can't be \"" + word + "\": " + Names.SHAPE);
    }
    return word == null ? null : new Prefix(word, at);
  }

  private record Prefix(String word, String path) {}

  private boolean isRight(StepUse use, String configPath) {
    String problem = StepProbe.problem(use);
    if (problem != null) {
      binder.refused(configPath, use.config().getClass(), problem);
      return false;
    }
    boolean right = true;
    for (NamedFile file : use.files()) {
      if (file.name().isBlank()) {
        problems.error(file.below(configPath).path(), "required: a file");
        right = false;
      }
    }
    return right;
  }
}
