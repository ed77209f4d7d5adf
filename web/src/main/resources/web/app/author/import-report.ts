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

export interface Verdict {
  number: number;
  line: number;
  status: 'imported' | 'updated' | 'unchanged' | 'rejected';
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

/** Those in which a question is some lines, which can be changed or left out without harm to the others. */
const BY_LINES = new Set(['marked-text', 'markdown-checkboxes', 'lettered', 'aiken', 'open-trivia', 'gift', 'csv', 'jsonl']);

/** Lines between questions that are about those that follow. */
const ABOUT_OTHERS = /^\s*\$CATEGORY/;

export function canBeMended(report: Report): boolean {
  return report.dryRun && !report.job && BY_LINES.has(report.format);
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

/** @param index of a verdict in the report */
export function blockOf(report: Report, index: number, lines: string[]): Block {
  const begin = report.questions[index].line - 1;
  const next = report.questions[index + 1]?.line ?? lines.length + 1;
  // Of a long file the question after it may not be here.
  let end = Math.max(begin + 1, report.job ? Math.min(next - 1, begin + SOME_LINES) : next - 1);
  while (end > begin + 1 && (lines[end - 1].trim() === '' || ABOUT_OTHERS.test(lines[end - 1]) || /^\s*-{3,}\s*$/.test(lines[end - 1]))) {
    end--;
  }
  return { begin, end };
}

/** The text with other lines in the place of a block. */
export function mended(lines: string[], { begin, end }: Block, instead: string): string {
  return [...lines.slice(0, begin), ...instead.split('\n'), ...lines.slice(end)].join('\n');
}

/** The text without some blocks. Line numbers of the others stay: their lines are blank now. */
export function without(lines: string[], blocks: Block[]): string {
  const left = [...lines];
  blocks.forEach(({ begin, end }) => left.fill('', begin, end));
  return left.join('\n');
}
