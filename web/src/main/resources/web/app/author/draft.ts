import { Exact } from '../exact';
import { readNumber } from '../learner/number';
import type { Mark } from '../parts/markdown';
import type { Choice, Key, QuestionKind } from '../types';

export const TYPES = ['single', 'multiple', 'true-false', 'short-text', 'numeric', 'matching', 'ordering'] as const;

export type QuestionType = (typeof TYPES)[number];

/** A revision of a question with its key, as authors see it. */
export interface BankQuestion {
  id: string;
  externalId?: string | null;
  bank: string;
  revision: number;
  state: 'DRAFT' | 'PUBLISHED' | 'RETIRED';
  kind: QuestionKind;
  stem: string;
  choices: (Choice & { correct?: boolean | null })[];
  prompts?: Choice[] | null;
  select: { min: number; max: number };
  topics: string[];
  explanation?: string | null;
  key: Key;
  keyVersion: number;
  corrected: boolean;
  /** Where words stand that were looked for. */
  marks?: { stem: Mark[]; choices: Record<string, Mark[]>; prompts: Record<string, Mark[]> } | null;
}

export interface DraftChoice {
  id: string;
  text: string;
  correct: boolean;
  weight: string;
}

/** A question as it is being written: what all types have, and what each type has, so that changing the type loses nothing. */
export interface Draft {
  type: QuestionType;
  externalId: string;
  stem: string;
  topics: string[];
  explanation: string;
  maximum: string;
  scoring: string;
  choices: DraftChoice[];
  /** Empty for as many as are correct. */
  min: string;
  max: string;
  otherwise: string;
  least: string;
  most: string;
  answer: boolean;
  texts: { text: string; weight: string }[];
  caseSensitive: boolean;
  spaces: string;
  numbers: { low: string; high: string; weight: string }[];
  pairs: { prompt: string; answer: string }[];
  distractors: string[];
  order: string[];
}

/** The ways to score of each type, the usual first. */
export const SCORING: Record<QuestionType, string[]> = {
  single: ['all-or-nothing', 'option-weights', 'map-response'],
  multiple: ['all-or-nothing', 'right-minus-wrong', 'option-weights', 'map-response'],
  'true-false': [],
  'short-text': [],
  numeric: [],
  matching: ['all-or-nothing', 'per-pair', 'right-minus-wrong'],
  ordering: ['all-or-nothing', 'per-position', 'per-neighbour'],
};

const OF_KIND: Record<QuestionKind, QuestionType> = {
  SINGLE: 'single',
  MULTIPLE: 'multiple',
  TRUE_FALSE: 'true-false',
  SHORT_TEXT: 'short-text',
  NUMERIC: 'numeric',
  MATCHING: 'matching',
  ORDERING: 'ordering',
};

export function kindOfType(type: QuestionType): QuestionKind {
  return (Object.keys(OF_KIND) as QuestionKind[]).find((kind) => OF_KIND[kind] === type)!;
}

export function emptyDraft(): Draft {
  return {
    type: 'single',
    externalId: '',
    stem: '',
    topics: [],
    explanation: '',
    maximum: '',
    scoring: '',
    choices: ['A', 'B', 'C', 'D'].map((id) => ({ id, text: '', correct: false, weight: '' })),
    min: '',
    max: '',
    otherwise: '',
    least: '',
    most: '',
    answer: true,
    texts: [{ text: '', weight: '' }],
    caseSensitive: false,
    spaces: 'collapse',
    numbers: [{ low: '', high: '', weight: '' }],
    pairs: [
      { prompt: '', answer: '' },
      { prompt: '', answer: '' },
    ],
    distractors: [],
    order: ['', '', ''],
  };
}

/** How many more are right than are asked for can't be seen from a question, so its own numbers are kept. */
export function draftOf(question: BankQuestion): Draft {
  const empty = emptyDraft();
  const { key } = question;
  const text = (id: string): string => question.choices.find((choice) => choice.id === id)?.text ?? '';
  const right = key.choices ?? [];
  const pairs = Object.entries(key.pairs ?? {});
  const used = new Set(pairs.map(([, choice]) => choice));
  const type = OF_KIND[question.kind];
  return {
    ...empty,
    type,
    externalId: question.externalId ?? '',
    stem: question.stem,
    topics: question.topics,
    explanation: question.explanation ?? '',
    maximum: key.maximum == null || key.maximum === 1 ? '' : String(key.maximum),
    scoring: key.policy && key.policy !== 'all-or-nothing' ? key.policy : '',
    choices:
      type === 'single' || type === 'multiple'
        ? question.choices.map(({ id, text: written }) => ({ id, text: written, correct: right.includes(id), weight: key.options?.points?.[id] ?? '' }))
        : empty.choices,
    min: type === 'multiple' ? String(question.select.min) : '',
    max: type === 'multiple' ? String(question.select.max) : '',
    otherwise: key.policy === 'map-response' ? (key.options?.otherwise ?? '') : '',
    least: key.policy === 'map-response' ? (key.options?.least ?? '') : '',
    most: key.policy === 'map-response' ? (key.options?.most ?? '') : '',
    answer: right.includes('true'),
    texts: (key.texts ?? []).map((one) => ({ text: one.text, weight: weightOf(one.weight) })),
    caseSensitive: key.caseSensitive ?? false,
    spaces: key.spaces ?? 'collapse',
    numbers: (key.ranges ?? []).map((one) => ({ low: one.low, high: one.high, weight: weightOf(one.weight) })),
    pairs: pairs.map(([prompt, choice]) => ({ prompt: question.prompts?.find((one) => one.id === prompt)?.text ?? '', answer: text(choice) })),
    distractors: type === 'matching' ? question.choices.filter((choice) => !used.has(choice.id)).map((choice) => choice.text) : [],
    order: (key.order ?? []).map(text),
  };
}

function weightOf(weight: string | null | undefined): string {
  return !weight || weight === '1' ? '' : weight;
}

/** As JSON Lines have it; what isn't written is left out. */
export function lineOf(draft: Draft): Record<string, unknown> {
  return present({
    type: draft.type,
    externalId: draft.externalId.trim(),
    stem: draft.stem,
    topics: draft.topics,
    explanation: draft.explanation.trim(),
    maximum: numberOf(draft.maximum),
    ...partsOf(draft),
  });
}

function partsOf(draft: Draft): Record<string, unknown> {
  const scoring = SCORING[draft.type].includes(draft.scoring) ? draft.scoring : '';
  switch (draft.type) {
    case 'single':
    case 'multiple':
      return {
        choices: draft.choices
          .filter((choice) => choice.text.trim())
          .map(({ id, text, correct, weight }) => present({ id, text, correct, weight: weighs(scoring) ? weight.trim() : '' })),
        select: draft.type === 'multiple' && draft.max.trim() ? { min: numberOf(draft.min || draft.max), max: numberOf(draft.max) } : '',
        scoring,
        ...(scoring === 'map-response' ? { otherwise: draft.otherwise.trim(), least: draft.least.trim(), most: draft.most.trim() } : {}),
      };
    case 'true-false':
      return { answer: draft.answer };
    case 'short-text':
      return {
        answers: draft.texts.filter((one) => one.text.trim()).map(({ text, weight }) => present({ text, weight: weight.trim() })),
        caseSensitive: draft.caseSensitive,
        spaces: draft.spaces === 'collapse' ? '' : draft.spaces,
      };
    case 'numeric':
      return {
        answers: draft.numbers
          .filter((one) => one.low.trim() || one.high.trim())
          .map(({ low, high, weight }) => present({ min: numberOf(low || high), max: numberOf(high || low), weight: weight.trim() })),
      };
    case 'matching':
      return {
        pairs: draft.pairs.filter((pair) => pair.prompt.trim() || pair.answer.trim()),
        distractors: draft.distractors.filter((text) => text.trim()),
        scoring,
      };
    case 'ordering':
      return { order: draft.order.filter((text) => text.trim()), scoring };
  }
}

/** Whether choices have a weight of their own. */
export function weighs(scoring: string): boolean {
  return scoring === 'option-weights' || scoring === 'map-response';
}

/** To the last digit. What is no number is sent as it is written, so that the server says what is wrong with it. */
function numberOf(written: string): Exact | string {
  const read = readNumber(written);
  return read ? new Exact(read) : written;
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** The first letter that no choice has. */
export function freeLetter(choices: DraftChoice[]): string {
  const taken = new Set(choices.map((choice) => choice.id));
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !taken.has(letter)) ?? '';
}
