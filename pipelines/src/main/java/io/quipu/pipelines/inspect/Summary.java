package io.quipu.pipelines.inspect;

import io.quipu.core.table.Table;
import io.quipu.pipelines.inspect.facts.DropsFacts;
import io.quipu.pipelines.inspect.facts.EvaluationFacts;
import io.quipu.pipelines.inspect.facts.FailedRecordsFacts;
import io.quipu.pipelines.inspect.facts.MixtureFacts;
import io.quipu.pipelines.inspect.facts.NonDocumentsFacts;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts;
import io.quipu.pipelines.inspect.facts.RemovedFacts;
import io.quipu.pipelines.inspect.facts.ResultFacts;
import io.quipu.pipelines.inspect.facts.RunAccounts;
import io.quipu.pipelines.inspect.facts.SourcesFacts;
import io.quipu.pipelines.inspect.facts.StepFailuresFacts;
import io.quipu.pipelines.inspect.text.DropsText;
import io.quipu.pipelines.inspect.text.EvaluationText;
import io.quipu.pipelines.inspect.text.FailedRecordsText;
import io.quipu.pipelines.inspect.text.MixtureText;
import io.quipu.pipelines.inspect.text.NonDocumentsText;
import io.quipu.pipelines.inspect.text.NothingKeptText;
import io.quipu.pipelines.inspect.text.RemovedText;
import io.quipu.pipelines.inspect.text.ResultText;
import io.quipu.pipelines.inspect.text.Sections;
import io.quipu.pipelines.inspect.text.SourcesText;
import io.quipu.pipelines.inspect.text.StepFailuresText;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LastRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a run has made of its inputs, section by section, from the accounts in its manifests. */
public final class Summary {

  /** The sections in their order; those of other jars come last. */
  public static final Table<Section> SECTIONS =
      Table.open(
          "section of the summary",
          Section.class,
          List.of(
              Section.of("sources", SourcesFacts::of, SourcesText::lines),
              Section.of("non_documents", NonDocumentsFacts::of, NonDocumentsText::lines),
              Section.of("failed_records", FailedRecordsFacts::of, FailedRecordsText::lines),
              Section.of("drops", DropsFacts::of, DropsText::lines),
              Section.of("step_failures", StepFailuresFacts::of, StepFailuresText::lines),
              Section.of("mixture", MixtureFacts::of, MixtureText::lines),
              Section.of("removed", RemovedFacts::of, RemovedText::lines),
              Section.of("evaluation", EvaluationFacts::of, EvaluationText::lines),
              Section.of("nothing_kept", NothingKeptFacts::of, NothingKeptText::lines)),
          Section::name);

  /** What a summary ends with. */
  private static final Section RESULT = Section.of("result", ResultFacts::of, ResultText::lines);

  private Summary() {}

  /**
   * The sections of a run.
   *
   * @param stages the stages to tell of, in order
   */
  public static List<Section.Content> sections(LastRun open, List<Stage> stages)
      throws IOException {
    return sections(SECTIONS, new RunAccounts(open, stages));
  }

  static List<Section.Content> sections(Table<Section> table, RunAccounts run) throws IOException {
    List<Section.Content> sections = new ArrayList<>();
    for (Section section : table.rows()) {
      sections.add(section.of(run));
    }
    sections.add(RESULT.of(run));
    return sections;
  }

  /** The sections of a run as text. */
  public static String of(LastRun open, List<Stage> stages) throws IOException {
    return Sections.joined(sections(open, stages).stream().map(Section.Content::text).toList());
  }
}
