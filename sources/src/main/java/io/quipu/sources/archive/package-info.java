/** Entries of tar and zip archives, read as a stream under limits. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.archive;
