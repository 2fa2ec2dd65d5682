package io.quipu.core.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha256Test {

  // FIPS 180-4, example of one block
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void writesLowerCaseHexadecimalDigits() {
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ABC);
  }

  @Test
  void aDigestIsResetOnceItIsWritten() {
    MessageDigest digest = Sha256.digest();
    for (int i = 0; i < 2; i++) {
      digest.update("abc".getBytes(StandardCharsets.US_ASCII));
      assertThat(Sha256.hex(digest)).isEqualTo(ABC);
    }
  }
}
