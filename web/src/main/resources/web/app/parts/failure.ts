import { html, nothing, type TemplateResult } from 'lit';
import { Refused, Unreachable } from '../api';
import { t } from '../messages';
import { signInAddress } from '../session';

/** What to tell a reader of something that went wrong. */
export function failureText(failure: unknown): string {
  if (failure instanceof Unreachable) {
    return t('error.unreachable');
  }
  if (failure instanceof Refused) {
    return failure.isSignedOut ? t('error.signedOut') : [failure.problem.title, failure.problem.detail].filter(Boolean).join('. ');
  }
  return failure instanceof Error ? failure.message : String(failure);
}

/** Whether the same can succeed later without a change. */
export function isPassing(failure: unknown): boolean {
  return failure instanceof Unreachable || (failure instanceof Refused && failure.isPassing);
}

/** In the place of what could not be loaded. */
export function failed(failure: unknown, again?: () => void): TemplateResult {
  const signedOut = failure instanceof Refused && failure.isSignedOut;
  return html`<div class="notice bad" role="alert">
    <p>${failureText(failure)}</p>
    ${signedOut
      ? html`<a class="button" href=${signInAddress()}>${t('app.signIn')}</a>`
      : again
        ? html`<button class="button" @click=${again}>${t('error.again')}</button>`
        : nothing}
  </div>`;
}
