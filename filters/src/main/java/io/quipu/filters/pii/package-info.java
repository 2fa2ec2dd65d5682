/** Personal data in text: where it stands, whether a page discloses a person, and masks. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.pii;
