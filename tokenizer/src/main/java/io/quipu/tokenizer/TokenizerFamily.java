package io.quipu.tokenizer;

import io.quipu.core.text.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One kind of tokenizer: which files hold its vocabularies, and how such a file becomes an encoder,
 * splitting and merging included. A row of {@link Tokenizers#families}; a public one with a
 * constructor without parameters may be a service of another jar. Stateless.
 */
public interface TokenizerFamily {

  /**
   * Bytes at the beginning of a file that {@link #recognizes} sees; fewer if the file is shorter.
   */
  int HEAD_BYTES = 64;

  String name();

  /** Its files, as messages list them: {@code SentencePiece .model files}. */
  String files();

  /**
   * Whether a file is of this family. The first family of the table that accepts a file reads it.
   *
   * @param name of the file
   * @param head the first {@value #HEAD_BYTES} bytes
   */
  boolean recognizes(String name, byte[] head);

  /**
   * Reads a vocabulary.
   *
   * @param in the whole file; what follows the vocabulary may be left unread
   * @param name what the encoder is called, without the digest
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if the file is damaged or needs what is not supported, with a
   *     message that says what
   */
  TextEncoder read(InputStream in, String name) throws IOException;

  /** Names of the vocabularies that come with the family. */
  default List<String> builtInNames() {
    return List.of();
  }

  /**
   * A vocabulary that comes with the family; each call builds it again.
   *
   * @throws IllegalArgumentException if it is not one of {@link #builtInNames}
   */
  default TextEncoder builtIn(String name) {
    throw new IllegalArgumentException(name() + ": no built-in vocabulary " + name);
  }
}
