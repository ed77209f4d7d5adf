import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define } from '../element';
import { moment, number, percent } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { current } from '../session';
import type { HistoryItem } from '../types';

/** All attempts of the reader, newest first. */
class History extends Element {
  static override properties = { items: { state: true }, next: { state: true }, more: { state: true } };

  declare items: Loaded<HistoryItem[]>;
  declare next: string | null;
  declare more: boolean;

  constructor() {
    super();
    this.items = LOADING;
    this.next = null;
    this.more = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('history.title')} · ${t('app.name')}`;
    void this.load();
  }

  private fetchPart(cursor: string | null): Promise<Page<HistoryItem>> {
    return get<Page<HistoryItem>>('attempts', { learner: current()!.id, cursor, limit: 25 });
  }

  private async load(): Promise<void> {
    this.items = await loaded(
      this.fetchPart(null).then((page) => {
        this.next = page.next ?? null;
        return page.items;
      }),
    );
  }

  private async loadMore(): Promise<void> {
    this.more = true;
    try {
      const page = await this.fetchPart(this.next);
      const before = this.items.kind === 'here' ? this.items.value : [];
      this.items = { kind: 'here', value: [...before, ...page.items] };
      this.next = page.next ?? null;
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.more = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <h1>${t('history.title')}</h1>
      ${shown(
        this.items,
        (items) =>
          items.length === 0
            ? html`<div class="notice">
                <h2>${t('history.none')}</h2>
                <p>${t('history.none.text')}</p>
                <a class="button" href="/">${t('home.start')}</a>
              </div>`
            : this.table(items),
        () => void this.load(),
      )}
    </div>`;
  }

  private table(items: HistoryItem[]): TemplateResult {
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('history.caption')}>
        <table class="cards-when-narrow">
          <caption class="unseen">
            ${t('history.caption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('history.when')}</th>
              <th scope="col">${t('history.what')}</th>
              <th scope="col">${t('history.state')}</th>
              <th scope="col" class="numeric">${t('history.answered')}</th>
              <th scope="col" class="numeric">${t('history.score')}</th>
              <th scope="col"><span class="unseen">${t('history.open')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${items.map((item) => row(item))}
          </tbody>
        </table>
      </div>
      ${this.next
        ? html`<p><button class="button ghost" ?disabled=${this.more} @click=${() => void this.loadMore()}>${t('history.more')}</button></p>`
        : nothing}`;
  }
}

function row(item: HistoryItem): TemplateResult {
  const running = item.status === 'OPEN' || item.status === 'PAUSED';
  const share = item.maximum ? (item.score ?? 0) / item.maximum : null;
  const score = item.scaledScore == null ? percent(share) : number(item.scaledScore);
  return html`<tr>
    <td data-label=${t('history.when')}>${moment(item.startedAt)}</td>
    <td data-label=${t('history.what')}>${t(`mode.${item.mode}`)} · ${item.bank}${item.preview ? ` · ${t('preview')}` : nothing}</td>
    <td data-label=${t('history.state')}>
      ${t(`status.${item.status}`)}
      ${item.passed == null
        ? nothing
        : html`<span class="tag ${item.passed ? 'good' : 'bad'}">${t(item.passed ? 'result.passed' : 'result.failed')}</span>`}
    </td>
    <td data-label=${t('history.answered')} class="numeric">${item.answered} / ${item.questions}</td>
    <td data-label=${t('history.score')} class="numeric">${score}</td>
    <td>
      <a class="button ghost small" href=${running ? `/attempts/${item.id}` : `/attempts/${item.id}/result`}
        >${running ? t('home.go') : t('run.toResult')}</a
      >
    </td>
  </tr>`;
}

define('gf-history', History);
