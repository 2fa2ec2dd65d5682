package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Node;
import io.quipu.pipelines.recipe.bind.Problems;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stages as a recipe writes them: the key of a kind, and below it what the kind asks for. */
final class StageBinder {

  private final Problems problems;
  private final Binder binder;
  private final Shapes shapes;
  private final Map<String, Integer> derivedNames = new HashMap<>();

  StageBinder(Problems problems, Binder binder) {
    this.problems = problems;
    this.binder = binder;
    shapes = new Shapes(problems, binder);
  }

  /** The kinds of stage that a recipe may name, sorted. */
  static SortedMap<String, SpecForm> forms() {
    SortedMap<String, SpecForm> forms = new TreeMap<>();
    for (StageKind kind : StageKinds.all().rows()) {
      SpecForm form = kind.form();
      if (form != null) {
        forms.put(kind.name(), form);
      }
    }
    return forms;
  }

  @Nullable StageSpec stage(Node node, String path) {
    SortedMap<String, SpecForm> forms = forms();
    List<String> kinds = List.copyOf(forms.keySet());
    Node.Keys keys = binder.keys(node, path, kinds);
    String kind = keys == null ? null : shapes.only(keys, path, kinds, kinds);
    if (keys == null || kind == null) {
      return null;
    }
    SpecForm form = Objects.requireNonNull(forms.get(kind));
    String below = Problems.below(path, kind);
    Node body = Shapes.body(keys, kind);
    StageSpec stage =
        form.choice().isEmpty() ? whole(form, body, below, kind) : chosen(form, body, below, kind);
    if (stage != null) {
      check(stage, below);
    }
    return stage;
  }

  private @Nullable StageSpec whole(SpecForm form, Node body, String path, String kind) {
    String name = isNamed(body) ? "" : derive(kind);
    return (StageSpec)
        binder.record(
            body, path, form.type(), c -> c.getName().equals("name") ? name : binder.byDefault(c));
  }

  /** A stage one of whose components is written by the key of what it is. */
  private @Nullable StageSpec chosen(SpecForm form, Node body, String path, String kind) {
    List<String> choices = List.copyOf(form.choices().keySet());
    List<String> known = new ArrayList<>(Binder.keys(form.type()));
    known.remove(Names.key(form.choiceComponent()));
    known.addAll(choices);
    Node.Keys keys = binder.keys(body, path, known);
    String choice = keys == null ? null : shapes.only(keys, path, choices, known);
    if (keys == null || choice == null) {
      return null;
    }
    Class<? extends Record> type = Objects.requireNonNull(form.choices().get(choice));
    Record bound =
        binder.record(
            Shapes.body(keys, choice), Problems.below(path, choice), type, binder::byDefault);
    if (bound == null) {
      return null;
    }
    Map<String, Node> rest = new TreeMap<>(keys.nodes());
    rest.keySet().removeAll(choices);
    String name = isNamed(keys) ? "" : derive(kind + "_" + choice);
    return (StageSpec)
        binder.record(
            new Node.Keys(keys.line(), keys.size(), rest),
            path,
            form.type(),
            c -> {
              if (form.isChoice(c)) {
                return bound;
              }
              return c.getName().equals("name") ? name : binder.byDefault(c);
            });
  }

  private static boolean isNamed(Node body) {
    return body instanceof Node.Keys keys && keys.nodes().containsKey("name");
  }

  private void check(StageSpec stage, String path) {
    String at = Problems.below(path, "name");
    if (!Names.isName(stage.name())) {
      problems.error(at, "can't be \"" + stage.name() + "\": " + Names.SHAPE);
    } else if (StageKinds.all()
        .find(stage.name())
        .filter(kind -> kind.place() != Place.RECIPE)
        .isPresent()) {
      problems.error(at, stage.name() + " is a stage of every recipe");
    }
    new Check(problems, path).different("sources", stage.sources());
  }

  private String derive(String base) {
    int n = derivedNames.merge(base, 1, Integer::sum);
    return n == 1 ? base : base + "_" + n;
  }
}
