import { number } from '../format';
import { gist } from '../parts/markdown';
import type { Answered, Choice, Key } from '../types';

interface Asked {
  choices: Choice[];
  prompts?: Choice[] | null;
}

function named(list: Choice[] | null | undefined, id: string): string {
  const choice = list?.find((one) => one.id === id);
  return choice ? `${id} (${gist(choice.text, 60)})` : id;
}

/** What was answered, in a line. */
export function answerText(asked: Asked, answered: Answered): string {
  if (answered.text != null) {
    return answered.text;
  }
  if (answered.number != null) {
    return number(answered.number);
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
export function keyText(asked: Asked, key: Key | null | undefined, correctChoices: string[] | null | undefined): string {
  if (key?.pairs || key?.order) {
    return answerText(asked, { pairs: key.pairs, order: key.order });
  }
  if (key?.texts) {
    return key.texts.map((one) => one.text ?? one.pattern ?? '').filter(Boolean).join(', ');
  }
  if (key?.ranges) {
    return key.ranges.map(({ from, to }) => (from === to ? number(from) : `${number(from)} – ${number(to)}`)).join(', ');
  }
  return answerText(asked, { choices: correctChoices ?? key?.choices ?? [] });
}
