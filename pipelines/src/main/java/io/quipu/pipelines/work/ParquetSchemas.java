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
    return toParquet(schema.columns());
  }

  static MessageType toParquet(List<Column> columns) {
    List<Type> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(field(column.name(), column.type()));
    }
    return new MessageType(MESSAGE, fields);
  }

  /** Empty if a column is none of ours. */
  static Optional<TableSchema> fromParquet(MessageType message) {
    Columns columns = Columns.ofTable();
    for (Type field : message.getFields()) {
      ColumnType type = type(field);
      if (type == null) {
        return Optional.empty();
      }
      columns.add(field.getName(), type, "");
    }
    return message.getFields().isEmpty() ? Optional.empty() : Optional.of(columns.schema());
  }

  /** The path of the elements of a list. */
  static String elementPath(Column list) {
    return list.name() + "." + LIST + "." + ELEMENT;
  }

  private static @Nullable ColumnType type(Type field) {
    for (ColumnType type : ColumnType.values()) {
      if (field(field.getName(), type).equals(field)) {
        return type;
      }
    }
    return null;
  }

  private static Type field(String column, ColumnType type) {
    return switch (type) {
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
      String column, PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    return primitive(primitive, Repetition.OPTIONAL, logical, column);
  }

  private static Type list(
      String column, PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
    Type element = primitive(primitive, Repetition.REQUIRED, logical, ELEMENT);
    return Types.optionalGroup()
        .as(listType())
        .addField(Types.repeatedGroup().addField(element).named(LIST))
        .named(column);
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
