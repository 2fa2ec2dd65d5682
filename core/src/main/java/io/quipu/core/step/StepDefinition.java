package io.quipu.core.step;

import io.quipu.core.signal.Signal;
import java.util.List;

/**
 * A step as the catalogue lists it.
 *
 * @param name {@code lower_snake}, unique
 * @param version raised when any output changes
 * @param summary one line for {@code quipu steps}
 * @param citation paper and section
 * @param agreesWith reference implementation and version, and the golden that proves it; empty if
 *     there is none
 * @param reads names of signals that it needs measured before
 * @param writes signals that it measures
 * @param reasons codes that it drops or edits with
 * @param defaults the configuration if a recipe sets no key; its components are the known keys
 */
public record StepDefinition<C extends Record>(
    String name,
    int version,
    String summary,
    String citation,
    String agreesWith,
    List<String> reads,
    List<Signal> writes,
    List<String> reasons,
    C defaults,
    StepFactory<C> factory) {

  public StepDefinition {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    reasons = List.copyOf(reasons);
  }

  /**
   * Whether it is a {@link Modifier}: a step either measures or edits, so one that measures nothing
   * edits.
   */
  public boolean edits() {
    return writes.isEmpty();
  }

  /** A step with its defaults. */
  public DocumentStep create(Resources resources) {
    return factory.create(defaults, resources);
  }
}
