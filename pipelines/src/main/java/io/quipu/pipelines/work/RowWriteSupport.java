package io.quipu.pipelines.work;

import io.quipu.core.text.Unicode;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Hands rows to Parquet and to the row digest, each value encoded once. */
final class RowWriteSupport extends WriteSupport<Row> {

  private final MessageType message;
  private final Column[] columns;
  private final RowDigest digest;
  private @Nullable RecordConsumer consumer;

  RowWriteSupport(TableSchema schema, RowDigest digest) {
    this.message = ParquetSchemas.toParquet(schema);
    this.columns = schema.columns().toArray(Column[]::new);
    this.digest = digest;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(message, Map.of());
  }

  @Override
  @SuppressWarnings("deprecation") // abstract, and never called
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("part files are written without Hadoop");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(Row row) {
    RecordConsumer out = consumer;
    if (out == null) {
      throw new IllegalStateException("no file to write to");
    }
    digest.startRow();
    out.startMessage();
    for (int c = 0; c < columns.length; c++) {
      Column column = columns[c];
      if (row.isNull(column)) {
        digest.absent();
      } else {
        digest.present();
        out.startField(column.name(), c);
        if (column.type().isList()) {
          list(out, row, column);
        } else {
          scalar(out, row, column);
        }
        out.endField(column.name(), c);
      }
    }
    out.endMessage();
  }

  private void scalar(RecordConsumer out, Row row, Column c) {
    switch (c.type()) {
      case INT -> integer(out, row.getInt(c));
      case LONG -> {
        digest.number(row.getLong(c), Long.BYTES);
        out.addLong(row.getLong(c));
      }
      case DOUBLE -> number(out, row.getDouble(c));
      case BOOLEAN -> {
        digest.number(row.getBoolean(c) ? 1 : 0, 1);
        out.addBoolean(row.getBoolean(c));
      }
      case STRING -> string(out, row.getString(c));
      case BINARY -> {
        digest.bytes(row.getBinary(c));
        // Parquet may keep the bytes until the row group is written; the row's owner may reuse the
        // array.
        out.addBinary(Binary.fromConstantByteArray(row.getBinary(c).clone()));
      }
      default -> throw new IllegalStateException(c + " is no scalar");
    }
  }

  private void list(RecordConsumer out, Row row, Column c) {
    int size = row.size(c);
    digest.number(size, Integer.BYTES);
    out.startGroup();
    if (size > 0) {
      out.startField(ParquetSchemas.LIST, 0);
      for (int i = 0; i < size; i++) {
        out.startGroup();
        out.startField(ParquetSchemas.ELEMENT, 0);
        switch (c.type()) {
          case INT_LIST -> integer(out, row.getInt(c, i));
          case DOUBLE_LIST -> number(out, row.getDouble(c, i));
          case STRING_LIST -> string(out, row.getString(c, i));
          default -> throw new IllegalStateException(c + " is no list");
        }
        out.endField(ParquetSchemas.ELEMENT, 0);
        out.endGroup();
      }
      out.endField(ParquetSchemas.LIST, 0);
    }
    out.endGroup();
  }

  private void integer(RecordConsumer out, int value) {
    digest.number(value, Integer.BYTES);
    out.addInteger(value);
  }

  private void number(RecordConsumer out, double value) {
    digest.number(value);
    out.addDouble(value);
  }

  private void string(RecordConsumer out, String value) {
    byte[] bytes = Unicode.utf8(value);
    digest.bytes(bytes);
    out.addBinary(Binary.fromConstantByteArray(bytes));
  }
}
