/** The table of contents of every quality filter, language and personal-data step. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters;
