import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define, entitle } from '../element';
import { decimal, duration, number, percent, time } from '../format';
import { t, type Message } from '../messages';
import { offer } from '../parts/csv';
import { head } from '../parts/head';
import { intervalBar, intervalText } from '../parts/interval';
import { drawn } from '../parts/listing';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
import { ordered, sortable, table, type Sorting } from '../parts/table';
import { readdress } from '../router';
import { correlationText, flagTag, nameOf, type Item, type Items } from './item-figures';
import { bankPicker, cohortPicker, loadScope, nothingYet, within, type Scope } from './scope';

type SortKey = 'name' | 'facility' | 'correlation' | 'n' | 'time' | 'flags';

const COLUMNS: { key: SortKey; name: Message; numeric: boolean }[] = [
  { key: 'name', name: 'items.item', numeric: false },
  { key: 'facility', name: 'items.facility', numeric: true },
  { key: 'correlation', name: 'items.correlation', numeric: true },
  { key: 'n', name: 'items.n', numeric: true },
  { key: 'time', name: 'topics.time', numeric: true },
  { key: 'flags', name: 'items.flags', numeric: false },
];

const PART = 200;

/** How each question works: what to look at stands first. */
class ItemsPage extends Element {
  static override properties = {
    scope: { state: true },
    asked: { state: true },
    items: { state: true },
    sort: { state: true },
    flagged: { state: true },
    count: { state: true },
  };

  declare scope: Loaded<Scope>;
  declare asked: { bank: string; cohort: string };
  declare items: Loaded<Items>;
  declare sort: Sorting<SortKey>;
  declare flagged: boolean;
  /** How many are drawn. */
  declare count: number;

  constructor() {
    super();
    this.scope = LOADING;
    this.asked = { bank: '', cohort: '' };
    this.items = LOADING;
    this.sort = { key: 'flags', down: true };
    this.flagged = false;
    this.count = PART;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('items.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    this.scope = await loaded(loadScope());
    if (this.scope.kind === 'here' && this.scope.value.banks.length > 0) {
      await this.ask(within(this.scope.value, Object.fromEntries(new URLSearchParams(location.search))));
    }
  }

  private async ask(asked: { bank: string; cohort: string }): Promise<void> {
    this.asked = asked;
    readdress('/items?' + this.query);
    this.items = LOADING;
    this.count = PART;
    const items = await loaded(get<Items>('analytics/items', asked));
    if (this.asked === asked) {
      this.items = items;
    }
  }

  private get query(): string {
    const { bank, cohort } = this.asked;
    return new URLSearchParams(cohort ? { bank, cohort } : { bank }).toString();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: t('items.title'),
        lead: t('items.lead'),
        actions: html`<button class="button ghost small" ?disabled=${!this.asked.bank} @click=${() => void offer(address('analytics/items', this.asked), `items-${this.asked.bank}.csv`)}>${t('table.csv')}</button>`,
      })}
      ${shown(
        this.scope,
        (scope) =>
          nothingYet(scope) ??
          html`<form class="filters card" @submit=${(event: Event) => event.preventDefault()}>
              ${bankPicker(scope, this.asked.bank, (bank) => void this.ask({ ...this.asked, bank }))}
              ${cohortPicker(scope, this.asked.cohort, (cohort) => void this.ask({ ...this.asked, cohort }))}
              <label class="row"
                ><input type="checkbox" .checked=${this.flagged} @change=${(event: Event) => (this.flagged = (event.target as HTMLInputElement).checked)} />${t(
                  'items.onlyFlagged',
                )}</label
              >
            </form>
            ${shown(this.items, (items) => this.list(items), () => void this.ask(this.asked))}`,
        () => void this.load(),
      )}
    </div>`;
  }

  private list(items: Items): TemplateResult {
    if (items.items.length === 0) {
      return empty(t('items.none'), t('items.none.text'));
    }
    const wanted = items.items.filter((item) => !this.flagged || item.figures.flags.length > 0);
    return html`<p class="muted">${t('figure.n', { n: number(items.population.attempts) })} · ${t('figure.asOf', { time: time(items.asOf) })}</p>
      ${wanted.length === 0
        ? html`<div class="notice"><p>${t('items.noneFlagged')}</p></div>`
        : drawn(
            ordered(wanted, (item) => valueOf(item, this.sort.key), this.sort.down),
            this.count,
            (some) =>
              table(
                t('items.title'),
                COLUMNS.map((column) => this.heading(column)),
                some.map((item) => this.row(item)),
                'cards-when-narrow item-table',
              ),
            () => (this.count += PART),
          )}
      <details class="muted">
        <summary>${t('items.population')}</summary>
        <p>${items.population.described}</p>
      </details>`;
  }

  private heading({ key, name, numeric }: (typeof COLUMNS)[number]): TemplateResult {
    return html`${sortable({ key, name: t(name), numeric }, this.sort, (by) => this.sortBy(by))}
    ${key === 'facility' ? html`<th class="bar-cell"><span class="unseen">${t('topics.interval')}</span></th>` : nothing}`;
  }

  private sortBy(key: SortKey): void {
    const isFallingFirst = key === 'n' || key === 'flags';
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : isFallingFirst };
  }

  private row(item: Item): TemplateResult {
    const { figures } = item;
    return html`<tr>
      <th scope="row">
        <a href="/items/${item.question}/${item.revision}?${this.query}">${nameOf(item)}</a>
        ${item.revision > 1 ? html`<span class="muted small-text">${t('items.revision', { n: item.revision })}</span>` : nothing}
      </th>
      <td class="numeric" data-label=${t('items.facility')}>
        ${percent(figures.facility?.share)}<br /><span class="muted small-text">${intervalText(figures.facility ?? null)}</span>
      </td>
      <td class="bar-cell">${intervalBar(figures.facility?.share ?? null, figures.facility ?? null)}</td>
      <td class="numeric" data-label=${t('items.correlation')}>
        ${decimal(figures.itemRest?.value)}<br /><span class="muted small-text">${correlationText(figures.itemRest)}</span>
      </td>
      <td class="numeric" data-label=${t('items.n')}>${number(figures.n)}</td>
      <td class="numeric" data-label=${t('topics.time')}>${duration(figures.medianMillis)}</td>
      <td data-label=${t('items.flags')}>${figures.flags.map((flag) => html`${flagTag(flag)} `)}</td>
    </tr>`;
  }
}

function valueOf(item: Item, key: SortKey): string | number | null | undefined {
  const { figures } = item;
  switch (key) {
    case 'name':
      return nameOf(item);
    case 'facility':
      return figures.facility?.share;
    case 'correlation':
      return figures.itemRest?.value;
    case 'n':
      return figures.n;
    case 'time':
      return figures.medianMillis;
    case 'flags':
      return figures.flags.reduce((sum, flag) => sum + (flag.kind === 'KEY_MAY_BE_WRONG' ? 100 : 1), 0);
  }
}

define('gf-items', ItemsPage);
