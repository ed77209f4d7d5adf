import { html, type TemplateResult } from 'lit';
import { Element, define } from '../element';
import { t } from '../messages';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
}

const SHOWN_MILLIS = 8000;
let last = 0;

/** Tells something in passing; what is bad stays until it is closed. */
export function toast(text: string, bad = false): void {
  window.dispatchEvent(new CustomEvent<Toast>('gf-toast', { detail: { id: ++last, text, bad } }));
}

class Toasts extends Element {
  static override properties = { toasts: { state: true } };

  declare toasts: Toast[];

  private readonly heard = (event: Event): void => {
    const one = (event as CustomEvent<Toast>).detail;
    this.toasts = [...this.toasts, one];
    if (!one.bad) {
      setTimeout(() => this.close(one.id), SHOWN_MILLIS);
    }
  };

  constructor() {
    super();
    this.toasts = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('gf-toast', this.heard);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('gf-toast', this.heard);
  }

  private close(id: number): void {
    this.toasts = this.toasts.filter((one) => one.id !== id);
  }

  override render(): TemplateResult {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${this.toasts.map(
        (one) => html`<div class="toast ${one.bad ? 'bad' : ''}">
          <span>${one.text}</span>
          <button class="plain icon" aria-label=${t('dialog.close')} @click=${() => this.close(one.id)}>✕</button>
        </div>`,
      )}
    </div>`;
  }
}

define('gf-toasts', Toasts);
