import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define } from '../element';
import { keyText } from '../learner/key-text';
import { kindOf } from '../learner/question';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { inline, markdown } from '../parts/markdown';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { Choice, Key, QuestionKind, Topic } from '../types';

interface BankQuestion {
  id: string;
  externalId: string | null;
  revision: number;
  kind: QuestionKind;
  stem: string;
  choices: (Choice & { correct?: boolean })[];
  prompts?: Choice[] | null;
  topics: string[];
  explanation: string | null;
  key: Key | null;
  corrected: boolean;
}

const TYPING_MILLIS = 300;

/** The questions of a bank, to be searched. */
class BankPage extends Element {
  static override properties = {
    slug: {},
    topics: { state: true },
    found: { state: true },
    next: { state: true },
    asked: { state: true },
    more: { state: true },
  };

  declare slug: string;
  declare topics: Topic[];
  declare found: Loaded<BankQuestion[]>;
  declare next: string | null;
  declare asked: { q: string; topic: string; untagged: boolean };
  declare more: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor() {
    super();
    this.topics = [];
    this.found = LOADING;
    this.next = null;
    this.asked = { q: '', topic: '', untagged: false };
    this.more = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${this.slug} · ${t('app.name')}`;
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

  private async search(): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const found = await loaded(this.fetchPart(null, running.signal));
    if (running.signal.aborted) {
      return;
    }
    this.next = found.kind === 'here' ? (found.value.next ?? null) : null;
    this.found = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
  }

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

  private ask(change: Partial<{ q: string; topic: string; untagged: boolean }>, wait = 0): void {
    this.asked = { ...this.asked, ...change };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), wait);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks">${t('banks.back')}</a></p>
      <div class="row between wrap">
        <h1>${this.slug}</h1>
        <span class="row wrap">
          <a class="button" href="/banks/${this.slug}/import">${t('banks.import')}</a>
          <a class="button ghost" href="/banks/${this.slug}/blueprints">${t('blueprints.title')}</a>
        </span>
      </div>
      <form class="filters card" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label class="field"
          ><span>${t('banks.search')}</span>
          <input type="search" @input=${(event: Event) => this.ask({ q: (event.target as HTMLInputElement).value }, TYPING_MILLIS)} />
        </label>
        <label class="field"
          ><span>${t('home.topic')}</span>
          <select @change=${(event: Event) => this.ask({ topic: (event.target as HTMLSelectElement).value })}>
            <option value="">${t('home.allTopics')}</option>
            ${this.topics.map((topic) => html`<option value=${topic.path}>${topic.path}</option>`)}
          </select>
        </label>
        <label class="row"
          ><input type="checkbox" @change=${(event: Event) => this.ask({ untagged: (event.target as HTMLInputElement).checked })} />${t(
            'banks.untagged',
          )}</label
        >
      </form>
      ${shown(
        this.found,
        (questions) =>
          questions.length === 0
            ? html`<div class="notice"><h2>${t('banks.noneFound')}</h2><p>${t('banks.noneFoundText')}</p></div>`
            : html`${questions.map(questionCard)}
              ${this.next
                ? html`<p><button class="button ghost" ?disabled=${this.more} @click=${() => void this.loadMore()}>${t('banks.more')}</button></p>`
                : nothing}`,
        () => void this.search(),
      )}
    </div>`;
  }
}

function questionCard(question: BankQuestion): TemplateResult {
  const right = question.key?.choices ?? question.choices.filter((choice) => choice.correct).map((choice) => choice.id);
  return html`<article class="card">
    <h2 class="small-text muted row wrap">
      <span>${question.externalId ?? question.id} · ${t('items.revision', { n: question.revision })}</span>
      ${question.topics.map((topic) => html`<span class="tag">${topic}</span>`)}
    </h2>
    ${markdown(question.stem)}
    ${kindOf(question) === 'choice'
      ? html`<ul class="answers">
          ${question.choices.map(
            (choice) => html`<li class=${right.includes(choice.id) ? 'right' : ''}>
              <span>${question.kind === 'TRUE_FALSE' ? nothing : `${choice.id}. `}${inline(choice.text)}</span>
              ${right.includes(choice.id) ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}
            </li>`,
          )}
        </ul>`
      : html`<p>${t('banks.key', { key: keyText(question, question.key) })}</p>`}
    <p><a href="/corrections/${question.id}/${question.revision}" aria-label="${t('correction.open')}: ${question.externalId ?? question.id}">${t('correction.open')}</a></p>
    ${question.explanation
      ? html`<details>
          <summary>${t('run.explanation')}</summary>
          ${markdown(question.explanation)}
        </details>`
      : nothing}
  </article>`;
}

define('gf-bank', BankPage);
