/** Counts that add up by construction, and the manifest of a stage that holds them. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.account;
