import { html, type TemplateResult } from 'lit';
import { Element, define, entitle } from '../element';
import { t } from '../messages';
import { head } from '../parts/head';
import { current } from '../session';
import './attempt-list';

/** All attempts of the reader, newest first. */
class History extends Element {
  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('history.title'));
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('history.title') })}
      <gf-attempt-list
        .learner=${current()!.id}
        .none=${html`<div class="notice">
          <h2>${t('history.none')}</h2>
          <p>${t('history.none.text')}</p>
          <a class="button" href="/">${t('home.start')}</a>
        </div>`}
      ></gf-attempt-list>
    </div>`;
  }
}

define('gf-history', History);
