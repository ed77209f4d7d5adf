import { Exact } from '../exact';
import type { Acknowledgement, Answered } from '../types';
import type { Change } from './kept';

export function isAnswered(answered: Answered): boolean {
  return (
    (answered.choices?.length ?? 0) > 0 ||
    (answered.text ?? '').trim() !== '' ||
    answered.number != null ||
    Object.keys(answered.pairs ?? {}).length > 0 ||
    (answered.order?.length ?? 0) > 0
  );
}

/** As it is sent: numbers to the digit, and without what is the page's own. */
export function bodyOf({ at: _, ...change }: Change): Record<string, unknown> {
  return change.number == null ? { ...change } : { ...change, number: new Exact(change.number) };
}

/** Whether what was sent is what stands now. */
export function isSame(change: Change, { response, flagged }: Acknowledgement): boolean {
  return change.flagged === flagged && JSON.stringify(plain(change)) === JSON.stringify(plain(response ?? {}));
}

/** One form for each answer: sets without order, numbers by their value. */
function plain(answered: Answered): unknown {
  if (!isAnswered(answered)) {
    return null;
  }
  return [
    [...(answered.choices ?? [])].sort(),
    answered.text ?? null,
    answered.number == null ? null : Number(answered.number),
    Object.entries(answered.pairs ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)),
    answered.order ?? [],
  ];
}
