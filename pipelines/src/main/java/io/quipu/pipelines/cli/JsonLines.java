package io.quipu.pipelines.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.pipelines.inspect.text.Numbers;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.Lines;
import io.quipu.sources.bytes.Utf8;
import io.quipu.sources.record.ExtractedText;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.FileInput;
import io.quipu.sources.record.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Documents as JSON lines: an {@code id} and a {@code text}; other fields are carried through. A
 * document has the text that extract makes of it ({@link ExtractedText}). Files may be gzip or
 * Zstandard; {@code -} is the standard input. A line that is not a document is reported with its
 * location, and skipped.
 */
final class JsonLines {

  static final String STANDARD_INPUT = "-";

  private static final List<String> FACTS =
      List.of(
          Document.Extra.URL,
          Document.Extra.TIME,
          Document.Extra.LICENSE,
          Document.Extra.LANGUAGE,
          Document.Extra.TITLE);

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(ExtractionLimits.DEFAULT.maxRecordBytes())
                      .build())
              .build());

  /** Takes the documents. */
  @FunctionalInterface
  interface Sink {
    /**
     * @param line all fields of the line, to add to
     */
    void document(Document document, ObjectNode line) throws IOException;
  }

  private final Console console;
  private final Sink sink;
  private long bad;

  private JsonLines(Console console, Sink sink) {
    this.console = console;
    this.sink = sink;
  }

  /** Reads inputs one after another. */
  static void read(Console console, List<String> inputs, Sink sink)
      throws IOException, CommandException {
    JsonLines lines = new JsonLines(console, sink);
    for (String input : inputs) {
      with(console, input, lines::read);
    }
    if (lines.bad > 0) {
      console.warn(
          Numbers.count(lines.bad, "line")
              + (lines.bad == 1 ? " is not a document" : " are not documents"));
    }
  }

  /** Does something with an input. */
  @FunctionalInterface
  interface InputUse {
    void read(Input input) throws IOException;
  }

  /** A file, or the standard input, which is kept in a temporary file meanwhile. */
  static void with(Console console, String name, InputUse use)
      throws IOException, CommandException {
    if (!name.equals(STANDARD_INPUT)) {
      Path path = Path.of(name);
      if (!Files.isRegularFile(path)) {
        throw new CommandException("no file " + name);
      }
      use.read(FileInput.of(String.valueOf(path.getFileName()), path));
      return;
    }
    Path spool = Files.createTempFile("quipu-input-", ".jsonl");
    try {
      try (var out = Files.newOutputStream(spool)) {
        console.in().transferTo(out);
      }
      use.read(FileInput.of(STANDARD_INPUT, spool));
    } finally {
      Files.delete(spool);
    }
  }

  static void write(Console console, JsonNode line) throws IOException {
    console.out().println(MAPPER.writeValueAsString(line));
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  private void read(Input input) throws IOException {
    ExtractionLimits limits = ExtractionLimits.DEFAULT;
    try (DecodedStream in = DecodedStream.of(input, limits)) {
      Lines lines = new Lines(in, 0, limits.maxRecordBytes());
      try {
        while (lines.advance()) {
          line(input.name(), lines);
        }
      } catch (DamageException e) {
        bad(input.name() + "@" + lines.offset(), e.reason() + ": " + e.detail());
      }
    }
  }

  private void line(String input, Lines lines) throws IOException {
    String place = input + "@" + lines.offset();
    if (lines.isTooLong()) {
      bad(place, "document_too_large");
      return;
    }
    if (Utf8.firstInvalid(lines.bytes(), lines.length()) >= 0) {
      bad(place, "invalid_utf8");
      return;
    }
    String text = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return;
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      bad(place, "invalid_json: " + e.getOriginalMessage());
      return;
    }
    if (!(tree instanceof ObjectNode line) || !line.path("text").isTextual()) {
      bad(place, "no text");
      return;
    }
    if (!line.has("id")) {
      line.put("id", place);
    }
    String extracted = ExtractedText.of(line.path("text").asText()).text();
    sink.document(
        new Document(
            new DocumentId("", line.path("id").asText()),
            extracted,
            new Origin(input, lines.offset(), 0),
            facts(line)),
        line);
  }

  /** What {@code quipu extract} prints of a document beside its text. */
  private static SortedMap<String, String> facts(ObjectNode line) {
    SortedMap<String, String> facts = new TreeMap<>();
    for (String name : FACTS) {
      if (line.path(name).isTextual()) {
        facts.put(name, ExtractedText.of(line.path(name).asText()).text());
      }
    }
    return facts;
  }

  private void bad(String place, String what) {
    bad++;
    console.err().println(place + ": " + what);
  }
}
