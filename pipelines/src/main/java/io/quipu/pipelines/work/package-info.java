/**
 * What lies on disk: part files and their attempts, manifests, the lock, and the file systems under
 * them.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.work;
