import { device, tab } from '../parts/storage';
import type { Answered } from '../types';

/** How a question stands in the page, to be sent. */
export interface Change extends Answered {
  flagged: boolean;
  elapsedMillis: number;
  seq: number;
  /** When it was made, in milliseconds by the server's clock. */
  at: number;
}

const PREFIX = 'gradeflow-answers/';
const PLACES = 'gradeflow-place/';

/** One entry a question, so that two tabs never write over one another. */
function keyOf(person: string, attempt: string, position: number): string {
  return `${PREFIX}${person}/${attempt}/${position}`;
}

/** @return whether it outlives the page */
export function keep(person: string, attempt: string, position: number, change: Change): boolean {
  return device.set(keyOf(person, attempt, position), JSON.stringify(change));
}

/** Unless a newer one is kept, of this tab or of another. */
export function release(person: string, attempt: string, position: number, change: Change): void {
  const kept = device.read<Change>(keyOf(person, attempt, position));
  if (kept && kept.seq <= change.seq) {
    device.remove(keyOf(person, attempt, position));
  }
}

export function keptOf(person: string, attempt: string): Map<number, Change> {
  const prefix = `${PREFIX}${person}/${attempt}/`;
  const kept = new Map<number, Change>();
  for (const key of device.keys(prefix)) {
    const change = device.read<Change>(key);
    const position = Number(key.slice(prefix.length));
    if (change && Number.isInteger(position)) {
      kept.set(position, change);
    }
  }
  return kept;
}

/** How many answers of each attempt are on this device and nowhere else. */
export function keptAttempts(person: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of device.keys(`${PREFIX}${person}/`)) {
    const attempt = key.split('/')[2];
    counts.set(attempt, (counts.get(attempt) ?? 0) + 1);
  }
  return counts;
}

/** Whether the entry of another tab is one of these; with its position. */
export function keptPosition(key: string | null, person: string, attempt: string): number | null {
  const prefix = `${PREFIX}${person}/${attempt}/`;
  return key?.startsWith(prefix) ? Number(key.slice(prefix.length)) : null;
}

/** Where one is in an attempt, and what is chosen or typed and not sent. */
export interface Place {
  at: number;
  drafts: [number, Answered][];
}

export function placeOf(attempt: string): Place | undefined {
  return tab.read<Place>(PLACES + attempt);
}

export function keepPlace(attempt: string, place: Place): void {
  tab.set(PLACES + attempt, JSON.stringify(place));
}

export function forgetPlace(attempt: string): void {
  tab.remove(PLACES + attempt);
}

/** Of all attempts in this tab, for whoever comes next. */
export function forgetPlaces(): void {
  tab.keys(PLACES).forEach((key) => tab.remove(key));
}
