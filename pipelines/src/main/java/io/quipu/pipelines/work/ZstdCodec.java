package io.quipu.pipelines.work;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard at level 3, which is all that part files know. Parquet's own factory would load Hadoop's configuration and
 * all that it depends on.
 */
final class ZstdCodec
    implements CompressionCodecFactory,
        CompressionCodecFactory.BytesInputCompressor,
        CompressionCodecFactory.BytesInputDecompressor {

  private static final int LEVEL = 3;

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return checked(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return checked(codec);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
  }

  @Override
  public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
    byte[] page = new byte[decompressedSize];
    check(Zstd.decompress(page, bytes.toByteArray()), decompressedSize);
    return BytesInput.from(page);
  }

  @Override
  public void decompress(
      ByteBuffer compressed, int compressedSize, ByteBuffer page, int decompressedSize)
      throws IOException {
    byte[] from = new byte[compressedSize];
    compressed.get(from);
    byte[] to = new byte[decompressedSize];
    check(Zstd.decompress(to, from), decompressedSize);
    page.put(to);
  }

  @Override
  public void release() {}

  private static void check(long result, int expected) throws IOException {
    if (Zstd.isError(result)) {
      throw new IOException("a page can't be decompressed: " + Zstd.getErrorName(result));
    }
    if (result != expected) {
      throw new IOException("a page has " + result + " bytes in place of " + expected);
    }
  }

  private ZstdCodec checked(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException("pages are compressed with " + codec + ", not with Zstandard");
    }
    return this;
  }
}
