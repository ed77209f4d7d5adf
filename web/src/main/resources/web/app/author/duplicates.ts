import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { percent } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { BankQuestion } from './draft';
import { nameOf, stateTag, wording } from './question-card';

interface Pair {
  similarity: number;
  question: BankQuestion;
  other: BankQuestion;
}

/** Questions that say almost the same, side by side. */
class Duplicates extends Element {
  static override properties = { bank: {}, pairs: { state: true }, next: { state: true } };

  /** The slug. */
  declare bank: string;
  declare pairs: Loaded<Pair[]>;
  declare next: string | null;

  constructor() {
    super();
    this.pairs = LOADING;
    this.next = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('duplicates.title'));
    void this.load();
  }

  private fetchPart(cursor: string | null): Promise<Page<Pair>> {
    return get<Page<Pair>>(`banks/${this.bank}/duplicates`, { cursor, limit: 20 });
  }

  private async load(): Promise<void> {
    const found = await loaded(this.fetchPart(null));
    this.next = found.kind === 'here' ? (found.value.next ?? null) : null;
    this.pairs = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
  }

  private async more(): Promise<void> {
    const part = await loaded(this.fetchPart(this.next));
    if (part.kind === 'here' && this.pairs.kind === 'here') {
      this.pairs = { kind: 'here', value: [...this.pairs.value, ...part.value.items] };
      this.next = part.value.next ?? null;
    } else if (part.kind === 'failed') {
      toast(failureText(part.failure), true);
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks/${this.bank}">${this.bank}</a></p>
      <div>
        <h1>${t('duplicates.title')}</h1>
        <p class="muted">${t('duplicates.lead')}</p>
      </div>
      ${shown(
        this.pairs,
        (pairs) =>
          pairs.length === 0
            ? html`<div class="notice"><h2>${t('duplicates.none')}</h2><p>${t('duplicates.none.text')}</p></div>`
            : html`${pairs.map(pairCard)}
              ${this.next ? html`<p><button class="button ghost" @click=${() => void this.more()}>${t('history.more')}</button></p>` : nothing}`,
        () => void this.load(),
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
