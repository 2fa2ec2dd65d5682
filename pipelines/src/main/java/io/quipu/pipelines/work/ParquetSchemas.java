package io.quipu.pipelines.work;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Our columns as Parquet's types and back. Lists have the three levels of Parquet's own
 * specification.
 */
final class ParquetSchemas {

  private static final String MESSAGE = "row";
  static final String LIST = "list";
  static final String ELEMENT = "element";

  private ParquetSchemas() {}

  static MessageType toParquet(TableSchema schema) {
    List<Type> fields = new ArrayList<>();
    for (Column column : schema.columns()) {
      fields.add(field(column));
    }
    return new MessageType(MESSAGE, fields);
  }

  /** Empty if a column is none of ours. */
  static Optional<TableSchema> fromParquet(MessageType message) {
    List<Column> columns = new ArrayList<>();
    for (Type field : message.getFields()) {
      Column column = column(field);
      if (column == null) {
        return Optional.empty();
      }
      columns.add(column);
    }
    return columns.isEmpty() ? Optional.empty() : Optional.of(new TableSchema(columns));
  }

  /** Where the elements of a list stand. */
  static String elementPath(Column list) {
    return list.name() + "." + LIST + "." + ELEMENT;
  }

  private static @Nullable Column column(Type field) {
    for (ColumnType type : ColumnType.values()) {
      Column column = new Column(field.getName(), type);
      if (field(column).equals(field)) {
        return column;
      }
    }
    return null;
  }

  private static Type field(Column column) {
    return switch (column.type()) {
      case INT -> scalar(column, PrimitiveTypeName.INT32, null);
      case LONG -> scalar(column, PrimitiveTypeName.INT64, null);
      case DOUBLE -> scalar(column, PrimitiveTypeName.DOUBLE, null);
      case BOOLEAN -> scalar(column, PrimitiveTypeName.BOOLEAN, null);
      case STRING -> scalar(column, PrimitiveTypeName.BINARY, stringType());
      case BINARY -> scalar(column, PrimitiveTypeName.BINARY, null);
      case INT_LIST -> list(column, PrimitiveTypeName.INT32, null);
      case DOUBLE_LIST -> list(column, PrimitiveTypeName.DOUBLE, null);
      case STRING_LIST -> list(column, PrimitiveTypeName.BINARY, stringType());
    };
  }

  private static Type scalar(
      Column column, PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    return primitive(primitive, Repetition.OPTIONAL, logical, column.name());
  }

  private static Type list(
      Column column, PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    Type element = primitive(primitive, Repetition.REQUIRED, logical, ELEMENT);
    return Types.optionalGroup()
        .as(listType())
        .addField(Types.repeatedGroup().addField(element).named(LIST))
        .named(column.name());
  }

  private static PrimitiveType primitive(
      PrimitiveTypeName primitive,
      Repetition repetition,
      @Nullable LogicalTypeAnnotation logical,
      String name) {
    var builder = Types.primitive(primitive, repetition);
    return logical == null ? builder.named(name) : builder.as(logical).named(name);
  }
}
