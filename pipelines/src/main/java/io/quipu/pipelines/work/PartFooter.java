package io.quipu.pipelines.work;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.WorkFormat;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * What the footer of a part file says about it: the entry without the name of the file, so that all
 * attempts that make equal rows make equal bytes.
 */
record PartFooter(
    int format,
    String part,
    String fingerprint,
    long rows,
    String rowDigest,
    SortedMap<String, String> extra,
    List<Counts> counts) {

  /** Key of the footer among Parquet's key-value metadata. */
  static final String KEY = "quipu.part";

  // The footer is followed by its length, little-endian, and the magic number.
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;
  private static final int COPY_BYTES = 1 << 16;

  static PartFooter of(PartEntry entry) {
    return new PartFooter(
        WorkFormat.NUMBER,
        entry.part(),
        entry.fingerprint(),
        entry.rows(),
        entry.rowDigest(),
        entry.extra(),
        entry.counts());
  }

  /**
   * Copies a finished Parquet file, with this added to its footer and the lists of encodings
   * sorted: Parquet fills them from hash sets of enum constants, whose order differs from JVM to
   * JVM.
   */
  void copyWith(Path parquet, OutputStream out) throws IOException {
    try (FileChannel file = FileChannel.open(parquet);
        InputStream in = Channels.newInputStream(file)) {
      long end = file.size() - TAIL_BYTES;
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (length.hasRemaining()) {
        if (file.read(length, end + length.position()) < 0) {
          throw new EOFException("the spooled file was cut");
        }
      }
      long body = end - length.getInt(0);
      file.position(body);
      FileMetaData footer = Util.readFileMetaData(new BufferedInputStream(in));
      for (RowGroup group : footer.getRow_groups()) {
        for (ColumnChunk column : group.getColumns()) {
          Collections.sort(column.getMeta_data().getEncodings());
          if (column.getMeta_data().isSetEncoding_stats()) {
            Collections.sort(column.getMeta_data().getEncoding_stats());
          }
        }
      }
      String json = new String(ClosedJson.write(this), StandardCharsets.UTF_8);
      footer.addToKey_value_metadata(new KeyValue(KEY).setValue(json));

      file.position(0);
      copy(in, body, out);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Util.writeFileMetaData(footer, bytes);
      bytes.writeTo(out);
      out.write(length.putInt(0, bytes.size()).array());
      out.write(MAGIC);
    }
  }

  private static void copy(InputStream in, long bytes, OutputStream out) throws IOException {
    byte[] buffer = new byte[COPY_BYTES];
    for (long left = bytes; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(left, COPY_BYTES));
      if (n < 0) {
        throw new EOFException("the spooled file was cut");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  /**
   * @throws IllegalArgumentException if it is of another format, or does not add up
   */
  PartEntry toEntry(String file) {
    if (format != WorkFormat.NUMBER) {
      throw new IllegalArgumentException(
          "is of format " + format + "; this version reads format " + WorkFormat.NUMBER);
    }
    return new PartEntry(part, fingerprint, file, rows, rowDigest, extra, counts);
  }
}
