package io.quipu.tokenizer.shard;

/** Types of stored ids, with the codes of Megatron-LM's {@code DType}; all little-endian. */
enum TokenType {
  UINT16(8, 2, 0xffff),
  INT32(4, 4, Integer.MAX_VALUE);

  /** Megatron-LM takes 16 bits for vocabularies below this ({@code DType.optimal_dtype}). */
  private static final int SMALL_VOCABULARY = 65_500;

  final int code;
  final int bytes;
  final int largest;

  TokenType(int code, int bytes, int largest) {
    this.code = code;
    this.bytes = bytes;
    this.largest = largest;
  }

  static TokenType forVocabulary(int size) {
    return size < SMALL_VOCABULARY ? UINT16 : INT32;
  }
}
