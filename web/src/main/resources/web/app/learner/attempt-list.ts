import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define } from '../element';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { HistoryItem } from '../types';
import { attemptTable } from './attempt-table';

const PART = 25;

/** The attempts of a learner, newest first, part by part. */
class AttemptList extends Element {
  static override properties = {
    learner: {},
    bank: {},
    none: { attribute: false },
    items: { state: true },
    next: { state: true },
    more: { state: true },
  };

  /** The id. */
  declare learner: string;
  /** The slug, where only those of one bank are shown. */
  declare bank: string | undefined;
  /** What stands in the place of an empty list. */
  declare none: TemplateResult;
  declare items: Loaded<HistoryItem[]>;
  declare next: string | null;
  declare more: boolean;

  constructor() {
    super();
    this.items = LOADING;
    this.next = null;
    this.more = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('learner') || changed.has('bank')) {
      void this.load();
    }
  }

  private fetchPart(cursor: string | null): Promise<Page<HistoryItem>> {
    return get<Page<HistoryItem>>('attempts', { learner: this.learner, bank: this.bank, cursor, limit: PART });
  }

  private async load(): Promise<void> {
    const asked = `${this.learner} ${this.bank}`;
    this.items = LOADING;
    const found = await loaded(this.fetchPart(null));
    if (asked === `${this.learner} ${this.bank}`) {
      this.next = found.kind === 'here' ? (found.value.next ?? null) : null;
      this.items = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
    }
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

  override render(): unknown {
    return shown(
      this.items,
      (items) =>
        items.length === 0
          ? this.none
          : html`${attemptTable(items, t('history.caption'))}
            ${this.next
              ? html`<p><button class="button ghost" ?disabled=${this.more} @click=${() => void this.loadMore()}>${t('history.more')}</button></p>`
              : nothing}`,
      () => void this.load(),
    );
  }
}

define('gf-attempt-list', AttemptList);
