import { get, send, uploaded, type Page } from '../api';
import type { Report, Verdict } from './import-report';

/** An import that goes on after its answer, as files are imported that take long. */
export interface Job {
  id: string;
  state: string;
  format: string;
  encoding?: string | null;
  dryRun: boolean;
  questions: number;
  decided: number;
  counts?: { imported: number; updated: number; unchanged: number; rejected: number; untagged: number } | null;
  problem?: { code: string; detail: string } | null;
}

const LOOK_MILLIS = 700;
const PART = 500;
const ENDED = new Set(['done', 'failed', 'cancelled']);

export interface JobListener {
  sent(bytes: number): void;
  progress(job: Job): void;
}

/**
 * Imports a file that is followed on its way.
 *
 * @throws Error if it failed or was cancelled; then the bank is as it was
 */
export async function importFollowed(bank: string, file: File, dryRun: boolean, listener: JobListener, signal: AbortSignal): Promise<Report> {
  const started = await uploaded<Job>(`banks/${bank}/imports`, { dryRun }, file, (bytes) => listener.sent(bytes), { Prefer: 'respond-async' }, signal);
  let job = started;
  while (!ENDED.has(job.state)) {
    listener.progress(job);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    if (signal.aborted) {
      job = await send<Job>('DELETE', `imports/${job.id}`);
      break;
    }
    job = await get<Job>(`imports/${job.id}`);
  }
  if (job.state !== 'done' || !job.counts) {
    throw new Error(job.problem?.detail ?? job.state);
  }
  // What needs somebody's eye first.
  const verdicts = await verdictsOf(job.id, job.counts.rejected > 0 ? 'rejected' : '', null);
  return { ...job.counts, format: job.format, encoding: job.encoding, dryRun: job.dryRun, job: job.id, ...verdicts };
}

/** The verdicts of an import after a cursor, all or those of a status. */
export async function verdictsOf(job: string, status: string, cursor: string | null): Promise<Pick<Report, 'questions' | 'more'>> {
  const { items, next } = await get<Page<Verdict>>(`imports/${job}/questions`, { status, cursor, limit: PART });
  return { questions: items, more: next ?? null };
}
