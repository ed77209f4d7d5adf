import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages';
import { signInAddress } from '../session';
import type { Attempt } from '../types';
import type { SendState } from './queue';

/** What became of the answers, truthfully: saved is said only once the server has acknowledged all of them. */
export function saveState(state: SendState, waiting: number): TemplateResult {
  return html`<span class="save ${state}" role="status"
    ><span class="dot" aria-hidden="true"></span>${state === 'saved'
      ? t('run.saved')
      : state === 'sending'
        ? t('run.sending')
        : t(state === 'offline' ? 'run.offline' : 'run.signedOut', { n: waiting })}</span
  >`;
}

interface Banner {
  view: Attempt;
  sending: SendState;
  isOpen: boolean;
  timeUp: boolean;
  resume(): void;
}

/** What keeps the reader from answering, or what they have to know before they go on. */
export function banner({ view, sending, isOpen, timeUp, resume }: Banner): TemplateResult | typeof nothing {
  if (sending === 'signed-out') {
    return html`<div class="notice bad" role="alert">
      <p>${t('run.signedOut.text')}</p>
      <a class="button" href=${signInAddress()}>${t('app.signIn')}</a>
    </div>`;
  }
  if (sending === 'offline') {
    return html`<div class="notice warn" role="alert"><p>${t('run.offline.text')}</p></div>`;
  }
  if (view.status === 'PAUSED') {
    return html`<div class="notice">
      <p>${t('run.paused')}</p>
      <button class="button" @click=${resume}>${t('run.resume')}</button>
    </div>`;
  }
  if (isOpen) {
    return nothing;
  }
  const expired = timeUp || view.status === 'EXPIRED';
  return html`<div class="notice" role="alert">
    <h2>${expired ? t('run.time.up') : t('run.over')}</h2>
    ${expired ? html`<p>${t('run.time.upText')}</p>` : nothing}
    <a class="button" href="/attempts/${view.id}/result">${t('run.toResult')}</a>
  </div>`;
}
