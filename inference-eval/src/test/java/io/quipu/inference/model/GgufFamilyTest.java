package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.Tokenizers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GgufFamilyTest {

  private static final GgufBytes.Size SMALL = new GgufBytes.Size(4, 1, 2, 1, 4, 8);

  @Test
  void isARowOfTheTableOfTheTokenizerModule() {
    assertThat(Tokenizers.families().names()).containsExactly("gguf", "sentencepiece", "tiktoken");
  }

  @Test
  void readsTheVocabularyThatTheModelHas() throws IOException {
    TextEncoder ofModel = BuiltInModels.tiny().vocabulary().encoder();
    try (InputStream in = BuiltInModels.openTiny()) {
      TextEncoder encoder = Tokenizers.fromFile(in, "quipu-tiny.gguf");
      assertThat(encoder.name()).isEqualTo(ofModel.name());
      assertThat(encoder.encode("the old man")).isEqualTo(ofModel.encode("the old man"));
      assertThat(encoder.endOfDocument()).isEqualTo(ofModel.endOfDocument());
    }
  }

  /** What follows the key-value pairs, as the tensors, is not looked at. */
  @Test
  void readsNoTensor() throws IOException {
    byte[] withoutTensors = GgufBytes.header(SMALL).vocabulary("\u2581", "a").bytes();
    assertThat(read(withoutTensors).encode("a")).containsExactly(259, 260);
    byte[] whole = GgufBytes.llama(SMALL, 1, "\u2581", "a").bytes();
    assertThat(read(Arrays.copyOf(whole, whole.length - 10)).name())
        .isEqualTo(read(withoutTensors).name());
  }

  @Test
  void refusesADamagedFileWithItsName() {
    byte[] whole =
        GgufBytes.header(SMALL).vocabulary().bytes(); // ends with up to 31 bytes of padding
    for (int length = 5; length < whole.length - 32; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageMatching("f(@\\d+)?: .+");
    }
    assertThatThrownBy(() -> read(new GgufBytes().string("tokenizer.ggml.model", "gpt2").bytes()))
        .hasMessageContaining("is gpt2; only llama (SentencePiece) is read");
  }

  private static TextEncoder read(byte[] file) throws IOException {
    return Tokenizers.fromFile(new ByteArrayInputStream(file), "f");
  }
}
