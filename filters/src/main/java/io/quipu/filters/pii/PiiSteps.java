package io.quipu.filters.pii;

import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import java.util.Arrays;
import java.util.List;

/** Steps that find and mask personal data. */
public final class PiiSteps implements StepBundle {

  private static final String LLAMA2 = "Touvron et al. 2023, arXiv:2307.09288, section 2.1";

  @Override
  public List<StepDefinition<?>> steps() {
    return List.of(
        StepDefinition.annotator(
            "pii",
            2,
            "Places and counts of e-mail addresses, IP addresses and telephone numbers",
            LLAMA2,
            "",
            PiiAnnotator.SIGNALS,
            PiiAnnotator::new),
        StepDefinition.annotator(
            "pii_disclosure",
            2,
            "Lines that tie a person's name to contact data, with a masked example",
            LLAMA2,
            "",
            PiiDisclosure.SIGNALS,
            PiiDisclosure::new),
        StepDefinition.modifier(
            "pii_mask",
            2,
            "Type tags in the place of e-mail addresses, IP addresses and telephone numbers",
            LLAMA2,
            "",
            Arrays.stream(PiiKind.values()).map(PiiKind::reason).toList(),
            PiiMask::new));
  }
}
