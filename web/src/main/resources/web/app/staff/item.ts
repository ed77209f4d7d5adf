import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define, entitle } from '../element';
import { decimal, duration, number, percent, time } from '../format';
import { answerText } from '../learner/key-text';
import { t } from '../messages';
import '../parts/chart';
import { head } from '../parts/head';
import { intervalBar, intervalText } from '../parts/interval';
import { inline, markdown } from '../parts/markdown';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
import { hasRole } from '../session';
import type { Choice, QuestionKind } from '../types';
import { curveOption, curveTable, type CurveGroup } from './curves';
import { correlationText, flagTag, nameOf, type Item, type Items } from './item-figures';

interface Asked {
  revision: number;
  kind: QuestionKind;
  stem: string;
  choices: Choice[];
  topics: string[];
}

const MOST_PATTERNS = 8;

/** How one revision of a question works: who is right, who chooses what, and what to do about it. */
class ItemPage extends Element {
  static override properties = {
    question: {},
    revision: {},
    items: { state: true },
    curves: { state: true },
    asked: { state: true },
  };

  /** The id. */
  declare question: string;
  declare revision: string;
  declare items: Loaded<Items>;
  declare curves: Loaded<CurveGroup[]>;
  declare asked: Loaded<Asked>;

  private scope: Record<string, string> = {};

  constructor() {
    super();
    this.items = LOADING;
    this.curves = LOADING;
    this.asked = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('item.title'));
    this.scope = Object.fromEntries(new URLSearchParams(location.search));
    void this.load();
  }

  private get curvesPath(): string {
    return `analytics/items/${this.question}/${this.revision}/curves`;
  }

  private async load(): Promise<void> {
    void loaded(get<Asked>(`questions/${this.question}`)).then((asked) => (this.asked = asked));
    void loaded(get<{ groups: CurveGroup[] }>(this.curvesPath, this.scope).then((view) => view.groups)).then(
      (curves) => (this.curves = curves),
    );
    this.items = await loaded(get<Items>('analytics/items', this.scope));
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${shown(this.items, (items) => this.content(items), () => void this.load())}
    </div>`;
  }

  private content(items: Items): TemplateResult {
    const back = { address: '/items?' + new URLSearchParams(this.scope).toString(), name: t('item.all') };
    const item = items.items.find((one) => one.question === this.question && String(one.revision) === this.revision);
    if (!item) {
      return html`${head({ title: t('item.title'), back })}
      ${empty(t('items.none'), t('items.none.text'))}`;
    }
    const earlier = items.items.filter((one) => one.question === this.question && one !== item);
    return html`${head({
        title: html`${nameOf(item)} <span class="muted small-text">${t('items.revision', { n: item.revision })}</span>`,
        lead: html`${t('figure.n', { n: number(item.figures.n) })} · ${t('figure.asOf', { time: time(items.asOf) })}`,
        back,
        actions: html`<a class="button ghost" href="/questions/${item.question}">${t('question.title')}</a>
          <a class="button" href="/corrections/${item.question}/${item.revision}">${t(hasRole('author', 'admin') ? 'correction.open' : 'correction.preview')}</a>`,
      })}
      ${item.figures.flags.length > 0
        ? html`<section class="notice warn" aria-label=${t('items.flags')}>
            <ul class="plain-list flags">
              ${item.figures.flags.map((flag) => html`<li>${flagTag(flag)} ${flag.reason}</li>`)}
            </ul>
          </section>`
        : nothing}
      ${this.wording()} ${numbers(item)} ${item.figures.options.length > 0 ? html`${this.options(item)} ${this.curve()}` : nothing} ${patterns(item)}
      ${earlier.length > 0
        ? html`<p>
            ${t('item.revisions')}
            ${earlier.map(
              (one) => html`<a href="/items/${one.question}/${one.revision}?${new URLSearchParams(this.scope).toString()}">${one.revision}</a> `,
            )}
          </p>`
        : nothing}`;
  }

  /** The wording that stands in the bank now; where that is a newer revision, it says so. */
  private wording(): unknown {
    return shown(
      this.asked,
      (asked) => html`<section class="card">
        ${String(asked.revision) === this.revision ? nothing : html`<p class="muted">${t('item.newer', { n: asked.revision })}</p>`}
        ${markdown(asked.stem, { bank: this.scope.bank })}
        ${asked.topics.length > 0 ? html`<p>${asked.topics.map((topic) => html`<span class="tag">${topic}</span> `)}</p>` : nothing}
      </section>`,
      () => void this.load(),
    );
  }

  private options(item: Item): TemplateResult {
    const asked = this.asked.kind === 'here' && String(this.asked.value.revision) === this.revision ? this.asked.value : null;
    const text = (option: string): unknown => {
      const choice = asked?.choices.find((one) => one.id === option);
      return choice ? (asked!.kind === 'TRUE_FALSE' ? inline(choice.text) : html`${option}. ${inline(choice.text, { bank: this.scope.bank })}`) : option;
    };
    return html`<section class="card" aria-labelledby="options">
      <h2 id="options">${t('items.options')}</h2>
      <ul class="plain-list option-bars">
        ${item.figures.options.map(
          (one) => html`<li>
            <span>${text(one.option)} ${one.key ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}</span>
            ${intervalBar(one.chosen.share, one.chosen)}
            <span class="muted topic-figures"
              >${percent(one.chosen.share)} (${intervalText(one.chosen)}) · r = ${decimal(one.correlation?.value)} ${one.correlation ? `(${correlationText(one.correlation)})` : nothing}</span
            >
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private curve(): TemplateResult {
    return html`<section class="card" aria-labelledby="curves">
      <h2 id="curves">${t('item.curves')}</h2>
      ${shown(
        this.curves,
        (groups) =>
          groups.length === 0
            ? html`<p class="muted">${t('item.curves.few')}</p>`
            : html`<p class="muted">${t('item.curves.text')}</p>
                <gf-chart
                  .option=${curveOption(groups)}
                  .label=${t('item.curves.label')}
                  .table=${curveTable(groups, t('item.curves.label'))}
                  .csv=${{ url: address(this.curvesPath, this.scope), name: 'curves.csv' }}
                ></gf-chart>`,
        () => void this.load(),
      )}
    </section>`;
  }
}

function numbers(item: Item): TemplateResult {
  const { figures, drift } = item;
  return html`<dl class="numbers">
    <div>
      <dt>${t('items.facility')}</dt>
      <dd>${percent(figures.facility?.share)}</dd>
      <dd class="muted small-text">${intervalText(figures.facility ?? null)}</dd>
    </div>
    <div>
      <dt>${t('items.correlation')}</dt>
      <dd>${decimal(figures.itemRest?.value)}</dd>
      <dd class="muted small-text">${correlationText(figures.itemRest)}</dd>
    </div>
    <div>
      <dt>${t('item.discrimination')}</dt>
      <dd>${decimal(figures.discrimination)}</dd>
    </div>
    <div>
      <dt>${t('topics.time')}</dt>
      <dd>${duration(figures.medianMillis)}</dd>
    </div>
    <div>
      <dt>${t('item.exposure')}</dt>
      <dd>${percent(figures.exposure)}</dd>
    </div>
    ${drift
      ? html`<div>
          <dt>${t('item.drift')}</dt>
          <dd>${drift.difference > 0 ? '+' : ''}${percent(drift.difference)}</dd>
          <dd class="muted small-text">${intervalText(drift)}</dd>
        </div>`
      : nothing}
  </dl>`;
}

/** What was ticked together; of questions with one right choice the options say it all. */
function patterns(item: Item): TemplateResult | typeof nothing {
  const found = item.figures.patterns;
  if (!found.some((pattern) => pattern.chosen.length > 1)) {
    return nothing;
  }
  return html`<section class="card" aria-labelledby="patterns">
    <h2 id="patterns">${t('item.patterns')}</h2>
    <ul class="plain-list option-bars">
      ${found.slice(0, MOST_PATTERNS).map(
        (one) => html`<li>
          <span
            >${one.chosen.length === 0 ? t('result.blank') : answerText({ choices: [] }, { choices: [...one.chosen].sort() })}
            ${one.key ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}</span
          >
          ${intervalBar(one.share.share, one.share)}
          <span class="muted topic-figures">${percent(one.share.share)} (${intervalText(one.share)})</span>
        </li>`,
      )}
    </ul>
    ${found.length > MOST_PATTERNS ? html`<p class="muted">${t('item.patterns.more', { n: found.length - MOST_PATTERNS })}</p>` : nothing}
  </section>`;
}

define('gf-item', ItemPage);
