/** Keys of paragraphs by a normal form that forgives case, digits and typography. */
@org.jspecify.annotations.NullMarked
package io.quipu.dedup.paragraph;
