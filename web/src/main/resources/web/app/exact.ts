/** Stands around a number until the text of it is JSON; no other text has it. */
const AROUND = '\ue002';

/** A number with all of its digits, more than one of the language could hold. */
export class Exact {
  constructor(private readonly text: string) {}

  toJSON(): string {
    return AROUND + this.text + AROUND;
  }
}

/** JSON in which exact numbers are numbers. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    // After toJSON an exact number is a text too: one that is a number and nothing else between its marks.
    typeof inner === 'string' && !NUMBER.test(inner) ? inner.replaceAll(AROUND, '') : inner,
  );
  return text.replace(/"\ue002([^"\ue002]*)\ue002"/g, '$1');
}

const NUMBER = /^\ue002-?\d+(\.\d+)?([eE][+-]?\d+)?\ue002$/;

/** More digits than a number of the language keeps for sure. */
const MOST_DIGITS = 15;

/**
 * Reads JSON. Answers and bounds that are numbers come as texts, with all of their digits.
 *
 * @param inexact whether all numbers are such of the language
 */
export function fromJson(text: string, inexact: boolean): unknown {
  if (inexact) {
    return JSON.parse(text);
  }
  const kept = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || !isLong(token) ? token : `"${token}"`,
  );
  return JSON.parse(kept, (name, value: unknown) => {
    if (name === 'response' && isObject(value) && value.number != null) {
      return { ...value, number: String(value.number) };
    }
    return name === 'ranges' && Array.isArray(value) ? value.map((one: object) => ({ ...one, ...bounds(one) })) : value;
  });
}

function bounds(range: { low?: unknown; high?: unknown }): { low: string; high: string } {
  return { low: String(range.low), high: String(range.high) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isLong(number: string): boolean {
  const [mantissa] = number.toLowerCase().split('e');
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').length > MOST_DIGITS;
}
