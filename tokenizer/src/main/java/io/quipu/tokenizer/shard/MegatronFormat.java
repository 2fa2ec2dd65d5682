package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * The indexed dataset of Megatron-LM, which NeMo, GPT-NeoX and Nanotron read too
 * (megatron/core/datasets/indexed_dataset.py). Drawn in {@link MegatronWriter} and in
 * docs/formats/megatron.md.
 */
final class MegatronFormat implements ShardFormat<NoOptions> {

  static final String BIN = ".bin";
  static final String IDX = ".idx";

  /** {@code MMIDIDX\0\0} */
  static final byte[] MAGIC = {'M', 'M', 'I', 'D', 'I', 'D', 'X', 0, 0};

  static final long VERSION = 1;

  /** Bytes of the index before the lengths. */
  static final int HEADER = 34;

  @Override
  public String name() {
    return "megatron";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String summary() {
    return "The indexed dataset of Megatron-LM, which NeMo, GPT-NeoX and Nanotron read too.";
  }

  @Override
  public NoOptions defaults() {
    return new NoOptions();
  }

  @Override
  public ShardWriter write(NoOptions options, ShardVocabulary vocabulary, ShardOutputs outputs)
      throws IOException {
    OutputStream bin = outputs.open(BIN);
    try {
      return new MegatronWriter(bin, outputs.open(IDX), vocabulary);
    } catch (IOException | RuntimeException e) {
      bin.close();
      throw e;
    }
  }

  @Override
  public Optional<Opener> reader() {
    return Optional.of((vocabulary, inputs) -> read(inputs));
  }

  private static ShardReader read(ShardInputs inputs) throws IOException {
    SeekableByteChannel bin = inputs.open(BIN);
    try (InputStream idx = Channels.newInputStream(inputs.open(IDX))) {
      return MegatronReader.open(bin, idx);
    } catch (IOException | RuntimeException e) {
      bin.close();
      throw e;
    }
  }
}
