import { html, nothing, type TemplateResult } from 'lit';
import { address, get, type Page, type Parameters } from '../api';
import { Element, define } from '../element';
import { number, percent, time } from '../format';
import { t } from '../messages';
import '../parts/chart';
import { download } from '../parts/csv';
import { failed, failureText } from '../parts/failure';
import { intervalText } from '../parts/interval';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { hasRole } from '../session';
import type { Bank, TopicAccuracy } from '../types';
import './heat';
import { LiveTopics, type Liveness } from './live-topics';
import { topicTable, type Sort, type SortKey } from './topic-table';
import { trendOption, trendTable } from './trend';

interface Cohort {
  cohort: string;
}

/** What a group knows, by topic, live. */
class Topics extends Element {
  static override properties = {
    banks: { state: true },
    cohorts: { state: true },
    asked: { state: true },
    figures: { state: true },
    failure: { state: true },
    how: { state: true },
    open: { state: true },
    sort: { state: true },
  };

  declare banks: Loaded<Bank[]>;
  declare cohorts: string[];
  /** What the figures are narrowed to; {@code topic} is the one whose trend is shown. */
  declare asked: Record<string, string>;
  declare figures: TopicAccuracy | null;
  declare failure: unknown;
  declare how: Liveness;
  declare open: Set<string>;
  declare sort: Sort;

  private live: LiveTopics | undefined;
  private whole: TopicAccuracy['topics'] = [];
  private heatOf: Record<string, string> = {};

  constructor() {
    super();
    this.banks = LOADING;
    this.cohorts = [];
    this.asked = {};
    this.figures = null;
    this.how = 'live';
    this.open = new Set();
    this.sort = { key: 'title', down: false };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('topics.title')} · ${t('app.name')}`;
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.live?.close();
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
    const { topic: _, ...others } = this.asked;
    if (JSON.stringify(others) !== JSON.stringify(this.heatOf)) {
      this.heatOf = others;
    }
    this.failure = undefined;
    this.live?.close();
    this.live = new LiveTopics(
      this.parameters,
      (figures, how) => {
        this.failure = undefined;
        this.how = how;
        this.figures = figures;
        // With a topic chosen the others are left out; what was known of them stays in the table.
        const known = new Map(figures.topics.map((topic) => [topic.topic, topic]));
        this.whole = this.asked.topic ? this.whole.map((topic) => known.get(topic.topic) ?? topic) : figures.topics;
        if (this.whole.length === 0) {
          this.whole = figures.topics;
        }
        this.requestUpdate();
      },
      (failure) => (this.failure = failure),
    );
  }

  private get parameters(): Parameters {
    return { ...this.asked, trend: 'week' };
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div class="row between wrap">
        <div>
          <h1>${t('topics.title')}</h1>
          <p class="muted">${t('topics.lead')}</p>
        </div>
        <button class="button ghost small" ?disabled=${!this.figures} @click=${() => void this.csv()}>${t('table.csv')}</button>
      </div>
      ${shown(
        this.banks,
        (banks) =>
          banks.length === 0
            ? html`<div class="notice"><h2>${t('home.noBank')}</h2><p>${t('home.noBankText')}</p></div>`
            : html`${this.filters(banks)} ${this.content()}`,
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

  private content(): TemplateResult {
    if (this.failure) {
      return failed(this.failure, () => this.ask(this.asked));
    }
    if (!this.figures) {
      return html`<div class="skeleton block"></div>`;
    }
    const { total } = this.figures;
    return html`<p class="row wrap as-of">
        <span class="tag ${this.how === 'live' ? 'good' : ''}">${this.how === 'live' ? `● ${t('topics.live')}` : t('topics.notLive', { n: 5 })}</span>
        <span><strong>${percent(total.accuracy)}</strong> ${intervalText(total.interval ?? null)}</span>
        <span class="muted">${t('figure.n', { n: number(total.answers) })} · ${t('figure.asOf', { time: time(this.figures.asOf) })} · ${this.onTheWay()}</span>
      </p>
      ${total.answers === 0 && !this.asked.topic
        ? html`<div class="notice"><h2>${t('topics.none')}</h2><p>${t('topics.none.text')}</p></div>`
        : nothing}
      ${topicTable({
        topics: this.whole,
        open: this.open,
        sort: this.sort,
        chosen: this.asked.topic ?? '',
        sortBy: (key) => this.sortBy(key),
        turn: (topic) => this.turn(topic),
        choose: (topic) => this.ask({ ...this.asked, topic: this.asked.topic === topic ? '' : topic }),
      })}
      ${this.trend()}
      <gf-heat .parameters=${this.heatOf} .topics=${this.whole.filter((topic) => !topic.topic.includes('/'))}></gf-heat>`;
  }

  private onTheWay(): string {
    const pending = this.figures?.pending;
    const n = (pending?.live ?? 0) + (pending?.slow ?? 0);
    return n === 0 ? t('figure.upToDate') : t('figure.pending', { n: number(n) });
  }

  private sortBy(key: SortKey): void {
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : key !== 'title' };
  }

  private turn(topic: string): void {
    const open = new Set(this.open);
    if (!open.delete(topic)) {
      open.add(topic);
    }
    this.open = open;
  }

  private trend(): TemplateResult | typeof nothing {
    const periods = this.figures?.trend ?? [];
    if (periods.length === 0) {
      return nothing;
    }
    const title = this.whole.find((topic) => topic.topic === this.asked.topic)?.title ?? t('topics.whole');
    const label = t('topics.trend.text', { topic: title });
    return html`<section class="card" aria-labelledby="trend">
      <h2 id="trend">${t('topics.trend')} · ${title}</h2>
      <gf-chart .option=${trendOption(periods)} .label=${label} .table=${trendTable(periods, label)}></gf-chart>
    </section>`;
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
