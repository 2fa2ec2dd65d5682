package io.quipu.core.step;

import io.quipu.core.signal.Signal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A step as the catalogue lists it. What it reads, writes and opens may depend on its
 * configuration: a recipe may use a step several times, each time with other keys.
 *
 * @param name {@code lower_snake}, unique
 * @param version raised when any output changes
 * @param summary one line for {@code quipu steps}
 * @param citation paper and section
 * @param agreesWith reference implementation and version, and the golden that proves it; empty if
 *     there is none
 * @param reads names of signals that it needs measured before
 * @param writes signals that it measures; none if its role is not to measure
 * @param files the values of the configuration that name files, as the recipe gives them; an empty
 *     one is a required key that was left out
 * @param role what it does; what {@code factory} makes is of that role
 * @param reasons codes that it drops or edits with
 * @param defaults the configuration if a recipe sets no key; its components are the known keys
 */
public record StepDefinition<C extends Record>(
    String name,
    int version,
    String summary,
    String citation,
    String agreesWith,
    Function<C, List<String>> reads,
    Function<C, List<Signal>> writes,
    Function<C, List<String>> files,
    Role role,
    List<String> reasons,
    C defaults,
    StepFactory<C> factory) {

  public StepDefinition {
    reasons = List.copyOf(reasons);
  }

  /** A step that measures, without configuration or files. */
  public static StepDefinition<NoConfig> annotator(
      String name,
      int version,
      String summary,
      String citation,
      String agreesWith,
      List<? extends Signal> writes,
      Supplier<? extends Annotator> maker) {
    return annotator(
        name,
        version,
        summary,
        citation,
        agreesWith,
        writes,
        NoConfig.INSTANCE,
        (config, resources) -> maker.get());
  }

  /** A step that measures the same signals whatever its configuration, and opens no file. */
  public static <C extends Record> StepDefinition<C> annotator(
      String name,
      int version,
      String summary,
      String citation,
      String agreesWith,
      List<? extends Signal> writes,
      C defaults,
      StepFactory<C> factory) {
    List<Signal> signals = List.copyOf(writes);
    return new StepDefinition<>(
        name,
        version,
        summary,
        citation,
        agreesWith,
        config -> List.of(),
        config -> signals,
        config -> List.of(),
        Role.MEASURES,
        List.of(),
        defaults,
        factory);
  }

  /** A step that edits, without configuration or files. */
  public static StepDefinition<NoConfig> modifier(
      String name,
      int version,
      String summary,
      String citation,
      String agreesWith,
      List<String> reasons,
      Supplier<? extends Modifier> maker) {
    return new StepDefinition<>(
        name,
        version,
        summary,
        citation,
        agreesWith,
        config -> List.of(),
        config -> List.of(),
        config -> List.of(),
        Role.EDITS,
        reasons,
        NoConfig.INSTANCE,
        (config, resources) -> maker.get());
  }

  /** Signals that it needs measured before, with a configuration of its own type. */
  public List<String> reads(Record config) {
    return List.copyOf(reads.apply(typed(config)));
  }

  /**
   * Signals that it measures, with a configuration of its own type.
   *
   * @throws IllegalArgumentException if it measures by its role and has none, or the reverse
   */
  public List<Signal> writes(Record config) {
    List<Signal> signals = List.copyOf(writes.apply(typed(config)));
    if (signals.isEmpty() == role.measures()) {
      throw new IllegalArgumentException(
          "the role of "
              + name
              + " is "
              + role
              + ", and it measures "
              + (signals.isEmpty() ? "nothing" : signals.stream().map(Signal::name).toList()));
    }
    return signals;
  }

  /** Files that a configuration of its own type names. */
  public List<String> files(Record config) {
    return List.copyOf(files.apply(typed(config)));
  }

  /**
   * Makes the step from a configuration of its own type.
   *
   * @throws IllegalArgumentException if the configuration makes no sense, or the factory makes a
   *     step of another role
   */
  public DocumentStep create(Record config, Resources resources) {
    DocumentStep made = factory.create(typed(config), resources);
    if (Role.of(made) != role) {
      throw new IllegalArgumentException(
          "the role of "
              + name
              + " is "
              + role
              + ", and its factory makes a step whose role is "
              + Role.of(made));
    }
    return made;
  }

  /** A step with its defaults. */
  public DocumentStep create(Resources resources) {
    return create(defaults, resources);
  }

  @SuppressWarnings("unchecked") // the class of the defaults is that of C
  private C typed(Record config) {
    return (C) defaults.getClass().cast(config);
  }
}
