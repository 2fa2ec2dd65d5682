package io.quipu.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.filters.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Precision and recall on labelled sentences; a span is right if it overlaps one of its kind. */
@Tag("corpus")
class PiiCorpusTest {

  private static final List<String> FILES =
      List.of("data/pii/presidio_synth_v2.jsonl.gz", "data/pii/presidio_generated_large.jsonl.gz");
  private static final Map<PiiKind, String> LABELS =
      Map.of(
          PiiKind.EMAIL, "EMAIL_ADDRESS", PiiKind.IP, "IP_ADDRESS", PiiKind.PHONE, "PHONE_NUMBER");

  private final PiiScanner scanner = new PiiScanner();

  @Test
  void findsEveryAddressAndNothingElse() throws IOException {
    Score email = score(PiiKind.EMAIL);
    assertThat(email.precision()).isEqualTo(1.0);
    assertThat(email.recall()).isEqualTo(1.0);
    Score ip = score(PiiKind.IP);
    assertThat(ip.precision()).isEqualTo(1.0);
    assertThat(ip.recall()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void findsTelephoneNumbersOfDistinctForm() throws IOException {
    Score phone = score(PiiKind.PHONE);
    assertThat(phone.precision()).isGreaterThanOrEqualTo(0.9);
    assertThat(phone.recall()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void findsHardlyAPhoneInTechnicalText() throws IOException {
    List<String> phones = new ArrayList<>();
    for (JsonNode row : Corpus.lines("golden/filters/docs.jsonl.gz")) {
      String text = row.get("text").asText();
      if (!row.get("kind").asText().startsWith("edge")) {
        PiiSpans spans = scanner.scan(text.toCharArray(), text.length());
        for (int i = 0; i < spans.size(); i++) {
          if (spans.kind(i) == PiiKind.PHONE) {
            phones.add(text.substring(spans.start(i), spans.end(i)));
          }
        }
      }
    }
    System.out.println("telephone numbers in 1,750 technical documents: " + phones);
    assertThat(phones).hasSizeLessThanOrEqualTo(3);
  }

  private Score score(PiiKind kind) throws IOException {
    int gold = 0;
    int hit = 0;
    int found = 0;
    int right = 0;
    for (String file : FILES) {
      for (JsonNode row : Corpus.lines(file)) {
        String text = row.get("full_text").asText();
        List<int[]> wanted = new ArrayList<>();
        for (JsonNode span : row.get("spans")) {
          if (span.get("entity_type").asText().equals(LABELS.get(kind))) {
            wanted.add(
                utf16(text, span.get("start_position").asInt(), span.get("end_position").asInt()));
          }
        }
        PiiSpans spans = scanner.scan(text.toCharArray(), text.length());
        boolean[] covered = new boolean[wanted.size()];
        for (int i = 0; i < spans.size(); i++) {
          if (spans.kind(i) != kind) {
            continue;
          }
          found++;
          boolean ok = false;
          for (int w = 0; w < covered.length; w++) {
            if (spans.start(i) < wanted.get(w)[1] && wanted.get(w)[0] < spans.end(i)) {
              covered[w] = true;
              ok = true;
            }
          }
          right += ok ? 1 : 0;
          if (!ok)
            System.out.println(
                "FP " + kind + " " + text.substring(spans.start(i), spans.end(i)) + " in " + text);
        }
        gold += covered.length;
        for (int w = 0; w < covered.length; w++) {
          hit += covered[w] ? 1 : 0;
          if (!covered[w])
            System.out.println(
                "FN "
                    + kind
                    + " "
                    + text.substring(wanted.get(w)[0], wanted.get(w)[1])
                    + " in "
                    + text);
        }
      }
    }
    Score score = new Score(gold, hit, found, right);
    System.out.println(
        kind + " " + score + " precision " + score.precision() + " recall " + score.recall());
    return score;
  }

  private static int[] utf16(String text, int start, int end) {
    return new int[] {text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end)};
  }

  private record Score(int gold, int hit, int found, int right) {
    double precision() {
      return (double) right / found;
    }

    double recall() {
      return (double) hit / gold;
    }
  }
}
