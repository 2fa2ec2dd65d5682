package io.quipu.inference.model;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.TokenizerFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Vocabularies inside GGUF models: {@link Vocabulary}. Reads no tensor. */
public final class GgufFamily implements TokenizerFamily {

  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String name() {
    return "gguf";
  }

  @Override
  public String files() {
    return "GGUF models";
  }

  @Override
  public boolean recognizes(String name, byte[] head) {
    return head.length >= MAGIC.length
        && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  @Override
  public TextEncoder read(InputStream in, String name) throws IOException {
    return Vocabulary.of(GgufFile.readPairs(in, name)).encoder();
  }
}
