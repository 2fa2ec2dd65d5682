package io.quipu.pipelines.beam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Two requests to Flink's <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-1.19/docs/ops/rest_api/">REST API</a>
 * that Flink's own client answers late or never.
 */
final class FlinkRest {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Records that went into {@link PartPassFn}, as the DataSet and the DataStream translation name
   * it.
   */
  private static final Pattern TASKS_IN =
      Pattern.compile(".*pass/ParMultiDo\\(PartPass\\)\\)?\\.numRecordsIn");

  /** Slots of a cluster. */
  record Slots(int free, int total) {}

  private final String base;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  /**
   * @param base as {@code http://127.0.0.1:8081}
   */
  FlinkRest(String base) {
    this.base = base;
  }

  Slots slots() throws IOException {
    JsonNode overview = get("/overview");
    if (!overview.has("slots-total")) {
      throw new IOException("the server at this address is not Flink");
    }
    return new Slots(
        overview.path("slots-available").asInt(), overview.path("slots-total").asInt());
  }

  /**
   * Tasks that workers have begun, as of some seconds ago. (Beam's counters reach Flink when a
   * function ends, which here is the end of a pass.)
   */
  long tasksBegun(String job) throws IOException {
    long begun = 0;
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String metrics =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(metrics)) {
        String id = metric.path("id").asText();
        if (TASKS_IN.matcher(id).matches()) {
          String query = "?agg=sum&get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
          begun += (long) get(metrics + query).path(0).path("sum").asDouble();
        }
      }
    }
    return begun;
  }

  private JsonNode get(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER).build();
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }
}
