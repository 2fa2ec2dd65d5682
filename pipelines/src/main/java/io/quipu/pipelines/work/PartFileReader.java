package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import io.quipu.core.text.Unicode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
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

/**
 * Reads the rows of a part file in order. Only the columns asked for are read, and row groups that
 * are skipped whole are not read at all. Checksums of pages are verified.
 */
public final class PartFileReader implements Closeable {

  /** A footer that reads lets a damaged file be taken for whole, in every run. */
  private static final String REMEDY = "; delete this file and run again, and it is rebuilt";

  private final String path;
  private final PartInput input;
  private final ParquetFileReader parquet;
  private final PartEntry footer;
  private final TableSchema schema;
  private final int[] slots; // of the columns that are read
  private final MessageType message;
  private final Column[] read;
  private final ColumnReader[] columns;
  private final int[] fullLevel; // definition level of a value that is there
  private int rowGroup = -1;
  private long rowsLeftInGroup;

  /** Reads all columns of a file whose kind does not matter. */
  public PartFileReader(String path) throws IOException {
    this(path, whole -> Selection.of(whole, whole.columns()));
  }

  /**
   * Reads all columns of a file of one kind.
   *
   * @throws UnreadablePartFile if it is cut, damaged, foreign or of another kind
   */
  public PartFileReader(String path, TableSchema schema) throws IOException {
    this(
        path,
        whole -> {
          if (!whole.equals(schema)) {
            throw new IllegalArgumentException(
                "has the columns " + whole.columns() + ", not " + schema.columns());
          }
          return Selection.of(schema, schema.columns());
        });
  }

  /**
   * Reads some columns, at least one.
   *
   * @throws UnreadablePartFile if it is cut, damaged, foreign, or has no such column
   */
  public PartFileReader(String path, Column... columns) throws IOException {
    this(path, whole -> Selection.of(whole, List.of(columns)));
  }

  /**
   * What is read of a file.
   *
   * @param schema of the rows
   * @param slots in them of the columns that are read
   */
  private record Selection(TableSchema schema, int[] slots) {

    static Selection of(TableSchema whole, List<Column> read) {
      List<Column> columns = new ArrayList<>(whole.columns());
      int[] slots = new int[read.size()];
      for (int i = 0; i < slots.length; i++) {
        Column column = whole.column(read.get(i));
        slots[i] = column.slot();
        columns.set(column.slot(), column); // the kind's own, so that rows know it at once
      }
      return new Selection(new TableSchema(columns), slots);
    }
  }

  private PartFileReader(String path, Function<TableSchema, Selection> select) throws IOException {
    this.path = path;
    this.input = new PartInput(path);
    boolean complete = false;
    Selection selection;
    try {
      this.parquet = open();
      this.footer = readEntry();
      TableSchema whole =
          ParquetSchemas.fromParquet(parquet.getFileMetaData().getSchema())
              .orElseThrow(
                  () -> new UnreadablePartFile(path, "has columns that no part file has", null));
      selection = select.apply(whole);
      complete = true;
    } catch (IllegalArgumentException otherColumns) {
      throw new UnreadablePartFile(path, String.valueOf(otherColumns.getMessage()), otherColumns);
    } finally {
      if (!complete) {
        input.close();
      }
    }
    this.schema = selection.schema();
    this.slots = selection.slots();
    this.read = Arrays.stream(slots).mapToObj(schema.columns()::get).toArray(Column[]::new);
    this.message = ParquetSchemas.toParquet(List.of(read));
    this.columns = new ColumnReader[read.length];
    this.fullLevel = new int[read.length];
    parquet.setRequestedSchema(message);
  }

  /**
   * The contents of the footer of a part.
   *
   * @throws UnreadablePartFile if it is cut, damaged or foreign
   */
  public static PartEntry readFooter(String path) throws IOException {
    try (PartFileReader reader = new PartFileReader(path)) {
      return reader.footer();
    }
  }

  /** The columns of the file. */
  public TableSchema schema() {
    return schema;
  }

  /** The file's column for one that may be {@link Column#anywhere}. */
  public Column column(Column asked) {
    return schema.column(asked);
  }

  /** A row to read into, of the columns that are read. */
  public Row newRow() {
    return new Row(schema, slots);
  }

  public PartEntry footer() {
    return footer;
  }

  public long rows() {
    return footer.rows();
  }

  /**
   * Reads the next row into one of {@link #newRow}.
   *
   * @return false if there is none
   */
  public boolean next(Row row) throws IOException {
    if (!row.isOf(schema, slots)) {
      throw new IllegalArgumentException("a row of " + row.schema() + " for columns " + schema);
    }
    row.clear(); // before more is read: it may hold a long text
    try {
      while (rowsLeftInGroup == 0) {
        if (!nextGroup()) {
          return false;
        }
      }
      for (int c = 0; c < read.length; c++) {
        if (read[c].type().isList()) {
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
          for (int c = 0; c < read.length; c++) {
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
   * Whether a string may be in a column: asks the Bloom filters, reads no row. True where there is
   * no filter.
   */
  public boolean mayContain(Column column, String value) throws IOException {
    String name = schema.column(column).name();
    try {
      for (BlockMetaData group : parquet.getRowGroups()) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          if (chunk.getPath().toDotString().equals(name)) {
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
      throw unreadable("Bloom filter of " + name, e);
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
    for (int c = 0; c < read.length; c++) {
      columns[c] = store.getColumnReader(descriptors.get(c));
      fullLevel[c] = descriptors.get(c).getMaxDefinitionLevel();
    }
    return true;
  }

  private void readScalar(Row row, int c) {
    ColumnReader column = columns[c];
    if (column.getCurrentDefinitionLevel() == fullLevel[c]) {
      switch (read[c].type()) {
        case INT -> row.setInt(read[c], column.getInteger());
        case LONG -> row.setLong(read[c], column.getLong());
        case DOUBLE -> row.setDouble(read[c], column.getDouble());
        case BOOLEAN -> row.setBoolean(read[c], column.getBoolean());
        case STRING -> row.setString(read[c], column.getBinary().toStringUsingUTF8());
        case BINARY -> row.setBinary(read[c], column.getBinary().getBytes());
        default -> throw new IllegalStateException(read[c] + " is no scalar");
      }
    }
    column.consume();
  }

  private void readList(Row row, int c) {
    ColumnReader column = columns[c];
    int level = column.getCurrentDefinitionLevel();
    if (level < fullLevel[c]) {
      if (level > 0) {
        row.setEmptyList(read[c]);
      }
      column.consume();
      return;
    }
    do {
      switch (read[c].type()) {
        case INT_LIST -> row.addInt(read[c], column.getInteger());
        case DOUBLE_LIST -> row.addDouble(read[c], column.getDouble());
        case STRING_LIST -> row.addString(read[c], column.getBinary().toStringUsingUTF8());
        default -> throw new IllegalStateException(read[c] + " is no list");
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
