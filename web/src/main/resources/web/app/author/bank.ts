import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { picker } from '../staff/scope';
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
const KINDS: QuestionKind[] = ['SINGLE', 'MULTIPLE', 'TRUE_FALSE', 'SHORT_TEXT', 'NUMERIC', 'MATCHING', 'ORDERING'];
const STATES = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const;

/** The questions of a bank, to be searched, and given topics many at a time. */
class BankPage extends Element {
  static override properties = {
    slug: {},
    topics: { state: true },
    found: { state: true },
    next: { state: true },
    asked: { state: true },
    chosen: { state: true },
    more: { state: true },
  };

  declare slug: string;
  declare topics: Topic[];
  declare found: Loaded<BankQuestion[]>;
  declare next: string | null;
  declare asked: Filter;
  /** The ids of questions that are ticked. */
  declare chosen: Set<string>;
  declare more: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.topics = [];
    this.found = LOADING;
    this.next = null;
    this.asked = {};
    this.chosen = new Set();
    this.more = false;
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

  private fetchPart(cursor: string | null, signal?: AbortSignal): Promise<Page<BankQuestion>> {
    return get<Page<BankQuestion>>(`banks/${this.slug}/questions`, { ...this.asked, cursor, limit: 20 }, signal);
  }

  private readonly search = async (): Promise<void> => {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const found = await loaded(this.fetchPart(null, running.signal));
    if (running.signal.aborted) {
      return;
    }
    this.chosen = new Set();
    this.next = found.kind === 'here' ? (found.value.next ?? null) : null;
    this.found = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
  };

  private async loadMore(): Promise<void> {
    this.more = true;
    try {
      const page = await this.fetchPart(this.next);
      const before = this.found.kind === 'here' ? this.found.value : [];
      this.found = { kind: 'here', value: [...before, ...page.items] };
      this.next = page.next ?? null;
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.more = false;
    }
  }

  /** The address tells what is shown, so that it can be sent to somebody. */
  private ask(change: Filter, wait = 0): void {
    const asked = Object.entries({ ...this.asked, ...change }).filter(([, value]) => value);
    this.asked = Object.fromEntries(asked);
    const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
    history.replaceState(null, '', `/banks/${this.slug}${query ? '?' + query : ''}`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), wait);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks">${t('banks.back')}</a></p>
      <div class="row between wrap">
        <h1>${this.slug}</h1>
        <span class="row wrap">
          <a class="button" href="/banks/${this.slug}/new">${t('edit.new')}</a>
          <a class="button ghost" href="/banks/${this.slug}/import">${t('banks.import')}</a>
          <a class="button ghost" href="/banks/${this.slug}/export">${t('export.title')}</a>
        </span>
      </div>
      <nav class="row wrap" aria-label=${t('banks.parts')}>
        <a href="/banks/${this.slug}/topics">${t('tree.title')}</a>
        <a href="/banks/${this.slug}/blueprints">${t('blueprints.title')}</a>
        <a href="/banks/${this.slug}/duplicates">${t('duplicates.title')}</a>
      </nav>
      ${this.filters()}
      ${shown(
        this.found,
        (questions) =>
          questions.length === 0
            ? html`<div class="notice"><h2>${t('banks.noneFound')}</h2><p>${t('banks.noneFoundText')}</p></div>`
            : this.list(questions),
        () => void this.search(),
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
      <label class="field"
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
      ${tick('untagged', t('banks.untagged'))} ${tick('unexplained', t('banks.unexplained'))}
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
          />${t('banks.chooseAll', { n: questions.length })}</label
        >
        <button class="button ghost small" @click=${() => void tagMany(this.slug, this.topics, wanted, this.search)}>
          ${this.chosen.size > 0 ? t('tags.chosen', { n: this.chosen.size }) : t('tags.all')}
        </button>
      </div>
      ${questions.map((question) => this.card(question))}
      ${this.next
        ? html`<p><button class="button ghost" ?disabled=${this.more} @click=${() => void this.loadMore()}>${t('banks.more')}</button></p>`
        : nothing}`;
  }

  private card(question: BankQuestion): TemplateResult {
    const turn = (): void => {
      const chosen = new Set(this.chosen);
      if (!chosen.delete(question.id)) {
        chosen.add(question.id);
      }
      this.chosen = chosen;
    };
    return html`<article class="card">
      <div class="row between wrap">
        <div class="row">
          <input type="checkbox" aria-label=${t('banks.choose', { name: nameOf(question) })} .checked=${this.chosen.has(question.id)} @change=${turn} />
          <h2><a href="/questions/${question.id}">${nameOf(question)}</a> ${stateTag(question)}</h2>
        </div>
        <span class="row wrap">${question.topics.map((topic) => html`<span class="tag">${topic}</span>`)}</span>
      </div>
      ${wording(question)}
    </article>`;
  }
}

define('gf-bank', BankPage);
