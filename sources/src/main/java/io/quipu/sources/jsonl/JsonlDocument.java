package io.quipu.sources.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quipu.core.document.Document.Extra;
import io.quipu.sources.bytes.DamageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line, parsed. If a field appears twice, the last one counts.
 *
 * @param extra ours to change
 */
record JsonlDocument(@Nullable String id, String text, SortedMap<String, String> extra) {

  /** Paths deeper than this are skipped whole. */
  private static final int MAX_PATH = 4;

  /** Extra is for facts; a long string is text of another kind, and is left out. */
  private static final int MAX_EXTRA_CHARS = 2_000;

  private static final int MAX_EXTRA = 100;

  /** Names in a message. */
  private static final int MAX_NAMES = 8;

  private static final int MAX_NAME_CHARS = 40;

  /**
   * @throws com.fasterxml.jackson.core.JacksonException if the line is no JSON
   * @throws DamageException if it is no object, or has no text
   */
  static JsonlDocument parse(JsonFactory json, byte[] line, int length, JsonlOptions fields)
      throws IOException {
    @Nullable String id = null;
    @Nullable String text = null;
    SortedMap<String, String> extra = new TreeMap<>();
    List<String> path = new ArrayList<>();
    try (JsonParser parser = json.createParser(line, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DamageException("not_an_object", "the line starts with " + parser.currentToken());
      }
      path.add("");
      while (!path.isEmpty()) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_OBJECT) {
          path.remove(path.size() - 1);
          continue;
        }
        String name = pathOf(path, parser.currentName());
        token = parser.nextToken();
        if (token == JsonToken.START_OBJECT && path.size() < MAX_PATH) {
          path.add(name + ".");
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else if (name.equals(fields.text())) {
          text = token == JsonToken.VALUE_STRING ? parser.getText() : null;
        } else if (token != JsonToken.VALUE_NULL && name.equals(fields.id())) {
          id = parser.getText();
        } else if (token != JsonToken.VALUE_NULL) {
          fact(name, path.size(), parser, fields, extra);
        }
      }
      if (parser.nextToken() != null) {
        throw new DamageException("invalid_json", "more than one value in the line");
      }
    }
    if (text == null) {
      throw new DamageException(
          "no_text", "no string in field " + fields.text() + stringFields(json, line, length));
    }
    return new JsonlDocument(id, text, extra);
  }

  /** Names of the fields that could be the text, for a message; never what they hold. */
  private static String stringFields(JsonFactory json, byte[] line, int length) throws IOException {
    List<String> names = new ArrayList<>();
    boolean more = false;
    try (JsonParser parser = json.createParser(line, 0, length)) {
      parser.nextToken();
      while (!more && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          parser.skipChildren();
        } else if (names.size() < MAX_NAMES) {
          names.add(name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name);
        } else {
          more = true;
        }
      }
    }
    return names.isEmpty()
        ? "; the line has no field with a string"
        : "; fields with a string: " + String.join(", ", names) + (more ? ", ..." : "");
  }

  private static void fact(
      String path,
      int depth,
      JsonParser value,
      JsonlOptions fields,
      SortedMap<String, String> extra)
      throws IOException {
    if (path.equals(fields.url())) {
      extra.put(Extra.URL, value.getText());
    } else if (path.equals(fields.time())) {
      extra.put(Extra.TIME, value.getText());
    } else if (depth == 1 && extra.size() < MAX_EXTRA && value.getTextLength() <= MAX_EXTRA_CHARS) {
      extra.putIfAbsent(path, value.getText());
    }
  }

  private static String pathOf(List<String> path, @Nullable String name) {
    return path.get(path.size() - 1) + name;
  }
}
