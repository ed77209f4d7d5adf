import { html, nothing, type TemplateResult } from 'lit';
import { address, get, type Page } from '../api';
import { Element, define } from '../element';
import { duration, number, percent, time } from '../format';
import { t, type Message } from '../messages';
import { download } from '../parts/csv';
import { failureText } from '../parts/failure';
import { intervalBar, intervalText } from '../parts/interval';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { hasRole } from '../session';
import type { Bank } from '../types';

interface Proportion {
  share: number;
  low: number;
  high: number;
  trials: number;
}

interface Correlation {
  value: number;
  low: number;
  high: number;
  n: number;
}

interface Flag {
  kind: 'TOO_EASY' | 'TOO_HARD' | 'KEY_MAY_BE_WRONG' | 'DISTRACTOR_OF_THE_STRONG' | 'DEAD_DISTRACTOR';
  option?: string;
  reason: string;
}

interface Item {
  question: string;
  revision: number;
  externalId?: string;
  figures: {
    n: number;
    facility?: Proportion;
    itemRest?: Correlation;
    medianMillis?: number;
    options: { option: string; key: boolean; chosen: Proportion; correlation?: Correlation }[];
    flags: Flag[];
  };
}

interface Items {
  asOf: string | null;
  population: { attempts: number; described: string };
  items: Item[];
}

type SortKey = 'flags' | 'facility' | 'correlation' | 'n';

const SORTS: { key: SortKey; name: Message }[] = [
  { key: 'flags', name: 'items.flags' },
  { key: 'facility', name: 'items.facility' },
  { key: 'correlation', name: 'items.correlation' },
  { key: 'n', name: 'items.n' },
];

/** How each question works: what to look at stands first. */
class ItemsPage extends Element {
  static override properties = {
    banks: { state: true },
    bank: { state: true },
    items: { state: true },
    sort: { state: true },
  };

  declare banks: Loaded<Bank[]>;
  declare bank: string;
  declare items: Loaded<Items>;
  declare sort: SortKey;

  constructor() {
    super();
    this.banks = LOADING;
    this.bank = '';
    this.items = LOADING;
    this.sort = 'flags';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('items.title')} · ${t('app.name')}`;
    void this.load();
  }

  private async load(): Promise<void> {
    this.banks = await loaded(get<Page<Bank>>('banks', { limit: 100 }).then((page) => page.items));
    if (this.banks.kind === 'here' && this.banks.value.length > 0) {
      const asked = new URLSearchParams(location.search).get('bank');
      await this.take(asked ?? this.banks.value[0].slug);
    }
  }

  private async take(bank: string): Promise<void> {
    this.bank = bank;
    history.replaceState(null, '', '/items?' + new URLSearchParams({ bank }).toString());
    this.items = LOADING;
    const items = await loaded(get<Items>('analytics/items', { bank }));
    if (this.bank === bank) {
      this.items = items;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div class="row between wrap">
        <div>
          <h1>${t('items.title')}</h1>
          <p class="muted">${t('items.lead')}</p>
        </div>
        <button class="button ghost small" ?disabled=${!this.bank} @click=${() => void this.csv()}>${t('table.csv')}</button>
      </div>
      ${shown(
        this.banks,
        (banks) =>
          banks.length === 0
            ? html`<div class="notice"><h2>${t('home.noBank')}</h2><p>${t('home.noBankText')}</p></div>`
            : html`${this.pickers(banks)} ${shown(this.items, (items) => this.list(items), () => void this.take(this.bank))}`,
        () => void this.load(),
      )}
    </div>`;
  }

  private pickers(banks: Bank[]): TemplateResult {
    return html`<form class="filters card" @submit=${(event: Event) => event.preventDefault()}>
      <label class="field"
        ><span>${t('topics.bank')}</span>
        <select @change=${(event: Event) => void this.take((event.target as HTMLSelectElement).value)}>
          ${banks.map((bank) => html`<option value=${bank.slug} ?selected=${bank.slug === this.bank}>${bank.title}</option>`)}
        </select>
      </label>
      <label class="field"
        ><span>${t('items.sort')}</span>
        <select @change=${(event: Event) => (this.sort = (event.target as HTMLSelectElement).value as SortKey)}>
          ${SORTS.map((one) => html`<option value=${one.key} ?selected=${one.key === this.sort}>${t(one.name)}</option>`)}
        </select>
      </label>
    </form>`;
  }

  private list(items: Items): TemplateResult {
    return html`<p class="muted">
        ${items.population.described} ${t('figure.n', { n: number(items.population.attempts) })} · ${t('figure.asOf', { time: time(items.asOf) })}
      </p>
      ${items.items.length === 0
        ? html`<div class="notice"><h2>${t('items.none')}</h2><p>${t('items.none.text')}</p></div>`
        : sorted(items.items, this.sort).map((item) => itemCard(item))}`;
  }

  private async csv(): Promise<void> {
    try {
      await download(address('analytics/items', { bank: this.bank }), `items-${this.bank}.csv`);
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }
}

function sorted(items: Item[], key: SortKey): Item[] {
  const value = ({ figures }: Item): number => {
    switch (key) {
      case 'flags':
        return -figures.flags.length;
      case 'facility':
        return figures.facility?.share ?? 2;
      case 'correlation':
        return figures.itemRest?.value ?? 2;
      case 'n':
        return -figures.n;
    }
  };
  return [...items].sort((one, other) => value(one) - value(other));
}

function itemCard(item: Item): TemplateResult {
  const { figures } = item;
  const name = item.externalId ?? item.question;
  return html`<article class="card">
    <div class="row between wrap">
      <h2>${name} <span class="muted small-text">${t('items.revision', { n: item.revision })}</span></h2>
      ${hasRole('author', 'admin')
        ? html`<a class="button ghost small" href="/corrections/${item.question}/${item.revision}" aria-label="${t('correction.open')}: ${name}"
            >${t('correction.open')}</a
          >`
        : nothing}
    </div>
    ${figures.flags.length > 0
      ? html`<ul class="plain-list flags">
          ${figures.flags.map(
            (flag) => html`<li>
              <span class="tag ${flag.kind === 'KEY_MAY_BE_WRONG' ? 'bad' : 'warn'}">${t(`items.flag.${flag.kind}`)}${flag.option ? ` ${flag.option}` : ''}</span>
              ${flag.reason}
            </li>`,
          )}
        </ul>`
      : nothing}
    <dl class="numbers">
      <div>
        <dt>${t('items.facility')}</dt>
        <dd>${percent(figures.facility?.share)}</dd>
        <dd class="muted small-text">${intervalText(figures.facility ?? null)}</dd>
      </div>
      <div>
        <dt>${t('items.correlation')}</dt>
        <dd>${number(figures.itemRest?.value)}</dd>
        <dd class="muted small-text">${figures.itemRest ? `${number(figures.itemRest.low)} – ${number(figures.itemRest.high)}` : nothing}</dd>
      </div>
      <div><dt>${t('items.n')}</dt><dd>${number(figures.n)}</dd></div>
      <div><dt>${t('topics.time')}</dt><dd>${duration(figures.medianMillis)}</dd></div>
    </dl>
    <details>
      <summary>${t('items.options')}</summary>
      <ul class="plain-list topic-bars">
        ${figures.options.map(
          (option) => html`<li>
            <span>${option.option} ${option.key ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}</span>
            ${intervalBar(option.chosen.share, option.chosen)}
            <span class="muted topic-figures">${percent(option.chosen.share)} · r = ${number(option.correlation?.value)}</span>
          </li>`,
        )}
      </ul>
    </details>
  </article>`;
}

define('gf-items', ItemsPage);
