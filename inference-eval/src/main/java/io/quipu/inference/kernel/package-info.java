/**
 * Sums, products and exponentials of float arrays that give the same bits with vectors of any width
 * or none.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.inference.kernel;
