/** Hashes and random numbers whose values never depend on JVM, order or machine. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.hash;
