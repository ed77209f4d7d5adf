import { english, language } from './texts/en';

const plurals = new Intl.PluralRules(language);

export type Message = keyof typeof english;

/** The text in the reader's language; there is one so far. `{name}` is replaced by the value of that name. */
export function t(message: Message, values: Record<string, string | number> = {}): string {
  return english[message].replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** Of the two forms of a text the one that fits the number; both may say `{n}`. */
export function counted(n: number, one: Message, other: Message): string {
  return t(plurals.select(n) === 'one' ? one : other, { n });
}
