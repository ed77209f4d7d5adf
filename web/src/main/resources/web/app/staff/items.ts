import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define, entitle } from '../element';
import { decimal, duration, number, percent, time } from '../format';
import { t, type Message } from '../messages';
import { download } from '../parts/csv';
import { failureText } from '../parts/failure';
import { intervalBar, intervalText } from '../parts/interval';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { correlationText, flagTag, nameOf, type Item, type Items } from './item-figures';
import { bankPicker, cohortPicker, loadScope, nothingYet, within, type Scope } from './scope';

type SortKey = 'name' | 'facility' | 'correlation' | 'n' | 'time' | 'flags';

const COLUMNS: { key: SortKey; name: Message; numeric: boolean; }[] = [
  { key: 'name', name: 'items.item', numeric: false },
  { key: 'facility', name: 'items.facility', numeric: true },
  { key: 'correlation', name: 'items.correlation', numeric: true },
  { key: 'n', name: 'items.n', numeric: true },
  { key: 'time', name: 'topics.time', numeric: true },
  { key: 'flags', name: 'items.flags', numeric: false },
];

/** How each question works: what to look at stands first. */
class ItemsPage extends Element {
  static override properties = {
    scope: { state: true },
    asked: { state: true },
    items: { state: true },
    sort: { state: true },
    flagged: { state: true },
  };

  declare scope: Loaded<Scope>;
  declare asked: { bank: string; cohort: string };
  declare items: Loaded<Items>;
  declare sort: { key: SortKey; down: boolean };
  declare flagged: boolean;

  constructor() {
    super();
    this.scope = LOADING;
    this.asked = { bank: '', cohort: '' };
    this.items = LOADING;
    this.sort = { key: 'flags', down: true };
    this.flagged = false;
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
    history.replaceState(null, '', '/items?' + this.query);
    this.items = LOADING;
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
      <div class="row between wrap">
        <div>
          <h1>${t('items.title')}</h1>
          <p class="muted">${t('items.lead')}</p>
        </div>
        <button class="button ghost small" ?disabled=${!this.asked.bank} @click=${() => void this.csv()}>${t('table.csv')}</button>
      </div>
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
      return html`<div class="notice"><h2>${t('items.none')}</h2><p>${t('items.none.text')}</p></div>`;
    }
    const wanted = items.items.filter((item) => !this.flagged || item.figures.flags.length > 0);
    return html`<p class="muted">
        ${items.population.described} ${t('figure.n', { n: number(items.population.attempts) })} · ${t('figure.asOf', { time: time(items.asOf) })}
      </p>
      ${wanted.length === 0
        ? html`<div class="notice"><p>${t('items.noneFlagged')}</p></div>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('items.title')}>
            <table class="cards-when-narrow item-table">
              <thead>
                <tr>
                  ${COLUMNS.map((column) => this.heading(column))}
                </tr>
              </thead>
              <tbody>
                ${sorted(wanted, this.sort).map((item) => this.row(item))}
              </tbody>
            </table>
          </div>`}`;
  }

  private heading({ key, name, numeric }: (typeof COLUMNS)[number]): TemplateResult {
    const here = this.sort.key === key;
    const turn = (): void => {
      this.sort = { key, down: here ? !this.sort.down : key === 'n' || key === 'flags' };
    };
    return html`<th scope="col" class=${numeric ? 'numeric' : ''} aria-sort=${here ? (this.sort.down ? 'descending' : 'ascending') : 'none'}>
      <button class="sort" @click=${turn}>${t(name)} <span aria-hidden="true">${here ? (this.sort.down ? '▾' : '▴') : ''}</span></button>
      </th>
      ${key === 'facility' ? html`<th class="bar-cell"><span class="unseen">${t('topics.interval')}</span></th>` : nothing}`;
  }

  private row(item: Item): TemplateResult {
    const { figures } = item;
    return html`<tr>
      <th scope="row" data-label=${t('items.item')}>
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

  private async csv(): Promise<void> {
    try {
      await download(address('analytics/items', this.asked), `items-${this.asked.bank}.csv`);
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }
}

function sorted(items: Item[], { key, down }: { key: SortKey; down: boolean }): Item[] {
  const value = (item: Item): string | number | null => {
    const { figures } = item;
    switch (key) {
      case 'name':
        return nameOf(item);
      case 'facility':
        return figures.facility?.share ?? null;
      case 'correlation':
        return figures.itemRest?.value ?? null;
      case 'n':
        return figures.n;
      case 'time':
        return figures.medianMillis ?? null;
      case 'flags':
        return figures.flags.reduce((sum, flag) => sum + (flag.kind === 'KEY_MAY_BE_WRONG' ? 100 : 1), 0);
    }
  };
  return [...items].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) {
      // What can't be told stands last, either way.
      return Number(a === null) - Number(b === null);
    }
    return (down ? -1 : 1) * (typeof a === 'string' ? a.localeCompare(String(b), undefined, { numeric: true }) : a - Number(b));
  });
}

define('gf-items', ItemsPage);
