package io.quipu.inference.kernel;

/**
 * The ends of a sum of 16 lanes that all widths share: elements that fill no whole vector, and the
 * final tree.
 */
final class SixteenLanes {
  private SixteenLanes() {}

  /**
   * Elements from {@code done} on, a multiple of 16, go to the lanes in order; then the lanes are
   * added up.
   */
  static float finishDot(
      float[] lanes, int at, float[] a, int aFrom, float[] b, int bFrom, int done, int n) {
    for (int i = done; i < n; i++) {
      int lane = at + i - done;
      lanes[lane] = Math.fma(a[aFrom + i], b[bFrom + i], lanes[lane]);
    }
    return total(lanes, at);
  }

  static float finishSum(float[] lanes, float[] x, int from, int done, int n) {
    for (int i = done; i < n; i++) {
      lanes[i - done] += x[from + i];
    }
    return total(lanes, 0);
  }

  static float total(float[] l, int at) {
    float e0 = l[at] + l[at + 8];
    float e1 = l[at + 1] + l[at + 9];
    float e2 = l[at + 2] + l[at + 10];
    float e3 = l[at + 3] + l[at + 11];
    float e4 = l[at + 4] + l[at + 12];
    float e5 = l[at + 5] + l[at + 13];
    float e6 = l[at + 6] + l[at + 14];
    float e7 = l[at + 7] + l[at + 15];
    return ((e0 + e4) + (e2 + e6)) + ((e1 + e5) + (e3 + e7));
  }
}
