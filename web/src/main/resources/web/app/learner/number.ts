/** Point or comma, with or without an exponent; what stands between thousands can't be told from them and is refused. */
const WRITTEN = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,2})?$/i;

/** @return null where nothing is written, undefined where it is no number */
export function readNumber(written: string): number | null | undefined {
  const text = written.replace(/\s/g, '').replace('\u2212', '-');
  if (text === '') {
    return null;
  }
  return WRITTEN.test(text) ? Number(text.replace(',', '.')) : undefined;
}
