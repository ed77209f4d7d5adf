const FIRST_PAUSE_MILLIS = 2000;
const LONGEST_PAUSE_MILLIS = 30_000;

interface Listener {
  opened(): void;
  /** @param refused whether the server answered, and not with a stream; it is asked again later */
  lost(refused: boolean): void;
}

/**
 * Events of the server. After a lost network the browser comes back by itself; after a refusal, such as that of a service which is being
 * replaced, this does.
 */
export class Stream {
  private source: EventSource | undefined;
  private reopening: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_PAUSE_MILLIS;

  /** @param events what is done with the data of each kind of event */
  constructor(
    private readonly address: string,
    private readonly events: Record<string, (data: string) => void>,
    private readonly listener: Listener,
  ) {
    this.open();
  }

  close(): void {
    clearTimeout(this.reopening);
    this.source?.close();
    this.source = undefined;
  }

  private open(): void {
    const source = new EventSource(this.address);
    this.source = source;
    source.addEventListener('open', () => {
      this.pause = FIRST_PAUSE_MILLIS;
      this.listener.opened();
    });
    for (const [name, act] of Object.entries(this.events)) {
      source.addEventListener(name, (event) => act((event as MessageEvent<string>).data));
    }
    source.addEventListener('error', () => {
      const refused = source.readyState === EventSource.CLOSED;
      if (this.source !== source) {
        return;
      }
      if (refused) {
        this.reopening = setTimeout(() => this.open(), this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLIS);
      }
      this.listener.lost(refused);
    });
  }
}
