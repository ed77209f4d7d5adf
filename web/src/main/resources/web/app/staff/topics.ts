import { html, type TemplateResult } from 'lit';
import { address } from '../api';
import { Element, define, entitle } from '../element';
import { t } from '../messages';
import { offer } from '../parts/csv';
import { head } from '../parts/head';
import { picker } from '../parts/picker';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { readdress } from '../router';
import { bankPicker, cohortPicker, loadScope, nothingYet, within, type Scope } from './scope';
import './topic-figures';

/** What a group knows, by topic, live. */
class Topics extends Element {
  static override properties = { scope: { state: true }, asked: { state: true } };

  declare scope: Loaded<Scope>;
  /** What the figures are narrowed to; `topic` is the one whose trend is shown. */
  declare asked: Record<string, string>;

  constructor() {
    super();
    this.scope = LOADING;
    this.asked = {};
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('topics.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    this.scope = await loaded(loadScope());
    if (this.scope.kind === 'here' && this.scope.value.banks.length > 0) {
      const asked = Object.fromEntries(new URLSearchParams(location.search));
      this.ask({ ...asked, ...within(this.scope.value, asked) });
    }
  }

  /** The address tells what is shown, so that it can be sent to somebody. */
  private ask(asked: Record<string, string>): void {
    this.asked = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
    readdress('/topics?' + new URLSearchParams(this.asked).toString());
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: t('topics.title'),
        lead: t('topics.lead'),
        actions: html`<button class="button ghost small" ?disabled=${!this.asked.bank} @click=${() => void offer(address('analytics/topics', this.asked), 'topics.csv')}>${t('table.csv')}</button>`,
      })}
      ${shown(
        this.scope,
        (scope) =>
          nothingYet(scope) ??
          html`${this.filters(scope)}
            <gf-topic-figures
              .asked=${this.asked}
              @gf-topic=${(event: CustomEvent<string>) => this.ask({ ...this.asked, topic: event.detail })}
            ></gf-topic-figures>`,
        () => void this.load(),
      )}
    </div>`;
  }

  private filters(scope: Scope): TemplateResult {
    const set =
      (name: string) =>
      (value: string): void =>
        this.ask({ ...this.asked, [name]: value });
    const day = (name: 'from' | 'to'): TemplateResult => html`<label class="field"
      ><span>${t(`topics.${name}`)}</span>
      <input type="date" aria-describedby="days" .value=${this.asked[name] ?? ''} @change=${(event: Event) => set(name)((event.target as HTMLInputElement).value)} />
    </label>`;
    return html`<form class="filters card" @submit=${(event: Event) => event.preventDefault()}>
      ${bankPicker(scope, this.asked.bank ?? '', (bank) => this.ask({ ...this.asked, bank, topic: '' }))}
      ${cohortPicker(scope, this.asked.cohort ?? '', set('cohort'))}
      ${picker(
        t('topics.mode'),
        this.asked.mode ?? '',
        [
          ['', t('topics.anyMode')],
          ['practice', t('mode.practice')],
          ['exam', t('mode.exam')],
          ['review', t('mode.review')],
          ['imported', t('mode.imported')],
        ],
        set('mode'),
      )}
      ${picker(
        t('topics.answers'),
        this.asked.answers ?? '',
        [
          ['', t('topics.answers.all')],
          ['first', t('topics.answers.first')],
        ],
        set('answers'),
      )}
      ${day('from')} ${day('to')}
      <p id="days" class="muted small-text">${t('topics.days')}</p>
    </form>`;
  }
}

define('gf-topics', Topics);
