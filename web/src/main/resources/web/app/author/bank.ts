import { html, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { counted, t } from '../messages';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { picker } from '../parts/picker';
import { empty, loaded } from '../parts/state';
import { turned } from '../parts/turned';
import { readdress } from '../router';
import type { QuestionKind, Topic } from '../types';
import type { BankQuestion } from './draft';
import { nameOf, stateTag, wording } from './question-card';
import { tagMany } from './tagging';

/** What questions are narrowed to, as the API names it. */
export interface Filter {
  q?: string;
  topic?: string;
  kind?: string;
  state?: string;
  untagged?: boolean;
  unexplained?: boolean;
}

const TYPING_MILLIS = 300;
const PART = 20;
const KINDS: QuestionKind[] = ['SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'SHORT_TEXT', 'NUMERIC', 'MATCHING', 'ORDERING'];
const STATES = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;

/** The questions of a bank, to be searched, and given topics many at a time. */
class BankPage extends Element {
  static override properties = {
    slug: {},
    topics: { state: true },
    asked: { state: true },
    chosen: { state: true },
  };

  declare slug: string;
  declare topics: Topic[];
  declare asked: Filter;
  /** The ids of questions that are ticked. */
  declare chosen: Set<string>;

  private readonly questions = new Listing<BankQuestion>(this, (cursor) => this.fetchPart(cursor));
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.topics = [];
    this.asked = {};
    this.chosen = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(this.slug);
    const { untagged, unexplained, ...asked } = Object.fromEntries(new URLSearchParams(location.search));
    this.asked = { ...asked, untagged: untagged === 'true' || undefined, unexplained: unexplained === 'true' || undefined };
    void loaded(get<{ topics: Topic[] }>(`banks/${this.slug}/topics`)).then((found) => {
      this.topics = found.kind === 'here' ? found.value.topics : [];
    });
    void this.search();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.running?.abort();
  }

  private fetchPart(cursor: string | null): Promise<Page<BankQuestion>> {
    return get<Page<BankQuestion>>(`banks/${this.slug}/questions`, { ...this.asked, cursor, limit: PART }, this.running?.signal);
  }

  private readonly search = async (): Promise<void> => {
    this.running?.abort();
    this.running = new AbortController();
    await this.questions.load();
    this.chosen = new Set();
  };

  /** The address tells what is shown, so that it can be sent to somebody. */
  private ask(change: Filter, wait = 0): void {
    const asked = Object.entries({ ...this.asked, ...change }).filter(([, value]) => value);
    this.asked = Object.fromEntries(asked);
    const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
    readdress(`/banks/${this.slug}${query ? '?' + query : ''}`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), wait);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: this.slug,
        back: { address: '/banks', name: t('banks.back') },
        actions: html`<a class="button" href="/banks/${this.slug}/new">${t('edit.new')}</a>
          <a class="button ghost" href="/banks/${this.slug}/import">${t('banks.import')}</a>
          <a class="button ghost" href="/banks/${this.slug}/export">${t('export.title')}</a>`,
      })}
      <nav class="row wrap parts" aria-label=${t('banks.parts')}>
        <a href="/banks/${this.slug}/topics">${t('tree.title')}</a>
        <a href="/banks/${this.slug}/blueprints">${t('blueprints.title')}</a>
        <a href="/banks/${this.slug}/duplicates">${t('duplicates.title')}</a>
      </nav>
      ${this.filters()}
      ${this.questions.shown((questions) =>
        questions.length > 0
          ? this.list(questions)
          : Object.values(this.asked).some(Boolean)
            ? empty(t('banks.noneFound'), t('banks.noneFoundText'))
            : empty(t('banks.empty'), t('banks.empty.text')),
      )}
    </div>`;
  }

  private filters(): TemplateResult {
    const tick = (name: 'untagged' | 'unexplained', label: string): TemplateResult => html`<label class="row"
      ><input
        type="checkbox"
        .checked=${this.asked[name] ?? false}
        @change=${(event: Event) => this.ask({ [name]: (event.target as HTMLInputElement).checked })}
      />${label}</label
    >`;
    return html`<form class="filters card" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label class="field wide"
        ><span>${t('banks.search')}</span>
        <input type="search" .value=${this.asked.q ?? ''} @input=${(event: Event) => this.ask({ q: (event.target as HTMLInputElement).value }, TYPING_MILLIS)} />
      </label>
      ${picker(
        t('home.topic'),
        this.asked.topic ?? '',
        [['', t('home.allTopics')], ...this.topics.map((topic): [string, string] => [topic.path, topic.path])],
        (topic) => this.ask({ topic }),
      )}
      ${picker(
        t('edit.type'),
        this.asked.kind ?? '',
        [['', t('banks.anyKind')], ...KINDS.map((kind): [string, string] => [kind, t(`kind.${kind}`)])],
        (kind) => this.ask({ kind }),
      )}
      ${picker(
        t('history.state'),
        this.asked.state ?? '',
        [['', t('banks.anyState')], ...STATES.map((state): [string, string] => [state, t(`question.state.${state}`)])],
        (state) => this.ask({ state }),
      )}
      <span class="row wrap">${tick('untagged', t('banks.untagged'))} ${tick('unexplained', t('banks.unexplained'))}</span>
    </form>`;
  }

  private list(questions: BankQuestion[]): TemplateResult {
    const all = this.chosen.size === questions.length;
    const wanted = this.chosen.size > 0 ? { ids: [...this.chosen] } : { filter: this.asked };
    return html`<div class="row between wrap">
        <label class="row"
          ><input
            type="checkbox"
            .checked=${all}
            .indeterminate=${this.chosen.size > 0 && !all}
            @change=${() => (this.chosen = new Set(all ? [] : questions.map((question) => question.id)))}
          />${counted(questions.length, 'banks.chooseOne', 'banks.chooseAll')}</label
        >
        <button class="button ghost small" @click=${() => void tagMany(this.slug, this.topics, wanted, this.search)}>
          ${this.chosen.size > 0 ? t('tags.chosen', { n: this.chosen.size }) : t('tags.all')}
        </button>
      </div>
      ${questions.map((question) => this.card(question))}`;
  }

  private card(question: BankQuestion): TemplateResult {
    return html`<article class="card">
      <div class="row between wrap">
        <div class="row">
          <input type="checkbox" aria-label=${t('banks.choose', { name: nameOf(question) })} .checked=${this.chosen.has(question.id)} @change=${() => (this.chosen = turned(this.chosen, question.id))} />
          <h2><a href="/questions/${question.id}">${nameOf(question)}</a> ${stateTag(question)}</h2>
        </div>
        <span class="row wrap">${question.topics.map((topic) => html`<span class="tag">${topic}</span>`)}</span>
      </div>
      ${wording(question)}
    </article>`;
  }
}

define('gf-bank', BankPage);
