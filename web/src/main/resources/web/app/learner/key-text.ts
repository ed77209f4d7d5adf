import { gist } from '../parts/markdown';
import type { Answered, Choice, Key, KeyRange, KeyText } from '../types';

interface Asked {
  choices: Choice[];
  prompts?: Choice[] | null;
}

function named(list: Choice[] | null | undefined, id: string): string {
  const choice = list?.find((one) => one.id === id);
  return choice ? gist(choice.text, 60) : id;
}

/** What was answered, in a line. */
export function answerText(asked: Asked, answered: Answered): string {
  if (answered.text != null) {
    return answered.text;
  }
  if (answered.number != null) {
    return answered.number;
  }
  if (answered.pairs) {
    return Object.entries(answered.pairs)
      .map(([prompt, choice]) => `${named(asked.prompts, prompt)} → ${named(asked.choices, choice)}`)
      .join('; ');
  }
  if (answered.order) {
    return answered.order.map((id) => named(asked.choices, id)).join(' → ');
  }
  return (answered.choices ?? []).map((id) => named(asked.choices, id)).join(', ');
}

/** What was right, in a line; empty where nothing is told. */
export function keyText(asked: Asked, key: Key | null | undefined): string {
  if (key?.pairs || key?.order) {
    return answerText(asked, { pairs: key.pairs, order: key.order });
  }
  if (key?.texts) {
    return full(key.texts)
      .map((one) => one.text)
      .join(', ');
  }
  if (key?.ranges) {
    return full(key.ranges)
      .map(({ low, high }) => (low === high ? low : `${low} – ${high}`))
      .join(', ');
  }
  return answerText(asked, { choices: key?.choices ?? [] });
}

/** Those that earn full credit; what earns a part of it isn't what was right. */
function full<T extends KeyText | KeyRange>(accepted: T[]): T[] {
  return accepted.filter((one) => (one.weight ?? '1') === '1');
}
