package io.quipu.evaluation.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What a model says of a sample of documents, drawn one by one with equal chances. Documents that
 * are empty count but say nothing.
 *
 * <p>A figure per byte or per token is the ratio R = sum of y / sum of x over documents (y nll, x
 * bytes or tokens), not the mean of the documents' ratios. Its standard error is that of the ratio
 * estimator (Cochran, Sampling Techniques, 3rd edition 1977, equation 6.13, the population taken as
 * infinite): sqrt(n / (n - 1) * sum of (y - R x)^2) / sum of x. Perplexity is exp(R) per token, its
 * standard error exp(R) times that of R (first-order expansion).
 *
 * <p>Documents are sorted by their figures before anything is summed, so that a sample gives the
 * same bits in whatever order it was scored.
 */
public final class SampleScore {
  private static final Comparator<DocumentScore> ORDER =
      Comparator.comparingLong(DocumentScore::bytes)
          .thenComparingLong(DocumentScore::tokens)
          .thenComparingDouble(DocumentScore::nll);

  private final DocumentScore[] documents;
  private final DocumentScore total;

  private SampleScore(DocumentScore[] documents, DocumentScore total) {
    this.documents = documents;
    this.total = total;
  }

  public static SampleScore of(Collection<DocumentScore> scores) {
    DocumentScore[] documents = scores.toArray(new DocumentScore[0]);
    Arrays.sort(documents, ORDER);
    long tokens = 0;
    long bytes = 0;
    double nll = 0;
    for (DocumentScore document : documents) {
      tokens += document.tokens();
      bytes += document.bytes();
      nll += document.nll();
    }
    return new SampleScore(documents, new DocumentScore(tokens, bytes, nll));
  }

  public int documents() {
    return documents.length;
  }

  /** The sums over all documents. */
  public DocumentScore total() {
    return total;
  }

  /** Bits per byte of UTF-8; empty if no document has any. */
  public Optional<Estimate> bitsPerByte() {
    double bit = StrictMath.log(2);
    return ratio(DocumentScore::bytes, total.bytes())
        .map(perByte -> scaled(perByte, perByte.value() / bit, 1 / bit));
  }

  /** Perplexity per token of the model's vocabulary; empty if no document has any. */
  public Optional<Estimate> perplexity() {
    return ratio(DocumentScore::tokens, total.tokens())
        .map(
            perToken -> {
              double perplexity = StrictMath.exp(perToken.value());
              return scaled(perToken, perplexity, perplexity);
            });
  }

  private static Estimate scaled(Estimate estimate, double value, double errorFactor) {
    OptionalDouble error = estimate.standardError();
    return new Estimate(
        value, error.isEmpty() ? error : OptionalDouble.of(error.getAsDouble() * errorFactor));
  }

  private Optional<Estimate> ratio(ToDoubleFunction<DocumentScore> size, double totalSize) {
    if (totalSize == 0) {
      return Optional.empty();
    }
    double ratio = total.nll() / totalSize;
    double squares = 0;
    for (DocumentScore document : documents) {
      double residual = document.nll() - ratio * size.applyAsDouble(document);
      squares += residual * residual;
    }
    double n = documents.length;
    return Optional.of(
        new Estimate(
            ratio,
            n < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(StrictMath.sqrt(n / (n - 1) * squares) / totalSize)));
  }
}
