package io.quipu.pipelines.work;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quipu.core.hash.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A JSON object closed by its own digest: the last member, {@code sha256}, is the SHA-256 of all
 * bytes before the comma that precedes it. Drawn in docs/formats/part-files.md.
 */
public final class ClosedJson {

  private static final byte[] OPENING = ",\"sha256\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSING = "\"}\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 64;
  private static final int SEAL = OPENING.length + DIGITS + CLOSING.length;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ClosedJson() {}

  /** The members of a record, in the order of its components, and the digest. */
  public static byte[] write(Record value) {
    byte[] json;
    try {
      json = MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't be written as JSON: " + e.getMessage(), e);
    }
    int body = json.length - 1; // without the brace that closes
    byte[] closed = Arrays.copyOf(json, body + SEAL);
    byte[] seal = seal(json, body);
    System.arraycopy(seal, 0, closed, body, SEAL);
    return closed;
  }

  /**
   * @throws IOException saying why, if the digest does not fit or the members are not those of the
   *     record
   */
  public static <T extends Record> T read(byte[] closed, Class<T> type) throws IOException {
    int body = closed.length - SEAL;
    if (body < 1 || !Arrays.equals(closed, body, closed.length, seal(closed, body), 0, SEAL)) {
      throw new IOException("its digest does not fit");
    }
    return MAPPER.readValue(
        new SequenceInputStream(
            new ByteArrayInputStream(closed, 0, body),
            new ByteArrayInputStream("}".getBytes(StandardCharsets.US_ASCII))),
        type);
  }

  /**
   * The member {@code format} of an object that is whole, whatever its other members are; empty if
   * it is not whole or does not begin with this member.
   */
  static OptionalInt format(byte[] closed) {
    int body = closed.length - SEAL;
    if (body < 1 || !Arrays.equals(closed, body, closed.length, seal(closed, body), 0, SEAL)) {
      return OptionalInt.empty();
    }
    try (JsonParser json = MAPPER.createParser(closed)) {
      return json.nextToken() == JsonToken.START_OBJECT
              && "format".equals(json.nextFieldName())
              && json.nextToken() == JsonToken.VALUE_NUMBER_INT
          ? OptionalInt.of(json.getIntValue())
          : OptionalInt.empty();
    } catch (IOException noJson) {
      return OptionalInt.empty();
    }
  }

  private static byte[] seal(byte[] json, int body) {
    MessageDigest sha = Sha256.digest();
    sha.update(json, 0, body);
    byte[] digits = Sha256.hex(sha).getBytes(StandardCharsets.US_ASCII);
    byte[] seal = Arrays.copyOf(OPENING, SEAL);
    System.arraycopy(digits, 0, seal, OPENING.length, DIGITS);
    System.arraycopy(CLOSING, 0, seal, OPENING.length + DIGITS, CLOSING.length);
    return seal;
  }
}
