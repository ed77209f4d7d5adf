import type { ReactiveController, ReactiveControllerHost } from 'lit';

const TYPING_MILLIS = 300;

/** Does something once nobody typed for a moment, as long as its host is on the page. */
export class Typing implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly act: () => void,
  ) {
    host.addController(this);
  }

  typed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.act, TYPING_MILLIS);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }
}
