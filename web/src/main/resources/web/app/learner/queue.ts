import { Refused, Unreachable, send } from '../api';
import type { Acknowledgement } from '../types';
import { keep, keptOf, keptPosition, release, type Change } from './kept';
import { bodyOf, isSame } from './response';

/** Held: the server doesn't take them now, and may later. Refused: it never will. */
export type SendState = 'saved' | 'sending' | 'offline' | 'signed-out' | 'held' | 'refused';

export interface QueueListener {
  /** The state, or what waits, has changed. */
  changed(): void;
  /** Called before a change is let go, so that there is no moment in which it stands nowhere. */
  acknowledged(position: number, acknowledgement: Acknowledgement): void;
  /** A newer answer was given elsewhere, and stands. */
  passedOver(position: number): void;
  /** Another tab has sent what waited here. */
  sentElsewhere(): void;
  refused(position: number, refusal: Refused): void;
}

const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 15_000;
const PATIENCE_MILLIS = 20_000;

/** What trying again can't change. Anything else the server may take another time, and is kept until then. */
const FINAL = new Set(['invalid-response', 'answer-final', 'attempt-finished', 'answer-late', 'attempt-voided', 'position-unknown']);

/**
 * Changes on their way. Each is kept on the device until the server has acknowledged it, and the newest of a question replaces the
 * one before; a reload, a lost network or an ended session loses nothing. One is under way at a time, of all tabs, so that the server
 * sees them in their order; {@code seq} makes sending again safe.
 */
export class AnswerQueue {
  state: SendState;

  /** Why the server doesn't take what waits. */
  held: Refused | null = null;

  /** What it will never take, by position, until somebody has read it. */
  readonly refusals = new Map<number, Refused>();

  /** Whether what waits would outlive this page. */
  isKept = true;

  private readonly waiting: Map<number, Change>;
  private running: Promise<void> | undefined;
  private again = false;
  private closed = false;
  private pause = FIRST_PAUSE_MILLIS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly person: string,
    private readonly attempt: string,
    private readonly listener: QueueListener,
  ) {
    this.waiting = keptOf(person, attempt);
    this.state = this.waiting.size > 0 ? 'sending' : 'saved';
    window.addEventListener('storage', this.heard);
  }

  get size(): number {
    return this.waiting.size;
  }

  /** The highest that any change here has. */
  get highestSeq(): number {
    return Math.max(0, ...[...this.waiting.values()].map((change) => change.seq));
  }

  /** What isn't acknowledged yet of a question. */
  of(position: number): Change | undefined {
    return this.waiting.get(position);
  }

  put(position: number, change: Change): void {
    this.waiting.set(position, change);
    this.refusals.delete(position);
    this.isKept = keep(this.person, this.attempt, position, change);
    if (this.state === 'saved' || this.state === 'refused') {
      this.state = 'sending';
    }
    this.listener.changed();
    this.flush();
  }

  /** Tries at once, for example because the network is back. */
  flush = (): void => {
    clearTimeout(this.timer);
    this.again = this.running !== undefined;
    void this.run();
  };

  /** @return whether everything is acknowledged, or refused for good, before the patience ends */
  async settle(millis: number): Promise<boolean> {
    const end = performance.now() + millis;
    this.flush();
    while (this.waiting.size > 0 && performance.now() < end) {
      await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
    return this.waiting.size === 0;
  }

  /** Somebody has read what was refused. */
  forgetRefusals(): void {
    this.refusals.clear();
    this.become(this.waiting.size > 0 ? 'sending' : 'saved');
  }

  /** What waits stays on the device; what is under way comes to its end. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    window.removeEventListener('storage', this.heard);
  }

  private readonly heard = (event: StorageEvent): void => {
    const position = keptPosition(event.key, this.person, this.attempt);
    if (position === null) {
      return;
    }
    const theirs = event.newValue ? (JSON.parse(event.newValue) as Change) : undefined;
    const own = this.waiting.get(position);
    if (theirs && theirs.seq > (own?.seq ?? 0)) {
      this.waiting.set(position, theirs);
      this.become(this.state === 'saved' ? 'sending' : this.state);
    } else if (!theirs && own) {
      this.waiting.delete(position);
      this.become(this.waiting.size > 0 ? this.state : this.settled);
      this.listener.sentElsewhere();
    }
    this.listener.changed();
  };

  private run(): Promise<void> {
    this.running ??= this.sendTogether().finally(() => {
      this.running = undefined;
      if (this.again && !this.closed) {
        // Somebody asked while this came to its end, and may have had something that it didn't see.
        this.again = false;
        this.flush();
      }
    });
    return this.running;
  }

  private async sendTogether(): Promise<void> {
    const again = await alone(`gradeflow-send/${this.attempt}`, () => this.sendAll());
    if (again && !this.closed) {
      this.timer = setTimeout(this.flush, this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLIS);
    } else {
      this.pause = FIRST_PAUSE_MILLIS;
    }
  }

  /** @return whether some wait for a better time */
  private async sendAll(): Promise<boolean> {
    while (this.waiting.size > 0 && !this.closed) {
      const [position, change] = this.waiting.entries().next().value!;
      try {
        const body = bodyOf(change);
        const sent = await send<Acknowledgement>('PUT', `attempts/${this.attempt}/answers/${position}`, body, {}, {
          // A page that is closed lets it go on.
          keepalive: true,
          signal: AbortSignal.timeout(PATIENCE_MILLIS),
        });
        this.held = null;
        this.become('sending');
        this.take(position, change, sent);
      } catch (failure) {
        if (this.isOver(position, change, failure)) {
          continue;
        }
        return true;
      }
    }
    this.become(this.waiting.size > 0 ? this.state : this.settled);
    return false;
  }

  private get settled(): SendState {
    return this.refusals.size > 0 ? 'refused' : 'saved';
  }

  private take(position: number, change: Change, sent: Acknowledgement): void {
    const passed = !isSame(change, sent) && (sent.seq ?? 0) >= change.seq;
    if (passed && change.at > new Date(sent.receivedAt).getTime() && this.waiting.get(position) === change) {
      // What was decided here is newer than what another tab or device has sent under a higher number.
      this.put(position, { ...change, seq: (sent.seq ?? 0) + 1 });
      return;
    }
    this.listener.acknowledged(position, sent);
    this.drop(position, change);
    if (passed) {
      this.listener.passedOver(position);
    }
  }

  /** @return whether the change is settled, and the next can be sent */
  private isOver(position: number, change: Change, failure: unknown): boolean {
    if (failure instanceof Unreachable || (failure instanceof Refused && failure.isPassing)) {
      this.become('offline');
      return false;
    }
    if (!(failure instanceof Refused)) {
      throw failure;
    }
    if (failure.isSignedOut) {
      this.become('signed-out');
      return false;
    }
    if (!FINAL.has(failure.problem.code)) {
      this.held = failure;
      this.become('held');
      return false;
    }
    if (this.waiting.get(position) === change) {
      this.refusals.set(position, failure);
    }
    this.drop(position, change);
    this.listener.refused(position, failure);
    return true;
  }

  /** Unless a newer change came meanwhile. */
  private drop(position: number, change: Change): void {
    release(this.person, this.attempt, position, change);
    if (this.waiting.get(position) === change) {
      this.waiting.delete(position);
    }
    this.listener.changed();
  }

  private become(state: SendState): void {
    if (this.state !== state) {
      this.state = state;
      this.listener.changed();
    }
  }
}

/** In one tab at a time, where the browser can say so. */
function alone<T>(name: string, act: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? (navigator.locks.request(name, act) as Promise<T>) : act();
}

