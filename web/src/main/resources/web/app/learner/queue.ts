import { Refused, Unreachable, send } from '../api';
import type { Answered } from '../types';

/** How a question stands in the page, to be sent. */
export interface Change extends Answered {
  flagged: boolean;
  elapsedMillis: number;
  seq: number;
}

export type SendState = 'saved' | 'sending' | 'offline' | 'signed-out';

const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 15_000;

/**
 * Changes on their way. Each is kept on the device until the server has acknowledged it, and the newest of a question replaces
 * the one before; a reload, a lost network or an ended session loses nothing. One is under way at a time, so that the server
 * sees them in their order; {@code seq} makes sending again safe.
 */
export class AnswerQueue {
  state: SendState = 'saved';

  private readonly key: string;
  private readonly waiting: Map<number, Change>;
  private sending = false;
  private pause = FIRST_PAUSE_MILLIS;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param changed is called when the state or what waits has changed
   * @param saved is called for each change that the server has acknowledged
   * @param refused is called for each that it never will
   */
  constructor(
    private readonly attempt: string,
    private readonly changed: () => void,
    private readonly saved: (position: number) => void,
    private readonly refused: (position: number, refusal: Refused) => void,
  ) {
    this.key = `gradeflow-answers-${attempt}`;
    this.waiting = new Map(JSON.parse(localStorage.getItem(this.key) ?? '[]') as [number, Change][]);
  }

  get size(): number {
    return this.waiting.size;
  }

  /** What isn't acknowledged yet of a question. */
  of(position: number): Change | undefined {
    return this.waiting.get(position);
  }

  put(position: number, change: Change): void {
    this.waiting.set(position, change);
    this.keep();
    this.flush();
  }

  /** Tries at once, for example because the network is back. */
  flush = (): void => {
    clearTimeout(this.timer);
    void this.run();
  };

  close(): void {
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    if (this.sending) {
      return;
    }
    this.sending = true;
    let again = false;
    try {
      again = await this.sendAll();
    } finally {
      this.sending = false;
    }
    if (again) {
      this.timer = setTimeout(this.flush, this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLIS);
    } else {
      this.pause = FIRST_PAUSE_MILLIS;
    }
  }

  /** @return whether some wait for a better time */
  private async sendAll(): Promise<boolean> {
    while (this.waiting.size > 0) {
      const [position, change] = this.waiting.entries().next().value!;
      if (this.state === 'saved') {
        this.become('sending');
      }
      try {
        await send('PUT', `attempts/${this.attempt}/answers/${position}`, change);
      } catch (failure) {
        if (failure instanceof Unreachable || (failure instanceof Refused && (failure.isPassing || failure.isSignedOut))) {
          this.become(failure instanceof Refused && failure.isSignedOut ? 'signed-out' : 'offline');
          return true;
        }
        if (!(failure instanceof Refused)) {
          throw failure;
        }
        this.drop(position, change);
        this.refused(position, failure);
        continue;
      }
      this.become('sending');
      this.drop(position, change);
      this.saved(position);
    }
    this.become('saved');
    return false;
  }

  /** Unless a newer change came meanwhile. */
  private drop(position: number, change: Change): void {
    if (this.waiting.get(position) === change) {
      this.waiting.delete(position);
      this.keep();
    }
  }

  private keep(): void {
    if (this.waiting.size > 0) {
      localStorage.setItem(this.key, JSON.stringify([...this.waiting]));
    } else {
      localStorage.removeItem(this.key);
    }
    this.changed();
  }

  private become(state: SendState): void {
    if (this.state !== state) {
      this.state = state;
      this.changed();
    }
  }
}
