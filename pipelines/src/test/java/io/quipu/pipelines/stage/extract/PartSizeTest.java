package io.quipu.pipelines.stage.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartSizeTest {

  private final PartSize size = new PartSize();

  private void add(long bytes) {
    assertThat(size.takesDocument(bytes)).isTrue();
    size.addRecord();
    size.addDocument(bytes);
  }

  @Test
  void holds256MebibytesAndNotAByteMore() {
    add(PartSize.MAX_TEXT_BYTES - 10);
    assertThat(size.takesDocument(11)).isFalse();
    add(10);
    assertThat(size.takesDocument(1)).isFalse();
    assertThat(size.takesRecord()).isTrue();
  }

  @Test
  void takesAFirstDocumentOfAnySize() {
    add(PartSize.MAX_TEXT_BYTES + 1);
    assertThat(size.takesDocument(0)).isFalse();
  }

  @Test
  void holds65536Documents() {
    for (int i = 0; i < 65_536; i++) {
      add(1);
    }
    assertThat(size.takesDocument(1)).isFalse();
    assertThat(size.documents()).isEqualTo(65_536);
  }

  @Test
  void holdsAMebiOfRecords() {
    for (int i = 0; i < 1 << 20; i++) {
      assertThat(size.takesRecord()).isTrue();
      size.addRecord();
    }
    assertThat(size.takesRecord()).isFalse();
    assertThat(size.takesDocument(1)).isFalse();
  }
}
