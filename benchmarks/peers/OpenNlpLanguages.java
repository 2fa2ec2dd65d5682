import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Makes expected.jsonl of filters' golden/opennlp_language: what OpenNLP itself answers for each
 * text, whole and as it is, without any code of Quipu. One file, run by java alone; the class path
 * is opennlp-tools 2.5.4, opennlp-models-langdetect 1.2.0, slf4j-api and Jackson, as the module has
 * them:
 *
 * <pre>
 * mvn -q -pl filters -am dependency:build-classpath -Dmdep.outputFile=/tmp/filters.classpath
 * java -cp "$(cat /tmp/filters.classpath)" benchmarks/peers/OpenNlpLanguages.java \
 *     filters/src/test/resources/golden/opennlp_language
 * </pre>
 */
final class OpenNlpLanguages {

  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    LanguageDetectorModel model;
    try (InputStream in = OpenNlpLanguages.class.getResourceAsStream("/langdetect-183.bin")) {
      model = new LanguageDetectorModel(in);
    }
    LanguageDetectorME detector = new LanguageDetectorME(model);
    Path folder = Path.of(arguments[0]);
    try (BufferedReader rows = Files.newBufferedReader(folder.resolve("input.jsonl"));
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve("expected.jsonl")))) {
      for (String line = rows.readLine(); line != null; line = rows.readLine()) {
        var row = json.readTree(line);
        String text = row.get("text").asText().repeat(row.path("times").asInt(1));
        ObjectNode answer = json.createObjectNode().put("id", row.get("id").asText());
        ArrayNode scores = answer.putArray("scores");
        for (Language language : detector.predictLanguages(text)) {
          scores.addArray().add(language.getLang()).add(language.getConfidence());
        }
        out.print(json.writeValueAsString(answer) + "\n");
      }
    }
  }
}
