import { html } from 'lit';

/** Stars or underscores that stand together, by CommonMark's rules of what may begin and end emphasis. */
export interface Run {
  mark: string;
  count: number;
  opens: boolean;
  closes: boolean;
}

const SPACE = /^\s?$/u;
const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/** What stands around words that were looked for is nobody's neighbour. */
const UNSEEN = /[\ue000\ue001]/g;

/** @return null where a piece of the text is something else */
export function runOf(text: string, at: number, piece: string): Run | null {
  if (!/^(?:\*+|_+)$/.test(piece)) {
    return null;
  }
  const before = text.slice(Math.max(0, at - 3), at).replace(UNSEEN, '').slice(-1);
  const after = text.slice(at + piece.length, at + piece.length + 3).replace(UNSEEN, '').slice(0, 1);
  const isBefore = (kind: RegExp): boolean => kind.test(before);
  const isAfter = (kind: RegExp): boolean => kind.test(after);
  const left = !isAfter(SPACE) && (!isAfter(PUNCTUATION) || isBefore(SPACE) || isBefore(PUNCTUATION));
  const right = !isBefore(SPACE) && (!isBefore(PUNCTUATION) || isAfter(SPACE) || isAfter(PUNCTUATION));
  // Underscores within words are those of names.
  const opens = left && (piece[0] === '*' || !right || isBefore(PUNCTUATION));
  const closes = right && (piece[0] === '*' || !left || isAfter(PUNCTUATION));
  return { mark: piece[0], count: piece.length, opens, closes };
}

interface Opened extends Run {
  /** As many as there were, before some found their counterpart. */
  all: number;
  content: unknown[];
}

/** Runs become emphasis around what stands between them, or the text that they are. */
export function emphasised(pieces: (Run | { content: unknown })[]): unknown[] {
  const whole: unknown[] = [];
  const open: Opened[] = [];
  const add = (...content: unknown[]): void => void (open.at(-1)?.content ?? whole).push(...content);
  /** Those that came after one begin nothing. */
  const settle = (from: number): void => {
    while (open.length > from) {
      const { mark, count, content } = open.pop()!;
      add(mark.repeat(count), ...content);
    }
  };
  for (const piece of pieces) {
    if ('content' in piece) {
      add(piece.content);
      continue;
    }
    let left = piece.count;
    while (piece.closes && left > 0) {
      const index = open.findLastIndex((one) => belongs(one, piece));
      if (index < 0) {
        break;
      }
      settle(index + 1);
      const opener = open[index];
      const used = left > 1 && opener.count > 1 ? 2 : 1;
      opener.content = [used === 2 ? html`<strong>${opener.content}</strong>` : html`<em>${opener.content}</em>`];
      opener.count -= used;
      left -= used;
      if (opener.count === 0) {
        open.pop();
        add(...opener.content);
      }
    }
    if (left > 0 && piece.opens) {
      open.push({ ...piece, count: left, all: piece.count, content: [] });
    } else {
      add(piece.mark.repeat(left));
    }
  }
  settle(0);
  return whole;
}

/** What may both begin and end something counts as one only with a counterpart that leaves no doubt. */
function belongs(opener: Opened, closer: Run): boolean {
  const isDoubtful = opener.closes || closer.opens;
  const inThrees = (opener.all + closer.count) % 3 === 0 && (opener.all % 3 !== 0 || closer.count % 3 !== 0);
  return opener.mark === closer.mark && !(isDoubtful && inThrees);
}
