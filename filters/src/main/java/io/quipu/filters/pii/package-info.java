/** Personal data in text: where it is, whether a page discloses a person, and masks. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.pii;
