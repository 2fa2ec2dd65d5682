package io.quipu.tokenizer;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.encode.BpeEncoder;
import io.quipu.tokenizer.model.RankFile;
import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.pretokenize.SplitPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;

/**
 * Byte-level BPE from tiktoken rank files: {@link RankFile}. They do not say how text is split:
 * published ones are recognized by digest, others are split as cl100k_base.
 */
final class TiktokenFamily implements TokenizerFamily {

  @Override
  public String name() {
    return "tiktoken";
  }

  @Override
  public String files() {
    return "tiktoken rank files";
  }

  /**
   * Lines of Base64, a space and digits; an empty file is taken too, and found to lack its tokens.
   */
  @Override
  public boolean recognizes(String name, byte[] head) {
    for (byte b : head) {
      boolean letterOrDigit =
          (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      if (!letterOrDigit && "+/= \r\n".indexOf(b) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public TextEncoder read(InputStream in, String name) throws IOException {
    RankedVocabulary plain =
        RankFile.read(Tokenizers.readAll(in, name), Collections.emptySortedMap());
    PublishedVocabulary published = PublishedVocabulary.withDigest(plain.sha256());
    return published == null
        ? BpeEncoder.of(name, plain, SplitPatterns.CL100K)
        : BpeEncoder.of(name, published.withSpecial(plain), published.knownPattern());
  }

  @Override
  public List<String> builtInNames() {
    return PublishedVocabulary.builtInNames();
  }

  @Override
  public TextEncoder builtIn(String name) {
    PublishedVocabulary published = PublishedVocabulary.named(name);
    return BpeEncoder.of(name, published.read(), published.knownPattern());
  }
}
