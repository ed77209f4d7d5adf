import type { TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define } from '../element';
import { t } from '../messages';
import { Listing } from '../parts/listing';
import type { HistoryItem } from '../types';
import { attemptTable } from './attempt-table';

const PART = 25;

/** The attempts of a learner, newest first, part by part. */
class AttemptList extends Element {
  static override properties = { learner: {}, bank: {}, none: { attribute: false } };

  /** The id. */
  declare learner: string;
  /** The slug, where only those of one bank are shown. */
  declare bank: string | undefined;
  /** What stands in the place of an empty list. */
  declare none: TemplateResult;

  private readonly attempts = new Listing<HistoryItem>(this, (cursor) =>
    get<Page<HistoryItem>>('attempts', { learner: this.learner, bank: this.bank, cursor, limit: PART }),
  );

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('learner') || changed.has('bank')) {
      void this.attempts.begin();
    }
  }

  override render(): unknown {
    return this.attempts.shown((items) => (items.length === 0 ? this.none : attemptTable(items, t('history.caption'))));
  }
}

define('gf-attempt-list', AttemptList);
