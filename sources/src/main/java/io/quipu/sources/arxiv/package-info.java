/** Papers as their authors submitted them to arXiv: LaTeX sources in archives. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.arxiv;
