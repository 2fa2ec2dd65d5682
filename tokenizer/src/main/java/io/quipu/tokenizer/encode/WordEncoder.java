package io.quipu.tokenizer.encode;

/** Encodes one piece of text that nothing merges across, without a cache. Belongs to one thread. */
interface WordEncoder {

  /** Appends the ids of text[from, to), which is valid UTF-8 and not empty. */
  void encode(byte[] text, int from, int to, IdBuffer ids);

  /** Lets go of arrays longer than {@code limit} that one huge word made. */
  void trim(int limit);
}
