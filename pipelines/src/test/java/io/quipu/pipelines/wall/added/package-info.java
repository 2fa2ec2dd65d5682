/** Rows that a jar of somebody else might add to the tables; no service of the tests names them. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.wall.added;
