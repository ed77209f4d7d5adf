import { Stream } from '../parts/stream';

const TOGETHER_MILLIS = 150;

/**
 * Tells when something of an attempt is new: a grade, another deadline, its end. It also tells when the page is looked at again, or the
 * network is back: whatever happened meanwhile is new.
 */
export class LiveAttempt {
  private readonly stream: Stream;
  private together: ReturnType<typeof setTimeout> | undefined;

  constructor(
    attempt: string,
    private readonly changed: () => void,
  ) {
    document.addEventListener('visibilitychange', this.seen);
    window.addEventListener('online', this.soon);
    const end = (data: string): void => {
      // After the end of a token the browser comes back with a new one; after all was told there is nothing to come back for.
      if ((JSON.parse(data) as { reason: string }).reason === 'COMPLETE') {
        this.stream.close();
      }
      this.soon();
    };
    this.stream = new Stream(
      `/api/v1/attempts/${attempt}/events`,
      { attempt: this.soon, grade: this.soon, end },
      { opened: () => undefined, lost: (refused) => refused && this.soon() },
    );
  }

  close(): void {
    clearTimeout(this.together);
    document.removeEventListener('visibilitychange', this.seen);
    window.removeEventListener('online', this.soon);
    this.stream.close();
  }

  private readonly soon = (): void => {
    clearTimeout(this.together);
    this.together = setTimeout(this.changed, TOGETHER_MILLIS);
  };

  private readonly seen = (): void => {
    if (!document.hidden) {
      this.soon();
    }
  };
}
