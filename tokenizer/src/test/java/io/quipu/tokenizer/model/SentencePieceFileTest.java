package io.quipu.tokenizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SentencePieceFileTest {

  private static final byte[] BPE = {3 << 3, 2};
  private static final byte[] FALLBACK = {(byte) 0x98, 2, 1}; // field 35
  private static final byte[] KEEP_SPACES = {4 << 3, 0};

  @Test
  void readsPiecesScoresAndTypes() {
    PieceVocabulary vocabulary = SentencePieceFile.read(model(BPE, FALLBACK, KEEP_SPACES));
    assertThat(vocabulary.size()).isEqualTo(258);
    assertThat(vocabulary.piece(257)).isEqualTo("\u2581the");
    assertThat(vocabulary.score(257)).isEqualTo(-1.5f);
    assertThat(vocabulary.type(257)).isEqualTo(PieceType.NORMAL);
    assertThat(vocabulary.endOfDocument()).isEqualTo(256);
    assertThat(vocabulary.byteId(0x0a)).isEqualTo(0x0a);
    assertThat(vocabulary.dummyPrefix()).isTrue();
  }

  @Test
  void hasOneDigestHoweverItWasStored() {
    PieceVocabulary read = SentencePieceFile.read(model(BPE, FALLBACK, KEEP_SPACES));
    String[] pieces = new String[read.size()];
    float[] scores = new float[read.size()];
    int[] types = new int[read.size()];
    for (int id = 0; id < read.size(); id++) {
      pieces[id] = read.piece(id);
      scores[id] = read.score(id);
      types[id] = read.type(id).number();
    }
    assertThat(new PieceVocabulary(pieces, scores, types, 256, true).sha256())
        .isEqualTo(read.sha256());
    scores[257] = -1;
    assertThat(new PieceVocabulary(pieces, scores, types, 256, true).sha256())
        .isNotEqualTo(read.sha256());
  }

  @Test
  void refusesModelsThatItWouldReadWrong() {
    assertRefused(model(new byte[0], FALLBACK, KEEP_SPACES), "model type 1, only BPE (2) is read");
    assertRefused(model(BPE, new byte[0], KEEP_SPACES), "it has no byte fallback");
    assertRefused(model(BPE, FALLBACK, new byte[0]), "it removes extra spaces");
    assertRefused(model(BPE, FALLBACK, new byte[] {4 << 3, 0, 2 << 3 | 2, 1, 7}), "it normalizes");
    assertRefused(
        model(BPE, FALLBACK, new byte[] {4 << 3, 0, 5 << 3, 0}), "does not escape spaces");
    assertRefused(new byte[0], "no pieces");
  }

  @Test
  void saysSoOfEveryTruncationAndDamage() {
    byte[] model = model(BPE, FALLBACK, KEEP_SPACES);
    for (int length = 0; length < model.length; length++) {
      byte[] cut = Arrays.copyOf(model, length);
      assertThatThrownBy(() -> SentencePieceFile.read(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = model.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        assertThat(SentencePieceFile.read(damaged).size()).isPositive();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
      }
    }
  }

  private static void assertRefused(byte[] model, String why) {
    assertThatThrownBy(() -> SentencePieceFile.read(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static byte[] model(byte[] modelType, byte[] byteFallback, byte[] normalizer) {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    for (int b = 0; b < 256; b++) {
      message(model, 1, piece(String.format("<0x%02X>", b), 0, PieceType.BYTE));
    }
    message(model, 1, piece("</s>", 0, PieceType.CONTROL));
    message(model, 1, piece("\u2581the", -1.5f, PieceType.NORMAL));
    ByteArrayOutputStream trainer = new ByteArrayOutputStream();
    trainer.writeBytes(modelType);
    trainer.writeBytes(byteFallback);
    message(model, 2, trainer.toByteArray());
    message(model, 3, normalizer);
    return model.toByteArray();
  }

  private static byte[] piece(String text, float score, PieceType type) {
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    message(piece, 1, text.getBytes(StandardCharsets.UTF_8));
    piece.write(2 << 3 | 5);
    for (int i = 0; i < 4; i++) {
      piece.write(Float.floatToIntBits(score) >>> 8 * i);
    }
    if (type != PieceType.NORMAL) {
      piece.write(3 << 3);
      piece.write(type.number());
    }
    return piece.toByteArray();
  }

  private static void message(ByteArrayOutputStream to, int field, byte[] content) {
    to.write(field << 3 | 2);
    to.write(content.length);
    to.writeBytes(content);
  }
}
