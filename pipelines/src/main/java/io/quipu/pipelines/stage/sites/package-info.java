/** Drops the pages of sites that disclose personal data, by evidence and by lists. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.sites;
