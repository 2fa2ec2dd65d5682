package io.quipu.pipelines.work;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes one attempt at a part. Rows are spooled to a local file, so that nothing can be seen
 * before {@link #commit}, which copies it to its place under a name of its own. Equal rows make
 * equal bytes. Memory is bounded by a row group (16 MiB compressed) and a few copies of the largest
 * value. Layout: docs/formats/part-files.md.
 */
public final class PartFileWriter implements Closeable {

  private static final long ROW_GROUP_BYTES = 16L << 20;
  private static final int ROW_GROUP_ROWS = 1 << 16;
  private static final int PAGE_BYTES = 1 << 20;
  // Enough for the values of a row group; of the sizes up to it, halved each, the smallest that
  // does is kept.
  private static final int MAX_BLOOM_BYTES = 1 << 17;
  private static final int BLOOM_SIZES = 8;
  private static final double BLOOM_FALSE_POSITIVES = 0.01;

  private final TableSchema schema;
  private final RowDigest digest;
  private final Path spool;
  private final ParquetWriter<Row> parquet;
  private long rows;
  private @Nullable String rowDigest;
  private boolean closed;

  public PartFileWriter(TableSchema schema, Set<Column> bloomColumns) throws IOException {
    this(schema, bloomColumns, Files.createTempFile("quipu-part", null), ROW_GROUP_BYTES);
  }

  /**
   * @param spoolFolder of the local file system, for the file as it grows
   */
  public PartFileWriter(TableSchema schema, Set<Column> bloomColumns, Path spoolFolder)
      throws IOException {
    this(
        schema,
        bloomColumns,
        Files.createTempFile(spoolFolder, "quipu-part", null),
        ROW_GROUP_BYTES);
  }

  PartFileWriter(TableSchema schema, Set<Column> bloomColumns, Path spool, long rowGroupBytes)
      throws IOException {
    this.schema = schema;
    this.spool = spool;
    this.digest = new RowDigest(schema);
    Builder builder =
        new Builder(new LocalOutputFile(spool), new RowWriteSupport(schema, digest))
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .withCodecFactory(new ZstdCodec())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withPageWriteChecksumEnabled(true)
            .withRowGroupSize(rowGroupBytes)
            .withRowGroupRowCountLimit(ROW_GROUP_ROWS)
            .withPageSize(PAGE_BYTES)
            .withDictionaryEncoding(false)
            // A row may have 64 MiB: look at the size after each of them.
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(1)
            // Nothing asks for ranges of values, and the extremes of long texts are long texts.
            .withStatisticsEnabled(false)
            .withAdaptiveBloomFilterEnabled(true)
            .withMaxBloomFilterBytes(MAX_BLOOM_BYTES)
            .withSizeStatisticsEnabled(false);
    for (Column column : schema.columns()) {
      if (column.type() == ColumnType.INT_LIST) {
        // Token ids: a sixth smaller and a third faster. Texts would fill a dictionary with copies
        // of themselves.
        builder.withDictionaryEncoding(ParquetSchemas.elementPath(column), true);
      }
    }
    for (Column column : bloomColumns) {
      String name = schema.column(column).name();
      builder
          .withBloomFilterEnabled(name, true)
          .withBloomFilterCandidateNumber(name, BLOOM_SIZES)
          .withBloomFilterFPP(name, BLOOM_FALSE_POSITIVES);
    }
    this.parquet = builder.build();
  }

  /** The row may be changed as soon as this returns. */
  public void write(Row row) throws IOException {
    if (rowDigest != null) {
      throw new IllegalStateException("the rows of this part have ended");
    }
    if (!row.schema().equals(schema)) {
      throw new IllegalArgumentException("a row of " + row.schema() + " for a part of " + schema);
    }
    parquet.write(row);
    rows++;
  }

  TableSchema schema() {
    return schema;
  }

  public long rows() {
    return rows;
  }

  /** SHA-256 of the logical rows, which end here: no more can be written. */
  public String rowDigest() {
    if (rowDigest == null) {
      rowDigest = digest.finish();
    }
    return rowDigest;
  }

  /**
   * Completes the file and copies it to its place.
   *
   * @param folder of one kind, stage and source
   * @param part {@code <source>/<task>-<ordinal>}
   * @param attempt unique to this attempt
   */
  public PartEntry commit(
      String folder,
      String part,
      String fingerprint,
      String attempt,
      SortedMap<String, String> extra,
      List<Counts> counts)
      throws IOException {
    String file = FileName.of(part, fingerprint, attempt).toString();
    PartEntry entry = new PartEntry(part, fingerprint, file, rows, rowDigest(), extra, counts);
    parquet.close();
    try (OutputStream out = Storage.create(StoragePath.child(folder, file))) {
      PartFooter.of(entry).copyWith(spool, out);
    }
    close();
    return entry;
  }

  /** Completes a file that has nothing to say beside its rows, in an attempt of its own. */
  public PartEntry commit(String folder, String part, String fingerprint) throws IOException {
    return commit(folder, part, fingerprint, WorkFolder.newAttempt(), new TreeMap<>(), List.of());
  }

  /** Without a commit before it, nothing was ever there. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try (parquet) {
        Files.deleteIfExists(spool);
      }
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final RowWriteSupport support;

    Builder(OutputFile file, RowWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, and never called
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return support;
    }
  }
}
