import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Looks again and again while its host is on the page and the page is seen; one look at a time, whoever asks for it. */
export class Poll implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private stopped = true;

  constructor(
    host: ReactiveControllerHost,
    private readonly millis: number,
    private readonly look: () => Promise<void>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stopped = false;
    document.addEventListener('visibilitychange', this.seen);
    void this.now();
  }

  hostDisconnected(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.seen);
  }

  /** The look that is under way, or another. */
  now(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.look().finally(() => {
      this.running = undefined;
      if (!this.stopped && !document.hidden) {
        this.timer = setTimeout(() => void this.now(), this.millis);
      }
    });
    return this.running;
  }

  /** A look that begins from now on, and so sees what was just done. */
  async anew(): Promise<void> {
    await this.running;
    await this.now();
  }

  private readonly seen = (): void => {
    if (!document.hidden) {
      void this.now();
    }
  };
}
