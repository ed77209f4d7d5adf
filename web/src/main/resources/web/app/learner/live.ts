const TOGETHER_MILLIS = 150;

/**
 * Tells when something of an attempt is new: a grade, another deadline, its end. The browser comes back by itself after a lost
 * network and says what it heard last.
 */
export class LiveAttempt {
  private readonly source: EventSource;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(attempt: string, changed: () => void) {
    this.source = new EventSource(`/api/v1/attempts/${attempt}/events`);
    const soon = (): void => {
      clearTimeout(this.timer);
      this.timer = setTimeout(changed, TOGETHER_MILLIS);
    };
    this.source.addEventListener('attempt', soon);
    this.source.addEventListener('grade', soon);
    this.source.addEventListener('end', (event) => {
      // After the end of a token the browser comes back with a new one; after all was told there is nothing to come back for.
      if ((JSON.parse((event as MessageEvent<string>).data) as { reason: string }).reason === 'COMPLETE') {
        this.source.close();
      }
      soon();
    });
  }

  close(): void {
    clearTimeout(this.timer);
    this.source.close();
  }
}
