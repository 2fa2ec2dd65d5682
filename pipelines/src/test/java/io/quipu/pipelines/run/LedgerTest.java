package io.quipu.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.WorkFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that do not follow from those of the stage before make no manifest. */
class LedgerTest {

  private static final Dataset FIRST = Dataset.decisions("first");
  private static final Dataset SECOND = Dataset.decisions("second");

  @TempDir Path folder;
  private WorkFolder work = new WorkFolder("");
  private Ledger ledger = new Ledger(work);

  @BeforeEach
  void documents() {
    work = new WorkFolder(folder.toString());
    ledger = new Ledger(work);
    put("a/1", FIRST, "documents", 10, 7);
    put("a/2", FIRST, "documents", 5, 5);
    put("b/1", FIRST, "documents", 4, 4);
  }

  private void put(String part, Dataset dataset, String unit, long in, long kept) {
    Counts counts =
        new Counts(unit, in, kept, new TreeMap<>(Map.of("reason", in - kept)), new TreeMap<>());
    ledger.put(
        part,
        dataset,
        new PartEntry(
            part, "f", "x.f.1.parquet", in, "0".repeat(64), new TreeMap<>(), List.of(counts)));
  }

  private void commit(Dataset dataset, Dataset before) throws Exception {
    ledger.commit(dataset, "recipe", source -> before);
  }

  @Test
  void whatComesInIsWhatTheStageBeforeKept() throws Exception {
    put("a/1", SECOND, "documents", 7, 1);
    put("a/2", SECOND, "documents", 5, 5);
    put("b/1", SECOND, "documents", 4, 0);
    commit(SECOND, FIRST);
    assertThat(work.manifests().current(SECOND.name())).isPresent();
  }

  @Test
  void whereItIsNotTheManifestIsNotWrittenAndStageSourceAndNumbersAreSaid() throws Exception {
    put("a/1", SECOND, "documents", 8, 1);
    put("a/2", SECOND, "documents", 5, 5);
    put("b/1", SECOND, "documents", 4, 0);
    assertThatThrownBy(() -> commit(SECOND, FIRST))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "accounts of stage decisions-second do not follow: of source a 13 documents came in,"
                + " and decisions-first kept 12");
    assertThat(work.manifests().current(SECOND.name())).isEmpty();
  }

  @Test
  void aSourceOfWhichPartsAreMissingIsNotWritten() {
    put("a/1", SECOND, "documents", 7, 7);
    put("a/2", SECOND, "documents", 5, 5);
    assertThatThrownBy(() -> commit(SECOND, FIRST))
        .hasMessageContaining("of source b 0 documents came in, and decisions-first kept 4");
  }

  @Test
  void everyRecordThatIsKeptIsADocument() throws Exception {
    put("a/1", Dataset.DOCUMENTS, "documents", 7, 7);
    put("a/1", Dataset.RECORDS, "records", 9, 7);
    commit(Dataset.RECORDS, Dataset.DOCUMENTS);
    assertThat(work.manifests().current("records")).isPresent();
    put("a/1", Dataset.RECORDS, "records", 9, 8);
    assertThatThrownBy(() -> commit(Dataset.RECORDS, Dataset.DOCUMENTS))
        .hasMessageContaining("stage records")
        .hasMessageContaining("source a 8 documents came in, and documents kept 7");
  }
}
