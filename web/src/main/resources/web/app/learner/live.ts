const TOGETHER_MILLIS = 150;
const FIRST_PAUSE_MILLIS = 2000;
const LONGEST_PAUSE_MILLIS = 30_000;

/**
 * Tells when something of an attempt is new: a grade, another deadline, its end. After a lost network the browser comes back by
 * itself; after a refusal, such as that of a service which is being replaced, this does. It also tells when the page is looked at again,
 * or the network is back: whatever happened meanwhile is new.
 */
export class LiveAttempt {
  private source: EventSource | undefined;
  private together: ReturnType<typeof setTimeout> | undefined;
  private reopening: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_PAUSE_MILLIS;
  private isComplete = false;

  constructor(
    private readonly attempt: string,
    private readonly changed: () => void,
  ) {
    document.addEventListener('visibilitychange', this.seen);
    window.addEventListener('online', this.soon);
    this.open();
  }

  close(): void {
    clearTimeout(this.together);
    clearTimeout(this.reopening);
    document.removeEventListener('visibilitychange', this.seen);
    window.removeEventListener('online', this.soon);
    this.source?.close();
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

  private open(): void {
    const source = new EventSource(`/api/v1/attempts/${this.attempt}/events`);
    this.source = source;
    source.addEventListener('open', () => (this.pause = FIRST_PAUSE_MILLIS));
    source.addEventListener('attempt', this.soon);
    source.addEventListener('grade', this.soon);
    source.addEventListener('end', (event) => {
      // After the end of a token the browser comes back with a new one; after all was told there is nothing to come back for.
      if ((JSON.parse((event as MessageEvent<string>).data) as { reason: string }).reason === 'COMPLETE') {
        this.isComplete = true;
        source.close();
      }
      this.soon();
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && !this.isComplete) {
        this.reopening = setTimeout(() => this.open(), this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLIS);
        this.soon();
      }
    });
  }
}
