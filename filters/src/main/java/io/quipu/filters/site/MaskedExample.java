package io.quipu.filters.site;

/**
 * A masked line of a site's page.
 *
 * @param order 64 bits of the keyed hash of the page: examples are kept from the smallest up
 */
public record MaskedExample(long order, String text) implements Comparable<MaskedExample> {

  @Override
  public int compareTo(MaskedExample other) {
    int byOrder = Long.compareUnsigned(order, other.order);
    return byOrder != 0 ? byOrder : text.compareTo(other.text);
  }
}
