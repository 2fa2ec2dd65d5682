package io.quipu.pipelines.stage.narrow;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.EditCollector;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.Resources;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.recipe.StepUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one annotate stage over one document at a time. All of them see the same revision of
 * the text; later stages see what the modifier edited. Belongs to one thread and is reused.
 */
public final class StepChain {

  private final List<Link> links = new ArrayList<>();
  private final List<Signal> measured = new ArrayList<>();
  private final EditCollector collector = new EditCollector();

  /**
   * Creates the steps.
   *
   * @throws RuntimeException any exception thrown by a step's constructor
   */
  public StepChain(List<StepUse> uses, Resources resources) {
    for (StepUse use : uses) {
      Link link = new Link(use, use.create(resources));
      links.add(link);
      measured.addAll(link.writes);
    }
  }

  /** Signals that the steps measure, in order. */
  public List<Signal> measured() {
    return measured;
  }

  /**
   * Runs the steps on a document.
   *
   * @param row receives what the steps measure; its schema has {@link #measured}
   * @return the edits of this stage over the extracted text
   * @throws StepFailure if a step throws or leaves a signal unset; the document then counts as
   *     failed
   */
  public TextEdits apply(DocumentView view, SignalRow row) throws StepFailure {
    TextEdits edits = TextEdits.NONE;
    for (Link link : links) {
      try {
        link.writes.forEach(row::clear); // measured by an earlier stage
        if (link.step instanceof Annotator annotator) {
          annotator.annotate(view, link.row(row));
        } else if (link.step instanceof Modifier modifier) {
          collector.clear();
          modifier.modify(view, link.row(row), collector);
          edits = collector.toEdits(view);
        }
      } catch (RuntimeException | StackOverflowError e) {
        throw new StepFailure(link.label, StepFailure.describe(e));
      }
      requireContract(link, view, row);
    }
    return edits;
  }

  private static void requireContract(Link link, DocumentView view, SignalRow row)
      throws StepFailure {
    for (Signal signal : link.writes) {
      if (row.state(signal) == State.NOT_MEASURED) {
        throw new StepFailure(link.label, signal.name() + " was not set");
      }
      if (signal instanceof SpanSignal places) {
        int length = view.text().length();
        for (int i = 0; i < row.spanCount(places); i++) {
          if (row.spanStart(places, i) < 0 || row.spanEnd(places, i) > length) {
            throw new StepFailure(link.label, signal.name() + " has a span outside the text");
          }
        }
      }
    }
  }

  /** Clears spans, which only steps of the same stage can read. */
  public void clearPlaces(SignalRow row) {
    for (Signal signal : measured) {
      if (signal instanceof SpanSignal) {
        row.clear(signal);
      }
    }
  }

  /** A step, and its view of a document's signals. */
  private static final class Link {
    private final String label;
    private final DocumentStep step;
    private final List<Signal> writes;
    private final Map<String, String> renamed;
    private @Nullable SignalRow whole;
    private @Nullable SignalRow seen;

    Link(StepUse use, DocumentStep step) {
      label = use.label();
      this.step = step;
      writes = use.writes();
      renamed = use.renamed();
    }

    /** A view of the row by the names that the step uses; every document comes in the same row. */
    SignalRow row(SignalRow row) {
      if (renamed.isEmpty()) {
        return row;
      }
      SignalRow view = seen;
      if (view == null || whole != row) {
        view = row.withOtherNames(renamed);
        whole = row;
        seen = view;
      }
      return view;
    }
  }
}
