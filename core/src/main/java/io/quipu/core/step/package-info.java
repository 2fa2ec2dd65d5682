/** What a user writes to measure, edit or judge documents, and how it is registered. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.step;
