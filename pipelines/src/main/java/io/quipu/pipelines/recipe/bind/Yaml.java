package io.quipu.pipelines.recipe.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML 1.2 document (JSON is a part of YAML) from an untrusted file. Tags are refused: a
 * value has the type of what it is bound to. Aliases work, and count as if they were written out.
 */
public final class Yaml {

  /** Characters of a recipe. */
  public static final int MAX_CHARACTERS = 1 << 20;

  static final int MAX_DEPTH = 24;

  /** In units of {@link Node#size}. */
  static final int MAX_SIZE = 50_000;

  public static final int MAX_KEY_CHARACTERS = 128;

  /** More than the engine needs to look ahead, so that its buffer holds the whole text. */
  private static final int BUFFER_SLACK = 16;

  private final Iterator<Event> events;
  private final Problems problems;
  private final Map<String, Node> anchors = new HashMap<>();
  private int line = 1;

  // The engine throws where a surrogate pair lies across the end of its buffer.
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setLabel("recipe")
        .setBufferSize(text.length() + BUFFER_SLACK)
        .setCodePointLimit(MAX_CHARACTERS)
        .setAllowRecursiveKeys(false)
        .setUseMarks(true)
        .build();
  }

  private Yaml(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The document, or null if it can't be read; then a problem says why. */
  public static @Nullable Node read(String text, Problems problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.errorAt("", 1, "longer than " + MAX_CHARACTERS + " characters");
      return null;
    }
    Yaml yaml = null;
    try {
      yaml = new Yaml(new Parse(settings(text)).parseString(text).iterator(), problems);
      return yaml.document();
    } catch (Stopped e) {
      problems.errorAt("", e.line, String.valueOf(e.getMessage()));
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.errorAt("", at, "not YAML: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The engine lets IllegalArgumentException out for escapes that are no code point.
      int at = yaml == null ? 1 : yaml.line;
      problems.errorAt("", at, "not YAML: " + firstLine(String.valueOf(e.getMessage())));
    }
    return null;
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private @Nullable Node document() {
    next();
    Event event = next();
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw new Stopped(1, "empty; it needs at least name, tokenizer and sources");
    }
    Node node = node(next(), "", 0, 1);
    next();
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new Stopped(lineOf(end), "more than one document; a recipe is one");
    }
    return node;
  }

  private Event next() {
    Event event = events.next();
    line = lineOf(event);
    return event;
  }

  private static int lineOf(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  // Recursion is as deep as MAX_DEPTH. Values have the line of their key.
  private Node node(Event event, String path, int depth, int at) {
    if (depth > MAX_DEPTH) {
      throw new Stopped(at, "nested deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      Node target = anchors.get(alias.getAlias().getValue());
      if (target == null) {
        throw new Stopped(at, "*" + alias.getAlias().getValue() + " has no anchor before it");
      }
      return target;
    }
    Node node;
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), at);
      node = new Node.Scalar(at, printable(scalar.getValue(), at), scalar.isPlain());
    } else if (event instanceof MappingStartEvent mapping) {
      refuseTag(mapping.getTag(), at);
      node = keys(at, path, depth);
    } else {
      refuseTag(((CollectionStartEvent) event).getTag(), at);
      node = items(at, path, depth);
    }
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    return node;
  }

  private Node items(int at, String path, int depth) {
    List<Node> nodes = new ArrayList<>();
    long size = 1;
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      Node node = node(event, path + "[" + nodes.size() + "]", depth + 1, lineOf(event));
      nodes.add(node);
      size = grow(size, node, at);
    }
    return new Node.Items(at, size, nodes);
  }

  private Node keys(int at, String path, int depth) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    long size = 1;
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      int keyLine = lineOf(event);
      String key = key(node(event, path, depth + 1, keyLine), keyLine);
      String below = Problems.below(path, key);
      Node node = node(next(), below, depth + 1, keyLine);
      if (nodes.putIfAbsent(key, node) != null) {
        problems.errorAt(below, keyLine, "the key is listed twice in one map");
      }
      size = grow(size, node, at);
    }
    return new Node.Keys(at, size, nodes);
  }

  private static String key(Node node, int at) {
    if (!(node instanceof Node.Scalar scalar)) {
      throw new Stopped(at, "a key is a word, not " + node.described());
    }
    if (scalar.text().length() > MAX_KEY_CHARACTERS) {
      throw new Stopped(at, "a key is longer than " + MAX_KEY_CHARACTERS + " characters");
    }
    if (scalar.text().indexOf('\n') >= 0) {
      throw new Stopped(at, "a key is one line");
    }
    return scalar.text();
  }

  private static long grow(long size, Node node, int at) {
    long grown = size + node.size();
    if (grown > MAX_SIZE) {
      throw new Stopped(at, "too large with its aliases written out");
    }
    return grown;
  }

  private static void refuseTag(Optional<String> tag, int at) {
    if (tag.isPresent()) {
      throw new Stopped(at, "the tag " + tag.get() + " is not known; values have no tags");
    }
  }

  // What an escape can write and a file can't hold would not survive the canonical form.
  private static String printable(String text, int at) {
    if (!StreamReader.isPrintable(text)) {
      throw new Stopped(at, "a control character or half a surrogate pair");
    }
    return text;
  }

  /** Ends the reading. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int line;

    Stopped(int line, String message) {
      super(message);
      this.line = line;
    }
  }
}
