import { html, nothing, type TemplateResult } from 'lit';
import { address, get, type Page } from '../api';
import { Element, define } from '../element';
import { t } from '../messages';
import { download } from '../parts/csv';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { hasRole } from '../session';
import type { Bank } from '../types';
import './topic-figures';

interface Cohort {
  cohort: string;
}

/** What a group knows, by topic, live. */
class Topics extends Element {
  static override properties = {
    banks: { state: true },
    cohorts: { state: true },
    asked: { state: true },
  };

  declare banks: Loaded<Bank[]>;
  declare cohorts: string[];
  /** What the figures are narrowed to; {@code topic} is the one whose trend is shown. */
  declare asked: Record<string, string>;

  constructor() {
    super();
    this.banks = LOADING;
    this.cohorts = [];
    this.asked = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('topics.title')} · ${t('app.name')}`;
    void this.load();
  }

  private async load(): Promise<void> {
    this.banks = await loaded(get<Page<Bank>>('banks', { limit: 100 }).then((page) => page.items));
    if (hasRole('instructor', 'admin')) {
      const cohorts = await loaded(get<Page<Cohort>>('cohorts', { limit: 100 }));
      this.cohorts = cohorts.kind === 'here' ? cohorts.value.items.map((one) => one.cohort) : [];
    }
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    if (this.banks.kind === 'here' && this.banks.value.length > 0) {
      this.ask({ ...asked, bank: asked.bank ?? this.banks.value[0].slug });
    }
  }

  /** The address tells what is shown, so that it can be sent to somebody. */
  private ask(asked: Record<string, string>): void {
    this.asked = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
    history.replaceState(null, '', '/topics?' + new URLSearchParams(this.asked).toString());
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div class="row between wrap">
        <div>
          <h1>${t('topics.title')}</h1>
          <p class="muted">${t('topics.lead')}</p>
        </div>
        <button class="button ghost small" ?disabled=${!this.asked.bank} @click=${() => void this.csv()}>${t('table.csv')}</button>
      </div>
      ${shown(
        this.banks,
        (banks) =>
          banks.length === 0
            ? html`<div class="notice"><h2>${t('home.noBank')}</h2><p>${t('home.noBankText')}</p></div>`
            : html`${this.filters(banks)}
                <gf-topic-figures
                  .asked=${this.asked}
                  @gf-topic=${(event: CustomEvent<string>) => this.ask({ ...this.asked, topic: event.detail })}
                ></gf-topic-figures>`,
        () => void this.load(),
      )}
    </div>`;
  }

  private filters(banks: Bank[]): TemplateResult {
    const set = (name: string) => (event: Event): void =>
      this.ask({ ...this.asked, [name]: (event.target as HTMLInputElement | HTMLSelectElement).value });
    const select = (name: string, label: string, options: [string, string][]): TemplateResult => html`<label class="field"
      ><span>${label}</span>
      <select @change=${set(name)}>
        ${options.map(([value, text]) => html`<option value=${value} ?selected=${(this.asked[name] ?? '') === value}>${text}</option>`)}
      </select>
    </label>`;
    return html`<form class="filters card" @submit=${(event: Event) => event.preventDefault()}>
      ${select('bank', t('topics.bank'), banks.map((bank) => [bank.slug, bank.title]))}
      ${this.cohorts.length > 0
        ? select('cohort', t('topics.cohort'), [['', t('topics.cohort.own')], ...this.cohorts.map((one): [string, string] => [one, one])])
        : nothing}
      ${select('mode', t('topics.mode'), [
        ['', t('topics.anyMode')],
        ['practice', t('mode.practice')],
        ['exam', t('mode.exam')],
        ['review', t('mode.review')],
        ['imported', t('mode.imported')],
      ])}
      ${select('answers', t('topics.answers'), [
        ['', t('topics.answers.all')],
        ['first', t('topics.answers.first')],
      ])}
      <label class="field"><span>${t('topics.from')}</span><input type="date" .value=${this.asked.from ?? ''} @change=${set('from')} /></label>
      <label class="field"><span>${t('topics.to')}</span><input type="date" .value=${this.asked.to ?? ''} @change=${set('to')} /></label>
    </form>`;
  }

  private async csv(): Promise<void> {
    try {
      await download(address('analytics/topics', this.asked), 'topics.csv');
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }
}

define('gf-topics', Topics);
