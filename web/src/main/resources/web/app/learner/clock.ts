import { clock } from '../format';
import { counted, t } from '../messages';
import { html, nothing, type TemplateResult } from 'lit';
import { Element, define } from '../element';
import type { ServerClock } from './server-clock';

const LOW_MILLIS = 5 * 60_000;

/**
 * The time left, by the server's clock: the page's own may be wrong, and goes on counting without a network. Tells once when
 * five minutes are left, and fires {@code gf-time-up} at the end.
 */
class Clock extends Element {
  static override properties = { deadline: {}, server: { attribute: false }, left: { state: true } };

  /** An instant; null where there is no limit. */
  declare deadline: string | null;
  declare server: ServerClock;
  declare left: number | null;

  private timer: ReturnType<typeof setInterval> | undefined;
  private told = false;

  constructor() {
    super();
    this.deadline = null;
    this.left = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.tick(), 250);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('deadline')) {
      this.told = false;
      this.tick();
    }
  }

  private tick(): void {
    if (!this.deadline) {
      this.left = null;
      return;
    }
    const left = new Date(this.deadline).getTime() - this.server.now();
    // The second is what is shown; anything finer would draw for nothing.
    const seconds = Math.max(0, Math.ceil(left / 1000)) * 1000;
    if (seconds !== this.left) {
      this.left = seconds;
    }
    if (left > 0) {
      this.told = false;
    } else if (!this.told) {
      this.told = true;
      this.dispatchEvent(new CustomEvent('gf-time-up', { bubbles: true }));
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (this.left === null) {
      return nothing;
    }
    const low = this.left <= LOW_MILLIS;
    return html`<span class="clock ${low ? 'low' : ''}" role="timer" aria-label=${`${t('run.time')} ${clock(this.left)}`}
        ><span aria-hidden="true">${clock(this.left)}</span></span
      ><span class="unseen" role="status">${low && this.left > 0 ? counted(Math.ceil(this.left / 60_000), 'run.time.lowest', 'run.time.low') : ''}</span>`;
  }
}

define('gf-clock', Clock);
