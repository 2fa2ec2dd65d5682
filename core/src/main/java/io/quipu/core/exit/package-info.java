/** How a command ends: exit codes, and the exceptions that carry one. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.exit;
