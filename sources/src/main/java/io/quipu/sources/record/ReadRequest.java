package io.quipu.sources.record;

/**
 * What a reader is asked for, whatever the kind of source.
 *
 * @param source the recipe's name of the source, first half of each document's id
 * @param limit documents after which reading stops; {@link Long#MAX_VALUE} for all
 */
public record ReadRequest(String source, long limit, ExtractionLimits limits) {

  /** Everything, within the default limits. */
  public static ReadRequest of(String source) {
    return new ReadRequest(source, Long.MAX_VALUE, ExtractionLimits.DEFAULT);
  }
}
