package io.quipu.pipelines.recipe.stage;

import io.quipu.core.signal.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told, in the order in which a stage does it, what the stage asks of the signals that are
 * measured before, what it measures, and whether it edits the text.
 */
public interface StageFlow {

  /**
   * It can do nothing without a signal.
   *
   * @param at key of the stage that asks, as {@code rules[0]}; empty for the stage as a whole
   * @param who what asks, in the words of a message
   * @param type what the signal has to be; null if any will do
   */
  void needs(String at, String who, String signal, @Nullable Class<? extends Signal> type);

  /** It looks at a signal if there is one. */
  void mayUse(String signal);

  /** It may look at any signal that was measured before. */
  void mayUseAll();

  /** It measures a signal. */
  void measures(Signal signal);

  /**
   * It edits the text.
   *
   * @param at key of the stage that edits
   * @param who what edits, in the words of a message
   * @param tellOf signals that tell of the edits, and so hold for the edited text
   */
  void edits(String at, String who, List<Signal> tellOf);
}
