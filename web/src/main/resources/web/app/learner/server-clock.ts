/** A round trip that took so much longer than the best one says nothing better. */
const STALE_MILLIS = 5 * 60_000;

/**
 * The server's clock, as far as it can be told from here: by the sample with the shortest way, counted on by a clock that nobody
 * sets.
 */
export class ServerClock {
  private best: { server: number; here: number; way: number } | undefined;

  /** Milliseconds since 1970. */
  now(): number {
    return this.best ? this.best.server + (performance.now() - this.best.here) : Date.now();
  }

  /**
   * @param serverTime as the answer says
   * @param asked when it was asked for, by {@code performance.now()}
   */
  take(serverTime: string, asked: number): void {
    const here = performance.now();
    const way = here - asked;
    const isOld = this.best !== undefined && here - this.best.here > STALE_MILLIS;
    // After a sleep of the device its steady clock may have stood still; then any sample is nearer than what was counted on.
    const seen = new Date(serverTime).getTime() + way / 2;
    const isOff = this.best !== undefined && Math.abs(seen - this.now()) > way / 2 + this.best.way / 2 + 1000;
    if (!this.best || way <= this.best.way || isOld || isOff) {
      this.best = { server: seen, here, way };
    }
  }
}
