package io.quipu.pipelines.recipe.bind;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Binds YAML onto records: a component {@code minPages} is the key {@code min_pages}, and no other
 * key is known. What can't be bound becomes null, after a problem has said why; so one reading
 * finds all problems.
 */
public final class Binder {

  /** Binds a type that is no record, or not only one. */
  public interface Custom {
    @Nullable Object bind(Node node, String path);
  }

  /** What a component is if its key is left out; null if it must be given. */
  public interface DefaultOf {
    @Nullable Object of(RecordComponent component);
  }

  private static final int MAX_TYPE_DEPTH = 8;
  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class);

  private final Problems problems;
  private final Map<Class<?>, Custom> customs;
  private final Words words;

  public Binder(Problems problems, Map<Class<?>, Custom> customs) {
    this.problems = problems;
    this.customs = customs;
    words = new Words(problems);
  }

  /** What a component is if its key is left out, by its {@link Default}; null if it has none. */
  public @Nullable Object byDefault(RecordComponent component) {
    Default text = component.getAnnotation(Default.class);
    if (text == null) {
      return null;
    }
    Problems own = new Problems();
    Node node = Yaml.read(text.value(), own);
    Object value =
        node == null
            ? null
            : value(node, Names.key(component) + " by default", component.getGenericType());
    if (value == null) {
      throw new IllegalStateException(
          "the default of " + component + " is none: " + text.value() + " " + own.errors());
    }
    return value;
  }

  /** Keys of a record in order of its components. */
  public static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Names::key).toList();
  }

  /** Whether a recipe can hold values of a type, as a step's configuration may ask. */
  public static boolean canBind(Type type) {
    return canBind(type, 0);
  }

  // A record that holds itself would never end.
  private static boolean canBind(Type type, int depth) {
    if (depth > MAX_TYPE_DEPTH) {
      return false;
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Type raw = generic.getRawType();
      if (raw == List.class) {
        return canBind(arguments[0], depth + 1);
      } else if (raw == Set.class || raw == SortedSet.class) {
        return isOrdered(arguments[0]);
      }
      return (raw == Map.class || raw == SortedMap.class)
          && isOrdered(arguments[0])
          && canBind(arguments[1], depth + 1);
    }
    return type instanceof Class<?> plain && plain.isRecord()
        ? Arrays.stream(plain.getRecordComponents())
            .allMatch(component -> canBind(component.getGenericType(), depth + 1))
        : isOrdered(type);
  }

  private static boolean isOrdered(Type type) {
    return type instanceof Class<?> plain && (plain.isEnum() || SCALARS.contains(plain));
  }

  /** A record from the keys of a node. */
  public <R extends Record> @Nullable R record(
      Node node, String path, Class<R> type, DefaultOf defaults) {
    return record(node, path, type, defaults, component -> null);
  }

  /**
   * A record from the keys of a node.
   *
   * @param substitutes what a component is if it can't be bound, so that the rest can be looked at
   */
  public <R extends Record> @Nullable R record(
      Node node, String path, Class<R> type, DefaultOf defaults, DefaultOf substitutes) {
    Node.Keys keys = keys(node, path, keys(type));
    if (keys == null) {
      return null;
    }
    boolean whole = refuseUnknown(keys, path, keys(type)) || path.isEmpty();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      int errors = problems.count();
      values[i] = component(keys, path, components[i], nullable, defaults);
      if (values[i] == null && (!nullable || problems.count() > errors)) {
        values[i] = substitutes.of(components[i]);
        whole &= values[i] != null || (nullable && path.isEmpty());
      }
    }
    return whole ? construct(path, type, components, values) : null;
  }

  private @Nullable Object component(
      Node.Keys keys,
      String path,
      RecordComponent component,
      boolean nullable,
      DefaultOf defaults) {
    String key = Names.key(component);
    String below = Problems.below(path, key);
    Node value = keys.nodes().get(key);
    if (value == null) {
      Object byDefault = defaults.of(component);
      if (byDefault == null && !nullable) {
        problems.error(below, "required, but the key is missing");
      }
      return byDefault;
    }
    if (nullable && isNothing(value)) {
      return null;
    }
    // A key left out of an inner record is as it is in the outer one's default.
    return component.getType().isRecord()
            && !customs.containsKey(component.getType())
            && defaults.of(component) instanceof Record inner
        ? record(value, below, inner.getClass(), c -> Components.value(c, inner))
        : value(value, below, component.getGenericType());
  }

  /** A node as keys, or null after a problem. */
  public Node.@Nullable Keys keys(Node node, String path, Collection<String> known) {
    problems.place(path, node.line());
    if (node instanceof Node.Keys keys) {
      return keys;
    }
    problems.error(path, "expected keys " + known + ", found " + node.described());
    return null;
  }

  /** Whether all keys of a node are known; each that is not is a problem. */
  public boolean refuseUnknown(Node.Keys keys, String path, Collection<String> known) {
    boolean all = true;
    for (Map.Entry<String, Node> entry : keys.nodes().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String below = Problems.below(path, entry.getKey());
        String hint = Guess.hint(entry.getKey(), known);
        problems.errorAt(
            below, entry.getValue().line(), "unknown key; known keys: " + known + hint);
        all = false;
      }
    }
    return all;
  }

  private <R extends Record> @Nullable R construct(
      String path, Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      R made = constructor.newInstance(values);
      if (made instanceof Checked checked) {
        checked.check(new Check(problems, path));
      }
      return made;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      String message = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
      refused(path, type, message == null ? "refused by its type: " + cause : message);
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " can't be made", e);
    }
  }

  /** A problem of a record, or of the key that its message begins with. */
  public void refused(String path, Class<?> type, String message) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = Names.key(component);
      for (String word : List.of(key, component.getName())) {
        if (message.startsWith(word + ": ") || message.startsWith(word + " must ")) {
          String rest = message.substring(word.length()).replaceFirst("^: ", "").strip();
          problems.error(Problems.below(path, key), rest);
          return;
        }
      }
    }
    problems.error(path, message);
  }

  /** A value of a type, or null after a problem. */
  public @Nullable Object value(Node node, String path, Type type) {
    problems.place(path, node.line());
    if (isNothing(node)) {
      problems.error(path, "the key has no value; leave it out to use the default");
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type[] arguments = generic.getActualTypeArguments();
      if (raw == List.class) {
        return list(node, path, arguments[0]);
      } else if (raw == SortedSet.class || raw == Set.class) {
        List<Object> values = list(node, path, arguments[0]);
        return values == null ? null : new TreeSet<>(values);
      }
      return map(node, path, arguments[0], arguments[1]);
    }
    Class<?> plain = (Class<?>) type;
    Custom custom = customs.get(plain);
    if (custom != null) {
      return custom.bind(node, path);
    } else if (plain.isRecord()) {
      return record(node, path, plain.asSubclass(Record.class), this::byDefault);
    }
    return words.scalar(node, path, plain);
  }

  public @Nullable List<Object> list(Node node, String path, Type element) {
    problems.place(path, node.line());
    if (!(node instanceof Node.Items items)) {
      String remedy = node instanceof Node.Scalar scalar ? "; write [" + scalar.shown() + "]" : "";
      problems.error(path, "expected a list, found " + node.described() + remedy);
      return null;
    }
    List<Object> values = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < items.nodes().size(); i++) {
      Object value = value(items.nodes().get(i), path + "[" + i + "]", element);
      if (value == null) {
        whole = false;
      } else {
        values.add(value);
      }
    }
    return whole ? values : null;
  }

  private @Nullable SortedMap<Object, Object> map(Node node, String path, Type key, Type value) {
    if (!(node instanceof Node.Keys keys)) {
      problems.error(path, "expected keys, found " + node.described());
      return null;
    }
    SortedMap<Object, Object> values = new TreeMap<>();
    boolean whole = true;
    for (Map.Entry<String, Node> entry : keys.nodes().entrySet()) {
      String below = Problems.below(path, entry.getKey());
      Node word = new Node.Scalar(entry.getValue().line(), entry.getKey(), true);
      Object boundKey = key == String.class ? entry.getKey() : value(word, below, key);
      Object boundValue = value(entry.getValue(), below, value);
      if (boundKey == null || boundValue == null) {
        whole = false;
      } else if (values.put(boundKey, boundValue) != null) {
        problems.error(below, "the key is listed twice in one map");
        whole = false;
      }
    }
    return whole ? values : null;
  }

  /** The message about a word that is not one of those known. */
  public static String unknown(String what, String word, Collection<String> known) {
    return "unknown "
        + what
        + " "
        + word
        + "; known "
        + what
        + "s: "
        + known
        + Guess.hint(word, known);
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNothing();
  }
}
