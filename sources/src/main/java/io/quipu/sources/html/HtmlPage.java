package io.quipu.sources.html;

import org.jspecify.annotations.Nullable;

/**
 * What a page says.
 *
 * @param text main content, paragraphs apart by a blank line; empty if the page has none
 * @param title of the page's head
 * @param language BCP 47 tag of the root element, as stated
 */
public record HtmlPage(String text, @Nullable String title, @Nullable String language) {}
