package io.quipu.tokenizer;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.encode.BpeEncoder;
import io.quipu.tokenizer.model.SentencePieceFile;
import java.io.IOException;
import java.io.InputStream;

/** SentencePiece BPE, as LLaMA 1 and 2 have it: {@link SentencePieceFile}. */
final class SentencePieceFamily implements TokenizerFamily {

  /** Field 1 of a ModelProto, a piece, with a length. */
  private static final byte FIRST_BYTE = 0x0a;

  @Override
  public String name() {
    return "sentencepiece";
  }

  @Override
  public String files() {
    return "SentencePiece .model files";
  }

  @Override
  public boolean recognizes(String name, byte[] head) {
    return head.length > 0 && head[0] == FIRST_BYTE;
  }

  @Override
  public TextEncoder read(InputStream in, String name) throws IOException {
    return BpeEncoder.of(name, SentencePieceFile.read(Tokenizers.readAll(in, name)));
  }
}
