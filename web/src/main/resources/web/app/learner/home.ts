import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Refused, get, getAll, send, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { percent, since } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failed, failureText } from '../parts/failure';
import { head } from '../parts/head';
import { intervalBar } from '../parts/interval';
import { noBank } from '../parts/no-bank';
import { device } from '../parts/storage';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import { current, hasRole } from '../session';
import { keptAttempts } from './kept';
import { ownSittings } from './own-sittings';
import { readinessSaid } from './readiness';
import type { Attempt, Bank, Blueprint, HistoryItem, Readiness, Sitting, Topic, TopicAccuracy, TopicFigure } from '../types';

const WEAKEST = 4;

/** Of open attempts; the others stand in the history. */
const MOST_OPEN = 10;
const COUNTS = [5, 10, 20, 50];

const KEPT_BANK = 'gradeflow-bank';

/** Where a learner begins: what is open, what is weak, what can be practised or sat, and how ready one is. */
class Home extends Element {
  static override properties = {
    banks: { state: true },
    open: { state: true },
    sittings: { state: true },
    bank: { state: true },
    topics: { state: true },
    figures: { state: true },
    blueprints: { state: true },
    readiness: { state: true },
    starting: { state: true },
  };

  declare banks: Loaded<Bank[]>;
  declare open: Loaded<HistoryItem[]>;
  declare sittings: Loaded<Sitting[]>;
  declare bank: Bank | null;
  declare topics: Loaded<Topic[]>;
  declare figures: Loaded<TopicAccuracy>;
  declare blueprints: Loaded<Blueprint[]>;
  declare readiness: Loaded<Readiness | null>;
  declare starting: boolean;

  constructor() {
    super();
    this.banks = LOADING;
    this.open = LOADING;
    this.sittings = LOADING;
    this.bank = null;
    this.starting = false;
    this.forget();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('home.title'));
    void this.load();
  }

  private forget(): void {
    this.topics = LOADING;
    this.figures = LOADING;
    this.blueprints = LOADING;
    this.readiness = LOADING;
  }

  private async load(): Promise<void> {
    void this.loadOpen();
    void this.loadSittings();
    this.banks = await loaded(getAll<Bank>('banks', { limit: 500 }));
    if (this.banks.kind === 'here' && this.banks.value.length > 0) {
      const kept = device.get(KEPT_BANK);
      this.take(this.banks.value.find((bank) => bank.slug === kept) ?? this.banks.value[0]);
    }
  }

  private async loadOpen(): Promise<void> {
    this.open = await loaded(running());
  }

  private async loadSittings(): Promise<void> {
    this.sittings = await loaded(getAll<Sitting>('sittings', { limit: 200 }));
  }

  private take(bank: Bank): void {
    device.set(KEPT_BANK, bank.slug);
    this.bank = bank;
    this.forget();
    const is = (): boolean => this.bank === bank;
    const learner = current()!.id;
    const slug = bank.slug;
    void loaded(get<{ topics: Topic[] }>(`banks/${slug}/topics`).then((view) => view.topics)).then(
      (found) => is() && (this.topics = found),
    );
    void loaded(get<TopicAccuracy>('analytics/topics', { bank: slug, learner })).then((found) => is() && (this.figures = found));
    void loaded(getAll<Blueprint>(`banks/${slug}/blueprints`)).then(
      (found) => is() && (this.blueprints = found),
    );
    // Authors have no readiness of their own; everybody else does.
    const readiness = hasRole('learner', 'instructor', 'admin')
      ? get<Readiness>('analytics/readiness', { bank: slug, learner })
      : Promise.resolve(null);
    void loaded(readiness).then((found) => is() && (this.readiness = found));
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: t('home.title'),
        lead: this.banks.kind === 'here' && this.banks.value.length === 1 ? this.bank?.title : undefined,
        actions: this.banks.kind === 'here' && this.banks.value.length > 1 ? this.bankPicker(this.banks.value) : undefined,
      })}
      ${shown(
        this.banks,
        (banks) =>
          banks.length === 0
            ? noBank()
            : this.content(),
        () => void this.load(),
      )}
    </div>`;
  }

  private bankPicker(banks: Bank[]): TemplateResult {
    const chosen = (event: Event): void => {
      const slug = (event.target as HTMLSelectElement).value;
      this.take(banks.find((bank) => bank.slug === slug)!);
    };
    return html`<label class="field inline"><span>${t('home.bank')}</span>
      <select @change=${chosen}>
        ${banks.map((bank) => html`<option value=${bank.slug} .selected=${live(bank.slug === this.bank?.slug)}>${bank.title}</option>`)}
      </select>
    </label>`;
  }

  private content(): TemplateResult {
    return html`
      ${shown(this.open, (open) => (open.length > 0 ? this.continuing(open) : nothing), () => void this.loadOpen(), html``)}
      ${shown(
        this.sittings,
        (sittings) => ownSittings(sittings, this.starting, (sitting, accessCode) => void this.begin({ sitting: sitting.id, accessCode: accessCode || undefined })),
        () => void this.loadSittings(),
        html``,
      )}
      <div class="columns">
        <section class="card" aria-labelledby="practise">
          <h2 id="practise">${t('home.practise')}</h2>
          ${this.topics.kind === 'failed' ? failed(this.topics.failure, () => this.take(this.bank!)) : this.practise()}
        </section>
        <section class="card" aria-labelledby="readiness">
          <h2 id="readiness">${t('home.readiness')}</h2>
          ${shown(this.readiness, (readiness) => readinessSaid(readiness, 'own'), () => this.take(this.bank!))}
        </section>
        <section class="card" aria-labelledby="weakest">
          <h2 id="weakest">${t('home.weakest')}</h2>
          ${shown(this.figures, (figures) => this.weakest(figures), () => this.take(this.bank!))}
        </section>
        <section class="card" aria-labelledby="exam">
          <h2 id="exam">${t('home.exam')}</h2>
          ${shown(this.blueprints, (blueprints) => this.exams(blueprints), () => this.take(this.bank!))}
        </section>
      </div>
    `;
  }

  private continuing(open: HistoryItem[]): TemplateResult {
    const kept = keptAttempts(current()!.id);
    return html`<section class="card accent" aria-labelledby="continue">
      <h2 id="continue">${t('home.continue')}</h2>
      <ul class="plain-list">
        ${open.map(
          (item) => html`<li class="row between wrap">
            <span
              ><strong>${t(`mode.${item.mode}`)}</strong> · ${item.bank}<br />
              <span class="muted"
                >${t('home.continue.text', {
                  answered: item.answered,
                  questions: item.questions,
                  when: since(item.startedAt),
                })}${kept.get(item.id) ? html` · <strong>${t('home.kept', { n: kept.get(item.id)! })}</strong>` : nothing}</span
              ></span
            >
            <a class="button" href="/attempts/${item.id}">${t('home.go')}</a>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  /** The whole bank can be practised before its topics are here. */
  private practise(): TemplateResult {
    const topics = this.topics.kind === 'here' ? this.topics.value : [];
    const modes = this.bank!.allowedModes;
    const submit = (event: Event): void => {
      event.preventDefault();
      const form = new FormData(event.target as HTMLFormElement);
      const topic = String(form.get('topic'));
      void this.start({ mode: 'practice', topics: topic ? [topic] : [], questionCount: Number(form.get('count')) });
    };
    return html`<form class="stack" @submit=${submit}>
      <label class="field"
        ><span>${t('home.topic')}</span>
        <select name="topic">
          <option value="">${t('home.allTopics')}</option>
          ${topics.filter((topic) => topic.questions > 0).map((topic) => topicOption(topic))}
        </select>
      </label>
      <label class="field"
        ><span>${t('home.count')}</span>
        <select name="count">
          ${COUNTS.map((count) => html`<option value=${count} ?selected=${count === 10}>${count}</option>`)}
        </select>
      </label>
      <div class="row wrap">
        <button class="button" ?disabled=${this.starting || !modes.includes('practice')}>${t('home.start')}</button>
        ${modes.includes('review')
          ? html`<button class="button ghost" type="button" ?disabled=${this.starting} @click=${() => void this.start({ mode: 'review', questionCount: 20 })}>
              ${t('home.review')}
            </button>`
          : nothing}
      </div>
    </form>`;
  }

  private weakest(figures: TopicAccuracy): TemplateResult {
    const weak = weakestOf(figures.topics);
    if (weak.length === 0) {
      return html`<p class="muted">${t('home.weakest.none')}</p>`;
    }
    return html`<ul class="plain-list">
      ${weak.map(
        (topic) => html`<li class="weak">
          <span class="weak-name">${topic.title}</span>
          <span class="weak-bar">${intervalBar(topic.accuracy ?? null, topic.interval ?? null)}</span>
          <span class="muted"
            >${percent(topic.accuracy)} · ${t('home.weakest.text', { correct: topic.correct, answers: topic.answers })}</span
          >
          <button
            class="button ghost small"
            ?disabled=${this.starting}
            aria-label=${t('home.practiseTopic', { topic: topic.title })}
            @click=${() => void this.start({ mode: 'practice', topics: [topic.topic], questionCount: 10 })}
          >
            ${t('home.practiseThis')}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private exams(blueprints: Blueprint[]): TemplateResult {
    const open = blueprints.filter((blueprint) => blueprint.fillable && !blueprint.sittingOnly);
    if (open.length === 0 || !this.bank!.allowedModes.includes('exam')) {
      return html`<p class="muted">${t('home.exam.none')}</p>`;
    }
    return html`<ul class="plain-list">
      ${open.map(
        (blueprint) => html`<li class="stack">
          <div>
            <strong>${blueprint.title}</strong><br />
            <span class="muted">${t('home.exam.text', figuresOf(blueprint))}</span>
          </div>
          <div>
            <button class="button" ?disabled=${this.starting} @click=${() => void this.sit(blueprint)}>${t('home.exam.start')}</button>
          </div>
        </li>`,
      )}
    </ul>`;
  }

  private async sit(blueprint: Blueprint): Promise<void> {
    const sure = await ask({
      title: t('home.exam.confirm', { title: blueprint.title }),
      text: html`<p>${t('home.exam.confirmText', figuresOf(blueprint))}</p>`,
      yes: t('home.exam.begin'),
    });
    if (sure) {
      await this.start({ mode: 'exam', blueprint: blueprint.name });
    }
  }

  private start(what: { mode: string; topics?: string[]; questionCount?: number; blueprint?: string }): Promise<void> {
    return this.begin({ bank: this.bank!.slug, ...what });
  }

  private async begin(wish: Record<string, unknown>): Promise<void> {
    this.starting = true;
    try {
      navigate(`/attempts/${(await started(wish)).id}`);
    } catch (failure) {
      toast(failureText(failure), true);
      // It may have begun although nothing was heard of it.
      await this.loadOpen();
    } finally {
      this.starting = false;
    }
  }
}

/** The same wish is the same request until it was answered, however often it is sent. */
const wishes = new Map<string, string>();

async function begun(wish: Record<string, unknown>): Promise<Attempt> {
  const name = JSON.stringify(wish);
  const key = wishes.get(name) ?? crypto.randomUUID();
  wishes.set(name, key);
  try {
    const attempt = await send<Attempt>('POST', 'attempts', wish, { 'Idempotency-Key': key });
    wishes.delete(name);
    return attempt;
  } catch (failure) {
    if (failure instanceof Refused && !failure.isPassing) {
      wishes.delete(name);
    }
    throw failure;
  }
}

/** With as many questions as there are, where fewer fit than are wished for. */
async function started(wish: Record<string, unknown>): Promise<Attempt> {
  try {
    return await begun(wish);
  } catch (failure) {
    const available = failure instanceof Refused ? (failure.problem.available ?? 0) : 0;
    if (available === 0) {
      throw failure;
    }
    toast(t('home.fewer', { n: available }));
    return begun({ ...wish, questionCount: available });
  }
}

async function running(): Promise<HistoryItem[]> {
  const own = current()!.id;
  const pages = await Promise.all(
    ['OPEN', 'PAUSED'].map((status) => get<Page<HistoryItem>>('attempts', { status, learner: own, limit: MOST_OPEN })),
  );
  return pages.flatMap((page) => page.items);
}

function figuresOf(blueprint: Blueprint): Record<string, number> {
  return { questions: blueprint.questions + blueprint.unscored, minutes: blueprint.minutes, passMark: blueprint.passMark };
}

function topicOption(topic: Topic): TemplateResult {
  const depth = topic.path.split('/').length - 1;
  return html`<option value=${topic.path}>${'\u2003'.repeat(depth)}${topic.title} (${topic.questions})</option>`;
}

/** Of topics without others below them, those whose interval reaches least high: low for sure, not by chance. */
function weakestOf(topics: TopicFigure[]): TopicFigure[] {
  return topics
    .filter((topic) => topic.answers > 0 && !topics.some((other) => other.topic.startsWith(topic.topic + '/')))
    .sort((one, other) => (one.interval?.high ?? 1) - (other.interval?.high ?? 1))
    .slice(0, WEAKEST);
}

define('gf-home', Home);
