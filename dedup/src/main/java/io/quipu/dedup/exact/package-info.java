/** Keys of whole texts: equal text, equal key. */
@org.jspecify.annotations.NullMarked
package io.quipu.dedup.exact;
