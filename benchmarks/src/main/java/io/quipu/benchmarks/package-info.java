/** How fast the hot loops are, on typical and on worst inputs; never deployed. */
@org.jspecify.annotations.NullMarked
package io.quipu.benchmarks;
