import { html, nothing, type TemplateResult } from 'lit';
import { moment } from '../format';
import { t } from '../messages';
import type { Sitting } from '../types';

/** Exam days that are open to the reader, or to come. */
export function ownSittings(sittings: Sitting[], busy: boolean, start: (sitting: Sitting, code: string) => void): TemplateResult | typeof nothing {
  const now = Date.now();
  const ahead = sittings.filter((one) => new Date(one.closesAt).getTime() > now);
  if (ahead.length === 0) {
    return nothing;
  }
  return html`<section class="card accent" aria-labelledby="exam-day">
    <h2 id="exam-day">${t('home.sittings')}</h2>
    <ul class="plain-list">
      ${ahead.map((one) => {
        const open = new Date(one.opensAt).getTime() <= now;
        const submit = (event: Event): void => {
          event.preventDefault();
          start(one, String(new FormData(event.target as HTMLFormElement).get('code') ?? ''));
        };
        return html`<li>
          <form class="row between wrap" @submit=${submit}>
            <span><strong>${one.title}</strong><br /><span class="muted">${moment(one.opensAt)} – ${moment(one.closesAt)}</span></span>
            <span class="row wrap">
              ${open && one.needsAccessCode
                ? html`<label class="field inline"><span>${t('sittings.code')}</span><input name="code" required autocomplete="off" /></label>`
                : nothing}
              <button class="button" ?disabled=${busy || !open}>${open ? t('home.sittings.begin') : t('home.sittings.later')}</button>
            </span>
          </form>
        </li>`;
      })}
    </ul>
  </section>`;
}
