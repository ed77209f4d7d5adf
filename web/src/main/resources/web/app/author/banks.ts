import { html, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { empty } from '../parts/state';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import type { Bank } from '../types';

const PART = 100;

/** All banks, and a way to make one. */
class Banks extends Element {
  static override properties = { making: { state: true } };

  declare making: boolean;

  private readonly banks = new Listing<Bank>(this, (cursor) => get<Page<Bank>>('banks', { cursor, limit: PART }));

  constructor() {
    super();
    this.making = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('banks.title'));
    void this.banks.load();
  }

  private async make(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.making = true;
    try {
      const bank = await send<Bank>('POST', 'banks', { slug: form.get('slug'), title: form.get('title') });
      navigate(`/banks/${bank.slug}/import`);
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.making = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('banks.title'), lead: t('banks.lead'), actions: html`<a class="button" href="#new-bank">${t('banks.new')}</a>` })}
      ${this.banks.shown((banks) =>
        banks.length === 0
          ? empty(t('banks.none'), t('banks.none.text'))
          : html`<ul class="plain-list">
              ${banks.map(
                (bank) => html`<li class="card row between wrap">
                  <span><a href="/banks/${bank.slug}"><strong>${bank.title}</strong></a><br /><span class="muted">${bank.slug}</span></span>
                  <span class="row wrap">
                    <a class="button ghost small" href="/banks/${bank.slug}" aria-label="${t('banks.questions')}: ${bank.title}">${t('banks.questions')}</a>
                    <a class="button ghost small" href="/banks/${bank.slug}/import" aria-label="${t('banks.import')}: ${bank.title}">${t('banks.import')}</a>
                  </span>
                </li>`,
              )}
            </ul>`,
      )}
      <section class="card" aria-labelledby="new-bank">
        <h2 id="new-bank">${t('banks.new')}</h2>
        <form class="stack" @submit=${(event: Event) => void this.make(event)}>
          <label class="field"><span>${t('banks.name')}</span><input name="title" required maxlength="200" /></label>
          <label class="field"
            ><span>${t('banks.slug')}</span><input name="slug" required pattern="[a-z0-9]+(-[a-z0-9]+)*" aria-describedby="slug-help" />
          </label>
          <p id="slug-help" class="muted">${t('banks.slugHelp')}</p>
          <div><button class="button" ?disabled=${this.making}>${t('banks.create')}</button></div>
        </form>
      </section>
    </div>`;
  }
}

define('gf-banks', Banks);
