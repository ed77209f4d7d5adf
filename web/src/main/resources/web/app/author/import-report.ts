/** What is told of a file, see docs/formats.md. */
export interface Report {
  imported: number;
  updated: number;
  unchanged: number;
  rejected: number;
  untagged: number;
  format: string;
  /** Not told where the format says it itself. */
  encoding?: string | null;
  dryRun: boolean;
  questions: Verdict[];
  /** The import that can be asked for verdicts, of files so long that only some are here. */
  job?: string;
  /** Where more of these verdicts begin. */
  more?: string | null;
}

type Status = 'imported' | 'updated' | 'unchanged' | 'rejected';

export interface Verdict {
  number: number;
  line: number;
  /** All that are its own, counted from 1; null where the file isn't read by lines. */
  lines?: { first: number; last: number } | null;
  status: Status;
  id?: string | null;
  externalId?: string | null;
  topics: string[];
  problems: { code: string; severity: 'error' | 'warning'; message: string; line: number }[];
  /** Within an archive. */
  file?: string | null;
}

/** The lines of a question: from the first up to the one before `end`, counted from 0. */
export interface Block {
  begin: number;
  end: number;
}

/** Whether the page has all verdicts of a file that is only looked at, so that some of its questions can be left out. */
export function canBeChosen(report: Report): boolean {
  return report.dryRun && !report.job;
}

/** The lines of a text in the encoding that the report found; null where the file is an archive. */
export function linesOf(content: ArrayBuffer, report: Report): string[] | null {
  if (report.questions.some((verdict) => verdict.file)) {
    return null;
  }
  try {
    return new TextDecoder(report.encoding ?? 'utf-8').decode(content).split(/\r\n|\r|\n/);
  } catch {
    // An encoding that this browser doesn't know: the verdicts are told without their lines.
    return null;
  }
}

const SOME_LINES = 12;

/** Those that the server says are the question's own, or what stands up to the next one, to be looked at alone. */
export function blockOf(report: Report, index: number, lines: string[]): Block {
  const { line, lines: own } = report.questions[index];
  if (own) {
    return { begin: own.first - 1, end: own.last };
  }
  const begin = line - 1;
  const next = report.questions[index + 1]?.line ?? lines.length + 1;
  // Of a long file the question after it may not be here.
  return { begin, end: Math.max(begin + 1, report.job ? Math.min(next - 1, begin + SOME_LINES) : next - 1) };
}

/** The text with other lines in the place of a block. */
export function mended(lines: string[], { begin, end }: Block, instead: string): string {
  return [...lines.slice(0, begin), ...instead.split('\n'), ...lines.slice(end)].join('\n');
}

/**
 * A report of a file without some of its questions, and what was said of these before, so that all stand in the order of the file.
 */
export function withLeftOut(report: Report, before: Report, leftOut: Set<number>): Report {
  const questions = [...report.questions, ...before.questions.filter((one) => leftOut.has(one.number))];
  return { ...report, questions: questions.sort((one, other) => one.number - other.number) };
}

/** How many questions would become what, without those that are left out. */
export function countOf({ questions }: Report, status: Status, leftOut: Set<number>): number {
  return questions.filter((one) => one.status === status && !leftOut.has(one.number)).length;
}

/** The questions of which something else is said now, though nobody changed them. */
export function judgedOtherwise(before: Report, now: Report, touched: Set<number>): Verdict[] {
  const said = ({ status, externalId, topics, problems }: Verdict): string =>
    JSON.stringify([status, externalId ?? null, topics, problems.map(({ code, message }) => [code, message])]);
  const former = new Map(before.questions.map((one) => [one.number, said(one)]));
  return now.questions.filter((one) => !touched.has(one.number) && former.get(one.number) !== said(one));
}
