import type { Interval } from './types';

/** The 0.975 quantile of the normal distribution. */
const Z = 1.959963984540054;

/** The 95 % score interval of a share, as analytics-service has it (Wilson 1927); null of nothing. */
export function wilson(correct: number, n: number): Interval | null {
  if (n === 0) {
    return null;
  }
  const share = correct / n;
  const shrink = 1 + (Z * Z) / n;
  const middle = (share + (Z * Z) / (2 * n)) / shrink;
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
