import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** One of some, each with its value and its text. */
export function picker(label: string, value: string, options: [string, string][], take: (value: string) => void): TemplateResult {
  return html`<label class="field"
    ><span>${label}</span>
    <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
      ${options.map(([one, text]) => html`<option value=${one} .selected=${live(one === value)}>${text}</option>`)}
    </select>
  </label>`;
}
