import { number } from '../format';
import { t } from '../messages';
import type { Key, ResultQuestion } from '../types';

/** What came of a question, as a learner is told it; it is open as long as nothing may be told. */
export type Outcome = 'right' | 'partly' | 'wrong' | 'withdrawn' | 'pending' | 'blank' | 'open';

interface Graded {
  /** Null as long as nothing is told. */
  correct: boolean | null;
  score: number | null;
  maximum: number | null;
  key?: Key | null;
}

/** Whether no answer of a question is right or wrong any more: a correction gave everybody the credit, or nobody. */
export function isUnkeyed(key: Key | null | undefined): boolean {
  return key?.kind === 'credit-all' || key?.kind === 'withdrawn';
}

/** Of what is graded; a question that a correction withdrew is neither right nor wrong. */
export function outcomeOf({ correct, score, key }: Graded): Outcome {
  if (correct == null) {
    return 'open';
  }
  if (key?.kind === 'withdrawn') {
    return 'withdrawn';
  }
  return correct ? 'right' : (score ?? 0) > 0 ? 'partly' : 'wrong';
}

/** Of a question of a result, which may have no answer. */
export function outcomeIn(question: Graded & Pick<ResultQuestion, 'status'>): Outcome {
  const outcome = question.status === 'PENDING' ? 'pending' : outcomeOf(question);
  return outcome === 'wrong' && question.status === 'UNANSWERED' ? 'blank' : outcome;
}

/** Whether somebody who looks for what to learn should see it. */
export function isNotRight(question: Graded & Pick<ResultQuestion, 'status'>): boolean {
  const outcome = outcomeIn(question);
  return outcome !== 'right' && outcome !== 'withdrawn';
}

/** The same in words. */
export function outcomeText(outcome: Outcome, { score, maximum, key }: Graded): string {
  switch (outcome) {
    case 'right':
      return t(key?.kind === 'credit-all' ? 'run.creditAll' : 'run.right');
    case 'partly':
      return t('run.partly', { score: number(score), maximum: number(maximum) });
    case 'wrong':
      return t('run.wrong');
    case 'withdrawn':
      return t('run.withdrawn');
    case 'pending':
      return t('run.grading');
    case 'blank':
    case 'open':
      return t('result.blank');
  }
}

export function toneOf(outcome: Outcome): 'good' | 'bad' | 'pending' | '' {
  switch (outcome) {
    case 'right':
      return 'good';
    case 'partly':
    case 'wrong':
    case 'blank':
      return 'bad';
    case 'pending':
      return 'pending';
    case 'withdrawn':
    case 'open':
      return '';
  }
}

export function signOf(outcome: Outcome): string {
  switch (outcome) {
    case 'right':
      return '✓';
    case 'partly':
    case 'wrong':
    case 'blank':
      return '✗';
    case 'pending':
      return '…';
    case 'withdrawn':
    case 'open':
      return '–';
  }
}
