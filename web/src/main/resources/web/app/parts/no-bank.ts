import { html, type TemplateResult } from 'lit';
import { t } from '../messages';
import { hasRole } from '../session';
import { empty } from './state';

/** Nothing can be done before somebody makes a bank; authors are led there. */
export function noBank(): TemplateResult {
  const isAuthor = hasRole('author', 'admin');
  return empty(
    t('home.noBank'),
    t(isAuthor ? 'home.noBank.author' : 'home.noBankText'),
    isAuthor ? html`<a class="button" href="/banks">${t('banks.create')}</a>` : undefined,
  );
}
