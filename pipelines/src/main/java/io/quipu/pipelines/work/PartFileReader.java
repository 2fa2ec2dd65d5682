package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import io.quipu.core.text.Unicode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a part file in order. Only the columns asked for are read, and row groups that
 * are skipped whole are not read at all. Checksums of pages are verified.
 */
public final class PartFileReader implements Closeable {

  /** A footer that reads lets a damaged file be taken for whole, in every run. */
  private static final String REMEDY = "; delete this file and run again, and it is made anew";

  private final String path;
  private final PartInput input;
  private final ParquetFileReader parquet;
  private final PartEntry footer;
  private final TableSchema schema;
  private final MessageType message;
  private final ColumnType[] types;
  private final ColumnReader[] columns;
  private final int[] fullLevel; // definition level of a value that is there
  private int rowGroup = -1;
  private long rowsLeftInGroup;

  /** Reads all columns. */
  public PartFileReader(String path) throws IOException {
    this(path, null);
  }

  /**
   * @param columnNames the columns to read, in the order of their slots in the row
   * @throws UnreadablePartFile if it is cut, damaged or foreign
   * @throws IllegalArgumentException if the file has no such column
   */
  public PartFileReader(String path, @Nullable List<String> columnNames) throws IOException {
    this.path = path;
    this.input = new PartInput(path);
    boolean complete = false;
    try {
      this.parquet = open();
      this.footer = readEntry();
      TableSchema whole =
          ParquetSchemas.fromParquet(parquet.getFileMetaData().getSchema())
              .orElseThrow(
                  () -> new UnreadablePartFile(path, "has columns that no part file has", null));
      this.schema = columnNames == null ? whole : whole.project(columnNames);
      complete = true;
    } finally {
      if (!complete) {
        input.close();
      }
    }
    this.message = ParquetSchemas.toParquet(schema);
    this.types = schema.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    this.columns = new ColumnReader[types.length];
    this.fullLevel = new int[types.length];
    parquet.setRequestedSchema(message);
  }

  /**
   * What is said of a part in its footer.
   *
   * @throws UnreadablePartFile if it is cut, damaged or foreign
   */
  public static PartEntry readFooter(String path) throws IOException {
    try (PartFileReader reader = new PartFileReader(path)) {
      return reader.footer();
    }
  }

  /** The columns that are read. */
  public TableSchema schema() {
    return schema;
  }

  public PartEntry footer() {
    return footer;
  }

  public long rows() {
    return footer.rows();
  }

  /**
   * Reads the next row into one of {@link #schema}.
   *
   * @return false if there is none
   */
  public boolean next(Row row) throws IOException {
    if (!row.schema().equals(schema)) {
      throw new IllegalArgumentException("a row of " + row.schema() + " for columns " + schema);
    }
    row.clear(); // before more is read: it may hold a long text
    try {
      while (rowsLeftInGroup == 0) {
        if (!nextGroup()) {
          return false;
        }
      }
      for (int c = 0; c < types.length; c++) {
        if (types[c].isList()) {
          readList(row, c);
        } else {
          readScalar(row, c);
        }
      }
      rowsLeftInGroup--;
      return true;
    } catch (IOException | RuntimeException e) {
      throw unreadable("row group " + rowGroup, e);
    }
  }

  /** Passes over rows, at most to the end. */
  public void skip(long rows) throws IOException {
    try {
      long left = rows;
      while (left > 0) {
        if (rowsLeftInGroup > 0) {
          long here = Math.min(left, rowsLeftInGroup);
          for (int c = 0; c < types.length; c++) {
            skipValues(c, here);
          }
          rowsLeftInGroup -= here;
          left -= here;
        } else if (rowGroup + 1 >= parquet.getRowGroups().size()) {
          return;
        } else if (parquet.getRowGroups().get(rowGroup + 1).getRowCount() <= left) {
          left -= parquet.getRowGroups().get(++rowGroup).getRowCount();
          parquet.skipNextRowGroup();
        } else {
          nextGroup();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable("row group " + rowGroup, e);
    }
  }

  /**
   * Whether a string may stand in a column: asks the Bloom filters, reads no row. True where there
   * is no filter.
   */
  public boolean mayContain(String column, String value) throws IOException {
    schema.index(column);
    try {
      for (BlockMetaData group : parquet.getRowGroups()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          if (chunk.getPath().toDotString().equals(column)) {
            BloomFilter filter = parquet.readBloomFilter(chunk);
            if (filter == null
                || filter.findHash(
                    filter.hash(Binary.fromConstantByteArray(Unicode.utf8(value))))) {
              return true;
            }
          }
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      throw unreadable("Bloom filter of " + column, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (input) {
      parquet.close();
    }
  }

  private ParquetFileReader open() throws IOException {
    try {
      return ParquetFileReader.open(
          input,
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new ZstdCodec())
              .usePageChecksumVerification()
              .build());
    } catch (IOException | RuntimeException e) {
      throw unreadable("footer", e);
    }
  }

  private PartEntry readEntry() throws IOException {
    String json = parquet.getFileMetaData().getKeyValueMetaData().get(PartFooter.KEY);
    if (json == null) {
      throw new UnreadablePartFile(path, "a Parquet file, but not one of ours", null);
    }
    String name = StoragePath.nameOf(path);
    PartEntry entry;
    try {
      entry =
          ClosedJson.read(json.getBytes(StandardCharsets.UTF_8), PartFooter.class).toEntry(name);
    } catch (IOException | RuntimeException e) {
      throw new UnreadablePartFile(path, PartFooter.KEY + ": " + e.getMessage(), e);
    }
    if (FileName.parse(name)
        .filter(n -> FileName.of(entry.part(), entry.fingerprint(), n.attempt()).equals(n))
        .isEmpty()) {
      throw new UnreadablePartFile(
          path, "holds part " + entry.part() + " of fingerprint " + entry.fingerprint(), null);
    }
    if (parquet.getRecordCount() != entry.rows()) {
      throw new UnreadablePartFile(
          path, parquet.getRecordCount() + " rows in place of " + entry.rows(), null);
    }
    return entry;
  }

  private boolean nextGroup() throws IOException {
    Arrays.fill(columns, null); // they hold pages
    PageReadStore pages = parquet.readNextRowGroup();
    if (pages == null) {
      return false;
    }
    rowGroup++;
    rowsLeftInGroup = pages.getRowCount();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages,
            new DummyRecordConverter(message).getRootConverter(),
            message,
            parquet.getFileMetaData().getCreatedBy());
    List<ColumnDescriptor> descriptors = message.getColumns();
    for (int c = 0; c < types.length; c++) {
      columns[c] = store.getColumnReader(descriptors.get(c));
      fullLevel[c] = descriptors.get(c).getMaxDefinitionLevel();
    }
    return true;
  }

  private void readScalar(Row row, int c) {
    ColumnReader column = columns[c];
    if (column.getCurrentDefinitionLevel() == fullLevel[c]) {
      switch (types[c]) {
        case INT -> row.setInt(c, column.getInteger());
        case LONG -> row.setLong(c, column.getLong());
        case DOUBLE -> row.setDouble(c, column.getDouble());
        case BOOLEAN -> row.setBoolean(c, column.getBoolean());
        case STRING -> row.setString(c, column.getBinary().toStringUsingUTF8());
        case BINARY -> row.setBinary(c, column.getBinary().getBytes());
        default -> throw new IllegalStateException(types[c] + " is no scalar");
      }
    }
    column.consume();
  }

  private void readList(Row row, int c) {
    ColumnReader column = columns[c];
    int level = column.getCurrentDefinitionLevel();
    if (level < fullLevel[c]) {
      if (level > 0) {
        row.setEmptyList(c);
      }
      column.consume();
      return;
    }
    do {
      switch (types[c]) {
        case INT_LIST -> row.addInt(c, column.getInteger());
        case DOUBLE_LIST -> row.addDouble(c, column.getDouble());
        case STRING_LIST -> row.addString(c, column.getBinary().toStringUsingUTF8());
        default -> throw new IllegalStateException(types[c] + " is no list");
      }
      column.consume();
    } while (column.getCurrentRepetitionLevel() > 0);
  }

  private void skipValues(int c, long rows) {
    ColumnReader column = columns[c];
    for (long row = 0; row < rows; row++) {
      do {
        if (column.getCurrentDefinitionLevel() == fullLevel[c]) {
          column.skip();
        }
        column.consume();
      } while (column.getCurrentRepetitionLevel() > 0);
    }
  }

  /** The file system's own exception where it has thrown one: then the file may be sound. */
  private IOException unreadable(String where, Exception e) {
    IOException failure = input.failure();
    if (failure != null) {
      return failure;
    }
    return e instanceof UnreadablePartFile known
        ? known
        : new UnreadablePartFile(path, where + " can't be read: " + e.getMessage() + REMEDY, e);
  }
}
