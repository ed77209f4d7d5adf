import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { signInAddress } from '../session';
import type { Paper } from './paper';
import type { AnswerQueue, SendState } from './queue';

const TONES: Record<SendState, string> = {
  saved: 'saved',
  sending: 'sending',
  offline: 'offline',
  'signed-out': 'signed-out',
  held: 'offline',
  refused: 'signed-out',
};

/** What became of the answers, truthfully: saved is said only once the server has acknowledged all of them. */
export function saveState(queue: AnswerQueue): TemplateResult {
  return html`<span class="save ${TONES[queue.state]}" role="status"><span class="dot" aria-hidden="true"></span>${said(queue)}</span>`;
}

function said(queue: AnswerQueue): string {
  switch (queue.state) {
    case 'saved':
      return t('run.saved');
    case 'sending':
      return t('run.sending');
    case 'offline':
      return t('run.offline', { n: queue.size });
    case 'signed-out':
      return t('run.signedOut', { n: queue.size });
    case 'held':
      return t('run.held', { n: queue.size });
    case 'refused':
      return t('run.refusedSome', { n: queue.refusals.size });
  }
}

/** What keeps the reader from answering, or what they have to know before they go on. */
export function banner({ paper, resume }: { paper: Paper; resume(): void }): TemplateResult {
  const { view, queue } = paper;
  return html`${queue.refusals.size > 0 ? refusals(queue) : nothing} ${sending(queue)} ${standing(view!.status)}`;

  function standing(status: string): TemplateResult | typeof nothing {
    if (status === 'PAUSED') {
      return html`<div class="notice">
        <p>${t('run.paused')}</p>
        <button class="button" @click=${resume}>${t('run.resume')}</button>
      </div>`;
    }
    if (paper.isOpen) {
      return nothing;
    }
    const expired = paper.timeUp || status === 'EXPIRED';
    return html`<div class="notice" role="alert">
      <h2>${expired ? t('run.time.up') : t('run.over')}</h2>
      ${expired ? html`<p>${t('run.time.upText')}</p>` : nothing}
      <a class="button" href="/attempts/${view!.id}/result">${t('run.toResult')}</a>
    </div>`;
  }
}

function sending(queue: AnswerQueue): TemplateResult | typeof nothing {
  switch (queue.state) {
    case 'signed-out':
      return html`<div class="notice bad" role="alert">
        <p>${t('run.signedOut.text')}</p>
        <a class="button" href=${signInAddress()}>${t('app.signIn')}</a>
      </div>`;
    case 'offline':
      return html`<div class="notice warn" role="alert"><p>${t(queue.isKept ? 'run.offline.text' : 'run.offline.open')}</p></div>`;
    case 'held':
      return html`<div class="notice warn" role="alert"><p>${t('run.held.text', { reason: failureText(queue.held) })}</p></div>`;
    default:
      return nothing;
  }
}

function refusals(queue: AnswerQueue): TemplateResult {
  return html`<div class="notice bad" role="alert">
    <ul>
      ${[...queue.refusals].map(([position, refusal]) => html`<li>${t('run.refused', { n: position, reason: failureText(refusal) })}</li>`)}
    </ul>
    <button class="button ghost small" @click=${() => queue.forgetRefusals()}>${t('run.refused.read')}</button>
  </div>`;
}
