package io.quipu.sources.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DamageExceptionTest {

  @Test
  void saysWhatAnExceptionWithoutWordsMeans() {
    assertThat(DamageException.describe(new EOFException())).isEqualTo("ends too early");
    assertThat(DamageException.describe(new EOFException("in the header")))
        .isEqualTo("in the header");
    assertThat(DamageException.describe(new IOException())).isEqualTo("IOException");
  }
}
