/**
 * What leaves the work folder: publishing a release, proving it, and removing documents from it.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.release;
