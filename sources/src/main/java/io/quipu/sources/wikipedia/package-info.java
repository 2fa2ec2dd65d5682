/** MediaWiki dumps: pages of the XML dump, and their wikitext as plain text. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.wikipedia;
