package io.quipu.pipelines.work.part;

import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.stage.dedup.exact.ExactSignatures;
import io.quipu.pipelines.stage.dedup.minhash.MinHashSignatures;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphSignatures;
import io.quipu.pipelines.stage.evaluate.EvaluationFile;
import io.quipu.pipelines.stage.mix.MixtureFile;
import io.quipu.pipelines.stage.sites.SiteEvidenceFile;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.TableSchema;
import java.util.List;

/**
 * A kind of part file that outlives its stage.
 *
 * @param folder as docs/formats calls it
 * @param owner declares the columns
 */
record Kind(String folder, Class<?> owner, TableSchema schema) {

  static final List<Kind> ALL =
      List.of(
          new Kind("every parallel file", ParallelRows.class, ParallelRows.SCHEMA),
          new Kind("records/", RecordRows.class, RecordRows.SCHEMA),
          new Kind("documents/", DocumentRows.class, DocumentRows.SCHEMA),
          new Kind(
              "signals/extract/",
              ExtractedRows.class,
              ExtractedRows.signals(ExtractSignals.ALL).schema()),
          new Kind("edits/", EditRows.class, EditRows.SCHEMA),
          new Kind("decisions/", DecisionRows.class, DecisionRows.SCHEMA),
          new Kind("signatures/ of exact", ExactSignatures.class, ExactSignatures.SCHEMA),
          new Kind("signatures/ of minhash", MinHashSignatures.class, MinHashSignatures.SCHEMA),
          new Kind(
              "signatures/ of paragraph", ParagraphSignatures.class, ParagraphSignatures.SCHEMA),
          new Kind("tokens/", TokenRows.class, TokenRows.SCHEMA),
          new Kind("sites/", SiteEvidenceFile.class, SiteEvidenceFile.SCHEMA),
          new Kind("mixture/", MixtureFile.class, MixtureFile.SCHEMA),
          new Kind("shards/", ShardMapRows.class, ShardMapRows.SCHEMA),
          new Kind("evaluation/", EvaluationFile.class, EvaluationFile.SCHEMA));

  private static final int HEAD = ParallelRows.SCHEMA.columns().size();

  boolean isParallel() {
    List<Column> columns = schema.columns();
    return columns.size() > HEAD && columns.subList(0, HEAD).equals(ParallelRows.SCHEMA.columns());
  }

  /** Its columns but those that all parallel files have. */
  List<Column> ownColumns() {
    return isParallel()
        ? schema.columns().subList(HEAD, schema.columns().size())
        : schema.columns();
  }

  @Override
  public String toString() {
    return folder;
  }
}
