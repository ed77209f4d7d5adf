/** What the API says, as far as the pages read it. The OpenAPI documents of the services have all of it. */

export type Mode = 'practice' | 'review' | 'exam' | 'imported';
export type AttemptStatus = 'OPEN' | 'PAUSED' | 'FINISHED' | 'EXPIRED' | 'VOIDED';

export interface Bank {
  id: string;
  slug: string;
  title: string;
  revision: number;
  allowedModes: Mode[];
}

export interface Topic {
  id: string;
  path: string;
  title: string;
  questions: number;
}

export interface Blueprint {
  name: string;
  title: string;
  sections: { topic: string; share?: number | null; count: number; available: number }[];
  questions: number;
  unscored: number;
  minutes: number;
  passMark: number;
  scale: { min: number; max: number };
  fillable: boolean;
  sittingOnly: boolean;
}

export interface Sitting {
  id: string;
  bank: string;
  blueprint: string;
  cohort: string;
  title: string;
  opensAt: string;
  closesAt: string;
  attemptsAllowed: number;
  needsAccessCode: boolean;
  accessCode?: string | null;
}

/** One of these is there, by the kind of question. */
export interface Answered {
  choices?: string[] | null;
  text?: string | null;
  /** With all of its digits. */
  number?: string | null;
  pairs?: Record<string, string> | null;
  order?: string[] | null;
}

export type QuestionKind = 'SINGLE' | 'MULTIPLE' | 'TRUE_FALSE' | 'SHORT_TEXT' | 'NUMERIC' | 'MATCHING' | 'ORDERING';

export interface Choice {
  id: string;
  text: string;
}

/** One accepted text; `*` stands for any text, and `weight` is a part of full credit such as `1/3`. */
export interface KeyText {
  text: string;
  weight?: string | null;
}

/** Bounds included. */
export interface KeyRange {
  low: string;
  high: string;
  weight?: string | null;
}

/** What is right; `kind` is of keys (`choice`, `text`, …), not of questions. */
export interface Key {
  kind?: string | null;
  choices?: string[] | null;
  policy?: string | null;
  options?: { points?: Record<string, string> | null; otherwise?: string | null; least?: string | null; most?: string | null } | null;
  texts?: KeyText[] | null;
  caseSensitive?: boolean | null;
  spaces?: string | null;
  ranges?: KeyRange[] | null;
  pairs?: Record<string, string> | null;
  order?: string[] | null;
  maximum?: number | null;
}

export interface Answer {
  answerId: string;
  version: number;
  choices: string[];
  response?: Answered | null;
  receivedAt: string;
  score: number | null;
  maximum: number | null;
  correct: boolean | null;
  correctChoices: string[] | null;
  key?: Key | null;
  explanation: string | null;
}

/** What the server says of an answer that it has stored; of a retry that came too late, what stands. */
export interface Acknowledgement {
  answerId: string;
  version: number;
  receivedAt: string;
  status: 'PENDING' | 'GRADED';
  choices: string[];
  response?: Answered | null;
  flagged: boolean;
  seq: number | null;
}

export interface Question {
  position: number;
  questionId: string;
  revision: number;
  kind: QuestionKind;
  stem: string;
  choices: Choice[];
  prompts?: Choice[] | null;
  select: { min: number; max: number };
  status: 'UNANSWERED' | 'ANSWERED' | 'PENDING' | 'GRADED';
  flagged: boolean;
  elapsedMillis: number | null;
  seq: number | null;
  answer: Answer | null;
}

export interface Totals {
  questions: number;
  answered: number;
  pending: number | null;
  graded: number | null;
  correct: number | null;
  score: number | null;
  maximum: number | null;
}

export interface Attempt {
  id: string;
  bank: string;
  mode: Mode;
  blueprint: string | null;
  sitting: string | null;
  preview: boolean;
  status: AttemptStatus;
  startedAt: string;
  deadline: string | null;
  finishedAt: string | null;
  serverTime: string;
  totals: Totals;
  questions: Question[];
}

export interface HistoryItem {
  id: string;
  learnerId: string;
  learnerName: string | null;
  bank: string;
  mode: Mode;
  blueprint: string | null;
  preview: boolean;
  status: AttemptStatus;
  startedAt: string;
  deadline: string | null;
  finishedAt: string | null;
  questions: number;
  answered: number;
  score: number | null;
  maximum: number | null;
  scaledScore: number | null;
  passed: boolean | null;
  provisional: boolean | null;
}

export interface ResultQuestion {
  position: number;
  questionId: string;
  kind: QuestionKind;
  stem: string;
  choices: string[];
  response?: Answered | null;
  status: 'UNANSWERED' | 'PENDING' | 'GRADED';
  flagged: boolean;
  elapsedMillis: number | null;
  scored: boolean;
  score: number | null;
  maximum: number | null;
  correct: boolean | null;
  correctChoices: string[] | null;
  key?: Key | null;
  explanation: string | null;
}

export interface TopicResult {
  path: string;
  title: string;
  questions: number;
  answered: number;
  correct: number;
  score: number;
  maximum: number;
}

export interface Result {
  id: string;
  learnerId: string;
  bank: string;
  mode: Mode;
  blueprint: string | null;
  preview: boolean;
  status: AttemptStatus;
  startedAt: string;
  deadline: string | null;
  finishedAt: string | null;
  score: number | null;
  maximum: number | null;
  percent: number | null;
  scaledScore: number | null;
  scale: { min: number; max: number } | null;
  passMark: number | null;
  passed: boolean | null;
  scaleLabel: string | null;
  provisional: boolean;
  elapsedMillis: number | null;
  percentile: { rank: number | null; n: number } | null;
  corrections: { position: number; effect: string; reason: string; correctedAt: string; changed: boolean }[];
  topics: TopicResult[];
  questions: ResultQuestion[];
}

export interface Interval {
  low: number;
  high: number;
}

export interface Figure {
  questions: number;
  learners: number;
  answers: number;
  correct: number;
  accuracy: number | null;
  interval: Interval | null;
  meanScore: number | null;
  medianMillis: number | null;
}

/** Days from and to, both in it; how many questions they were is not told. */
export type Period = Omit<Figure, 'questions'> & { from: string; to: string };

export interface TopicFigure extends Figure {
  topic: string;
  title: string;
}

export interface Pending {
  live: number;
  slow: number;
}

export interface TopicAccuracy {
  asOf: string | null;
  lagMillis: number | null;
  pending: Pending | null;
  total: Figure;
  topics: TopicFigure[];
  /** Of cohorts, beside a learner's figures. */
  compare?: { cohort: string; total: Figure | null; topics: TopicFigure[] }[];
  trend: Period[] | null;
}

export interface ExamReadiness {
  blueprint: string;
  title: string;
  passMark: number;
  chance: number | null;
  low: number | null;
  high: number | null;
  n: number | null;
  calibrated: number | null;
  withheld: string | null;
}

export interface Readiness {
  asOf: string | null;
  learner: string;
  difficulties: { n: number | null; items: number | null; withheld: string | null };
  exams: ExamReadiness[];
}
