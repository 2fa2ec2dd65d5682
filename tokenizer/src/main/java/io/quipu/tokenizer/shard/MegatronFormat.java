package io.quipu.tokenizer.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * The indexed dataset of Megatron-LM, which NeMo, GPT-NeoX and Nanotron read too
 * (megatron/core/datasets/indexed_dataset.py). Drawn in {@link MegatronWriter} and in
 * docs/formats/megatron.md.
 */
final class MegatronFormat implements ShardFormat {

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
  public List<String> extensions() {
    return List.of(BIN, IDX);
  }

  @Override
  public ShardWriter write(ShardOutputs outputs, int vocabularySize, int endOfDocument)
      throws IOException {
    OutputStream bin = outputs.open(BIN);
    try {
      return new MegatronWriter(bin, outputs.open(IDX), vocabularySize, endOfDocument);
    } catch (IOException | RuntimeException e) {
      bin.close();
      throw e;
    }
  }

  @Override
  public ShardReader read(ShardInputs inputs) throws IOException {
    SeekableByteChannel bin = inputs.open(BIN);
    try (InputStream idx = Channels.newInputStream(inputs.open(IDX))) {
      return MegatronReader.open(bin, idx);
    } catch (IOException | RuntimeException e) {
      bin.close();
      throw e;
    }
  }
}
