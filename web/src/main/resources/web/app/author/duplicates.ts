import { html, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { percent } from '../format';
import { t } from '../messages';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { empty } from '../parts/state';
import type { BankQuestion } from './draft';
import { nameOf, stateTag, wording } from './question-card';

interface Pair {
  similarity: number;
  question: BankQuestion;
  other: BankQuestion;
}

const PART = 20;

/** Questions that say almost the same, side by side. */
class Duplicates extends Element {
  static override properties = { bank: {} };

  /** The slug. */
  declare bank: string;

  private readonly pairs = new Listing<Pair>(this, (cursor) => get<Page<Pair>>(`banks/${this.bank}/duplicates`, { cursor, limit: PART }));

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('duplicates.title'));
    void this.pairs.load();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('duplicates.title'), lead: t('duplicates.lead'), back: { address: `/banks/${this.bank}`, name: this.bank } })}
      ${this.pairs.shown((pairs) =>
        pairs.length === 0
          ? empty(t('duplicates.none'), t('duplicates.none.text'))
          : pairs.map(pairCard),
      )}
    </div>`;
  }
}

function pairCard({ similarity, question, other }: Pair): TemplateResult {
  const side = (one: BankQuestion): TemplateResult => html`<div class="stack">
    <h2><a href="/questions/${one.id}">${nameOf(one)}</a> ${stateTag(one)}</h2>
    ${wording(one)}
  </div>`;
  return html`<section class="card" aria-label="${nameOf(other)}, ${nameOf(question)}">
    <p class="muted">${t('duplicates.common', { share: percent(similarity) })}</p>
    <div class="columns">${side(other)} ${side(question)}</div>
  </section>`;
}

define('gf-duplicates', Duplicates);
