package io.quipu.pipelines.work;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The row digest as docs/formats/part-files.md draws it, all bytes in one array. */
final class SlowRowDigest {

  private SlowRowDigest() {}

  static String of(TableSchema schema, List<List<@Nullable Object>> rows) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeBytes("quipu rows 1\n");
    out.writeInt(schema.columns().size());
    for (Column column : schema.columns()) {
      out.writeByte(column.type().ordinal() + 1);
      writeValue(out, column.name());
    }
    for (List<@Nullable Object> row : rows) {
      out.writeByte(1);
      for (Object value : row) {
        out.writeByte(value == null ? 0 : 1);
        if (value != null) {
          writeValue(out, value);
        }
      }
    }
    out.writeByte(0);
    out.writeLong(rows.size());
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
  }

  private static void writeValue(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Integer i) {
      out.writeInt(i);
    } else if (value instanceof Long l) {
      out.writeLong(l);
    } else if (value instanceof Double d) {
      out.writeDouble(d);
    } else if (value instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (value instanceof Byte b) {
      out.writeByte(b);
    } else if (value instanceof String s) {
      out.writeInt(s.getBytes(StandardCharsets.UTF_8).length);
      out.write(s.getBytes(StandardCharsets.UTF_8));
    } else {
      List<?> list = (List<?>) value;
      out.writeInt(list.size());
      for (Object element : list) {
        writeValue(out, element);
      }
    }
  }
}
