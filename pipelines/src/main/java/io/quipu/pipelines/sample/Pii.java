package io.quipu.pipelines.sample;

import java.util.Locale;

/**
 * Personal data that belong to nobody: e-mail addresses at domains of the sample, telephone numbers
 * of the ranges that regulators keep for fiction, IP addresses drawn at random.
 *
 * @param kind {@code email}, {@code ip} or {@code phone}
 */
record Pii(String kind, String text) {

  /** Its replacement in a shard. */
  String tag() {
    return "[" + kind.toUpperCase(Locale.ROOT) + "]";
  }

  static Pii any(Draw draw, String domain) {
    return switch (draw.below(3)) {
      case 0 -> email(new Prose(draw), domain);
      case 1 -> phone(draw);
      default -> ip(draw);
    };
  }

  static Pii email(Prose prose, String domain) {
    String local = prose.givenName() + "." + prose.familyName();
    return new Pii("email", local.toLowerCase(Locale.ROOT) + "@" + domain);
  }

  static Pii phone(Draw draw) {
    String number =
        draw.percent(50)
            ? "+44 20 7946 0" + draw.between(100, 999)
            : "(" + draw.between(212, 989) + ") 555-01" + draw.between(10, 99);
    return new Pii("phone", number);
  }

  private static Pii ip(Draw draw) {
    return new Pii(
        "ip",
        "23." + draw.between(1, 254) + "." + draw.between(1, 254) + "." + draw.between(1, 254));
  }

  /** A sentence around it that names nobody. */
  String sentence(Prose prose) {
    return switch (kind) {
      case "email" ->
          "Questions about the "
              + prose.noun()
              + " can be sent to "
              + text
              + " until the end of the week.";
      case "phone" ->
          "The " + prose.noun() + " can be reached by telephone at " + text + " on most mornings.";
      default ->
          "The first request for the "
              + prose.noun()
              + " came from the address "
              + text
              + " that night.";
    };
  }
}
