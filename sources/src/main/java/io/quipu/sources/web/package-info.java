/** Web pages: WARC and ARC files, the responses in them, and the sites that URLs belong to. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.web;
