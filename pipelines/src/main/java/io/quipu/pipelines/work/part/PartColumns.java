package io.quipu.pipelines.work.part;

import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import java.util.List;

/**
 * The columns of each kind of part file, one constant a kind; docs/formats/part-files.md says what
 * they mean.
 */
public final class PartColumns {

  /** {@code documents/}: the only place that holds text. */
  public static final List<Column> DOCUMENTS =
      List.of(
          new Column("key", ColumnType.STRING),
          new Column("text", ColumnType.STRING),
          new Column("input", ColumnType.STRING),
          new Column("offset", ColumnType.LONG),
          new Column("record", ColumnType.LONG),
          new Column("extra", ColumnType.STRING_LIST));

  /**
   * Footer key of the documents of a task, in its last part: stored bytes of its inputs up to the
   * furthest that it read.
   */
  public static final String READ = "read";

  /** {@code records/}: a row for every raw record; not parallel to the others. */
  public static final List<Column> RECORDS =
      List.of(
          new Column("input", ColumnType.STRING),
          new Column("offset", ColumnType.LONG),
          new Column("record", ColumnType.LONG),
          new Column("key", ColumnType.STRING),
          new Column("url", ColumnType.STRING),
          new Column("outcome", ColumnType.STRING),
          new Column("row", ColumnType.INT),
          new Column("reason", ColumnType.STRING),
          new Column("detail", ColumnType.STRING));

  /** What {@code signals/extract/} has before the signals: id and origin of the document. */
  public static final List<Column> IDENTITY =
      List.of(
          new Column("key", ColumnType.STRING),
          new Column("input", ColumnType.STRING),
          new Column("offset", ColumnType.LONG),
          new Column("record", ColumnType.LONG));

  /** {@code edits/}: code points of the extracted text. */
  public static final List<Column> EDITS =
      List.of(
          new Column("start", ColumnType.INT_LIST),
          new Column("end", ColumnType.INT_LIST),
          new Column("replacement", ColumnType.STRING_LIST),
          new Column("reason", ColumnType.STRING_LIST));

  /**
   * {@code decisions/}: the first broken rule, all broken rules, or the document that this one
   * repeats.
   */
  public static final List<Column> DECISIONS =
      List.of(
          new Column("reason", ColumnType.STRING),
          new Column("signal", ColumnType.STRING),
          new Column("observed", ColumnType.STRING),
          new Column("limit", ColumnType.STRING),
          new Column("failing", ColumnType.STRING_LIST),
          new Column("duplicate_of_source", ColumnType.STRING),
          new Column("duplicate_of_key", ColumnType.STRING),
          new Column("similarity", ColumnType.DOUBLE),
          new Column("cluster", ColumnType.BINARY),
          new Column("cluster_size", ColumnType.INT));

  /** {@code tokens/}: ids are 4 bytes each, little-endian. */
  public static final List<Column> TOKENS =
      List.of(
          new Column("key", ColumnType.STRING),
          new Column("count", ColumnType.INT),
          new Column("ids", ColumnType.BINARY));

  /** {@code signatures/} of exact deduplication: 16 bytes of the text's digest, and the rank. */
  public static final List<Column> EXACT_SIGNATURES =
      List.of(
          new Column("key", ColumnType.STRING),
          new Column("content", ColumnType.BINARY),
          new Column("rank", ColumnType.BINARY));

  /**
   * {@code signatures/} of MinHash: 8 bytes a band, the digest of the shingle set, and the rank.
   */
  public static final List<Column> MINHASH_SIGNATURES =
      List.of(
          new Column("key", ColumnType.STRING),
          new Column("bands", ColumnType.BINARY),
          new Column("shingle_set", ColumnType.BINARY),
          new Column("rank", ColumnType.BINARY));

  /** {@code signatures/} of paragraphs: 8 bytes a key; code points of the extracted text. */
  public static final List<Column> PARAGRAPH_SIGNATURES =
      List.of(
          new Column("keys", ColumnType.BINARY),
          new Column("start", ColumnType.INT_LIST),
          new Column("end", ColumnType.INT_LIST),
          new Column("rank", ColumnType.BINARY));

  private PartColumns() {}
}
