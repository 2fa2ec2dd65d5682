/** Tables that a recipe or a command looks things up in, by name; other jars may add rows. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.table;
