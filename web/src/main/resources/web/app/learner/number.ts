/** Point or comma, with or without an exponent. */
const WRITTEN = /^([+-]?)(\d+(?:[.,]\d*)?|[.,]\d+)(?:e([+-]?\d{1,2}))?$/i;

/** Could be thousands or a fraction, by where one learnt to write: it has to be written otherwise. */
const DOUBTFUL = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * What is meant, with all of its digits, as JSON writes numbers.
 *
 * @return null where nothing is written, undefined where it is no number, or not one for sure
 */
export function readNumber(written: string): string | null | undefined {
  const text = written.replace(/\s/g, '').replace('\u2212', '-');
  if (text === '') {
    return null;
  }
  const found = WRITTEN.exec(text);
  if (!found || DOUBTFUL.test(text)) {
    return undefined;
  }
  const [, sign, digits, exponent] = found;
  const [whole, fraction = ''] = digits.replace(',', '.').split('.');
  const bare = (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction ? `.${fraction}` : '');
  return (sign === '-' ? '-' : '') + bare + (exponent ? `e${exponent}` : '');
}
