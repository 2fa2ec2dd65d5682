package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.text.TextEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu tokenize}: the token ids of texts. */
@Command(
    name = "tokenize",
    description = {
      "Print the token ids of documents: JSON lines in and out.",
      "An end of document is not among them; spellings of special tokens are plain text."
    })
final class TokenizeCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME|FILE",
      required = true,
      description =
          "A built-in vocabulary, a SentencePiece .model, a tiktoken file or a GGUF model.")
  private String tokenizer = "";

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files of JSON lines; - is the standard input.")
  private List<String> inputs = List.of();

  TokenizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    TextEncoder encoder = Encoders.of(tokenizer);
    JsonLines.read(
        console,
        inputs,
        (document, line) -> {
          ObjectNode out = JsonLines.object();
          out.set("id", line.get("id"));
          ArrayNode ids = out.putArray("ids");
          for (int id : encoder.encode(line.path("text").asText())) {
            ids.add(id);
          }
          JsonLines.write(console, out);
        });
    return Quipu.DONE;
  }
}
