package io.quipu.pipelines.work;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.CapacityByteArrayOutputStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Zstandard at level 3, which is all that part files know. Parquet's own factory would load
 * Hadoop's configuration and all that it depends on.
 */
@SuppressWarnings("deprecation") // what Parquet offers instead of toByteArray copies
final class ZstdCodec
    implements CompressionCodecFactory,
        CompressionCodecFactory.BytesInputCompressor,
        CompressionCodecFactory.BytesInputDecompressor {

  private static final int LEVEL = 3;

  /**
   * Above this, pages are streamed: a page is as long as the longest text, and copies of it would
   * count.
   */
  private static final int SMALL_BYTES = 4 << 20;

  private static final int SLAB_BYTES = 1 << 20;

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
  public BytesInput compress(BytesInput page) throws IOException {
    if (page.size() <= SMALL_BYTES) {
      return BytesInput.from(Zstd.compress(page.toByteArray(), LEVEL));
    }
    var compressed =
        new CapacityByteArrayOutputStream(
            SLAB_BYTES, SLAB_BYTES * 5, new HeapByteBufferAllocator());
    try (compressed;
        var zstd = new ZstdOutputStreamNoFinalizer(compressed, LEVEL)) {
      page.writeAllTo(zstd);
      zstd.closeWithoutClosingParentStream();
      // One array, which Parquet asks for in order to sum it, and does not copy then.
      return BytesInput.from(BytesInput.from(compressed).toByteArray());
    }
  }

  @Override
  public BytesInput decompress(BytesInput compressed, int size) throws IOException {
    byte[] page = new byte[size];
    if (compressed.size() <= SMALL_BYTES) {
      long result = Zstd.decompress(page, compressed.toByteArray());
      if (Zstd.isError(result)) {
        throw new IOException(Zstd.getErrorName(result));
      }
      checkSize(result, size);
    } else {
      try (var zstd = new ZstdInputStreamNoFinalizer(compressed.toInputStream())) {
        checkSize(zstd.readNBytes(page, 0, size), size);
      }
    }
    return BytesInput.from(page);
  }

  @Override
  public void decompress(ByteBuffer compressed, int compressedSize, ByteBuffer page, int size)
      throws IOException {
    byte[] from = new byte[compressedSize];
    compressed.get(from);
    page.put(decompress(BytesInput.from(from), size).toByteBuffer());
  }

  @Override
  public void release() {}

  private static void checkSize(long size, int expected) throws IOException {
    if (size != expected) {
      throw new IOException("a page has " + size + " bytes in place of " + expected);
    }
  }

  private ZstdCodec checked(CompressionCodecName codec) {
    if (codec != CompressionCodecName.ZSTD) {
      throw new IllegalArgumentException(
          "pages are compressed with " + codec + ", not with Zstandard");
    }
    return this;
  }
}
