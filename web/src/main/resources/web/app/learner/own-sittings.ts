import { html, nothing, type TemplateResult } from 'lit';
import { moment } from '../format';
import { t } from '../messages';
import type { Sitting } from '../types';

/** Told here, by a clock that may be wrong; whether an exam has begun, the server says when it is asked. */
const FORGOTTEN_MILLIS = 15 * 60_000;

/** Exam days of the reader that are open, or to come. Each can be begun at any time: too early, the server says so. */
export function ownSittings(sittings: Sitting[], busy: boolean, start: (sitting: Sitting, code: string) => void): TemplateResult | typeof nothing {
  const open = sittings.filter((one) => new Date(one.closesAt).getTime() + FORGOTTEN_MILLIS > Date.now());
  if (open.length === 0) {
    return nothing;
  }
  return html`<section class="card accent" aria-labelledby="exam-day">
    <h2 id="exam-day">${t('home.sittings')}</h2>
    <ul class="plain-list">
      ${open.map((one) => {
        const submit = (event: Event): void => {
          event.preventDefault();
          start(one, String(new FormData(event.target as HTMLFormElement).get('code') ?? ''));
        };
        return html`<li>
          <form class="row between wrap" @submit=${submit}>
            <span><strong>${one.title}</strong><br /><span class="muted">${moment(one.opensAt)} – ${moment(one.closesAt)}</span></span>
            <span class="row wrap">
              ${one.needsAccessCode
                ? html`<label class="field inline"><span>${t('sittings.code')}</span><input name="code" required autocomplete="off" /></label>`
                : nothing}
              <button class="button" ?disabled=${busy}>${t('home.sittings.begin')}</button>
            </span>
          </form>
        </li>`;
      })}
    </ul>
  </section>`;
}
