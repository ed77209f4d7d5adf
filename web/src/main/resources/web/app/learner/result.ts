import { html, nothing, type TemplateResult } from 'lit';
import { Refused, address, get } from '../api';
import { Element, define, entitle } from '../element';
import { duration, moment, number, percent } from '../format';
import { counted, t } from '../messages';
import { failed } from '../parts/failure';
import { head } from '../parts/head';
import { intervalBar, intervalText } from '../parts/interval';
import { inline, markdown } from '../parts/markdown';
import { LOADING, loaded, newer, type Loaded } from '../parts/state';
import type { Attempt, Question, Result, ResultQuestion, TopicResult } from '../types';
import { wilson } from '../wilson';
import { answerText, keyText } from './key-text';
import { LiveAttempt } from './live';
import { isNotRight, isUnkeyed, outcomeIn, outcomeText, signOf, toneOf } from './outcome';
import { kindOf } from './question';

type Shown = 'all' | 'wrong' | 'flagged';

/** What came of an attempt: the score, the topics with how sure they are, and every question again. */
class ResultPage extends Element {
  static override properties = { attempt: {}, result: { state: true }, paper: { state: true }, only: { state: true } };

  /** The id. */
  declare attempt: string;
  declare result: Loaded<Result>;
  /** The questions with their choices, which the result doesn't repeat. */
  declare paper: Map<number, Question>;
  declare only: Shown;

  private live: LiveAttempt | undefined;

  constructor() {
    super();
    this.result = LOADING;
    this.paper = new Map();
    this.only = 'all';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('result.title'));
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.live?.close();
  }

  private async load(): Promise<void> {
    const [result, paper] = await Promise.all([
      loaded(get<Result>(`attempts/${this.attempt}/results`)),
      loaded(get<Attempt>(`attempts/${this.attempt}`)),
    ]);
    this.result = newer(this.result, result);
    if (paper.kind === 'here') {
      this.paper = new Map(paper.value.questions.map((question) => [question.position, question]));
    }
    const isLater = result.kind === 'failed' && result.failure instanceof Refused && result.failure.problem.code === 'results-later';
    if (isLater || (result.kind === 'here' && result.value.provisional)) {
      this.live ??= new LiveAttempt(this.attempt, () => void this.load());
    } else {
      this.live?.close();
      this.live = undefined;
    }
  }

  override render(): TemplateResult {
    if (this.result.kind === 'loading') {
      return html`<div class="page"><div class="skeleton title"></div><div class="skeleton block"></div><div class="skeleton block"></div></div>`;
    }
    if (this.result.kind === 'failed') {
      return html`<div class="page narrow">${this.refused(this.result.failure)}</div>`;
    }
    const result = this.result.value;
    return html`<div class="page">
      ${head({
        title: t('result.title'),
        lead: html`${t(`mode.${result.mode}`)} · ${result.bank} · ${moment(result.finishedAt ?? result.startedAt)}
        ${result.elapsedMillis == null ? nothing : html` · ${duration(result.elapsedMillis)}`} ${result.preview ? `· ${t('preview')}` : nothing}`,
        actions: html`<button class="button ghost small" @click=${() => void this.csv()}>${t('result.csv')}</button>`,
      })}
      ${result.status === 'OPEN' || result.status === 'PAUSED'
        ? html`<p><a class="button" href="/attempts/${result.id}">${t('result.goOn')}</a></p>`
        : nothing}
      ${headline(result)} ${corrections(result)} ${topics(result.topics)} ${this.review(result)}
      <p><a class="button" href="/">${t('result.again')}</a></p>
    </div>`;
  }

  private refused(failure: unknown): TemplateResult {
    if (failure instanceof Refused && failure.problem.code === 'results-later') {
      return html`<div class="notice">
        <h1>${t('result.later')}</h1>
        <p>${failure.problem.detail || t('result.later.text')}</p>
        <a class="button" href="/attempts/${this.attempt}">${t('result.goOn')}</a>
      </div>`;
    }
    return failed(failure, () => void this.load());
  }

  private async csv(): Promise<void> {
    const { offer } = await import('../parts/csv');
    await offer(address(`attempts/${this.attempt}/results`), `attempt-${this.attempt}.csv`);
  }

  private review(result: Result): TemplateResult {
    const shown = result.questions.filter(
      (question) => this.only === 'all' || (this.only === 'flagged' ? question.flagged : isNotRight(question)),
    );
    const choose = (only: Shown) => (): void => {
      this.only = only;
    };
    return html`<section aria-labelledby="review">
      <div class="row between wrap">
        <h2 id="review">${t('result.review')}</h2>
        <div class="segments" role="group" aria-label=${t('result.show')}>
          ${(['all', 'wrong', 'flagged'] as Shown[]).map(
            (one) => html`<button aria-pressed=${this.only === one} @click=${choose(one)}>
              ${t(one === 'all' ? 'result.all' : one === 'wrong' ? 'result.onlyWrong' : 'result.onlyFlagged')}
            </button>`,
          )}
        </div>
      </div>
      ${shown.length === 0 ? html`<p class="muted">${t('result.noneShown')}</p>` : nothing}
      ${shown.map((question) => this.reviewed(question, result))}
    </section>`;
  }

  private reviewed(question: ResultQuestion, { bank, questions }: Result): TemplateResult {
    const asked = this.paper.get(question.position);
    const outcome = outcomeIn(question);
    return html`<article class="card reviewed ${toneOf(outcome)}">
      <h3>
        <span class="mark" aria-hidden="true">${signOf(outcome)}</span>
        ${t('run.question', { n: question.position, of: questions.length })}
        <span class="muted small-text">
          ${outcomeText(outcome, question)}
          ${question.scored ? nothing : html`· ${t('result.unscored')}`} ${question.flagged ? html`· ⚑` : nothing}
        </span>
      </h3>
      ${markdown(question.stem, { bank })} ${asked ? answers(question, asked, bank) : nothing}
      ${question.explanation ? html`<div class="explained"><h4>${t('run.explanation')}</h4>${markdown(question.explanation, { bank })}</div>` : nothing}
    </article>`;
  }
}

function answers(question: ResultQuestion, asked: Question, bank: string): TemplateResult {
  if (kindOf(asked) === 'choice') {
    const keyed = isUnkeyed(question.key) ? null : (question.correctChoices ?? null);
    return html`<ul class="answers">
      ${asked.choices.map((choice) => {
        const right = keyed?.includes(choice.id) ?? false;
        const chosen = question.choices.includes(choice.id);
        const wrong = chosen && keyed !== null && !right;
        return html`<li class="${right ? 'right' : wrong ? 'wrong' : ''}">
          <span>${inline(choice.text, { bank })}</span>
          ${right ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}
          ${chosen ? html`<span class="tag ${wrong ? 'bad' : ''}">${t('run.yours')}</span>` : nothing}
        </li>`;
      })}
    </ul>`;
  }
  const right = keyText(asked, question.key);
  return html`<dl class="told">
    <div>
      <dt>${t('run.yourAnswer')}</dt>
      <dd>${answerText(asked, question.response ?? {}) || t('result.blank')}</dd>
    </div>
    ${right
      ? html`<div>
          <dt>${t('run.rightAnswer')}</dt>
          <dd>${right}</dd>
        </div>`
      : nothing}
  </dl>`;
}

function headline(result: Result): TemplateResult {
  if (result.status === 'VOIDED') {
    return html`<div class="notice warn"><p>${t('result.voided')}</p></div>`;
  }
  const share = result.maximum ? (result.score ?? 0) / result.maximum : null;
  const points = t('result.points', { score: number(result.score), maximum: number(result.maximum), percent: percent(share) });
  const pending = result.questions.filter((question) => question.status === 'PENDING').length;
  return html`<section class="card headline" aria-label=${t('result.score')}>
    <div class="row wrap">
      <p class="figure">${result.scaledScore ?? percent(share)}</p>
      <div>
        ${result.passed == null
          ? nothing
          : html`<p class="verdict ${result.passed ? 'good-text' : 'bad-text'}">${result.passed ? `✓ ${t('result.passed')}` : `✗ ${t('result.failed')}`}</p>`}
        <p>
          ${points}
          ${result.scale && result.scaledScore != null
            ? html`<br />${t('result.scaled', { score: result.scaledScore, min: result.scale.min, max: result.scale.max })} ·
                ${t('result.passMark', { mark: result.passMark ?? 0 })}<br /><span class="muted">${result.scaleLabel}</span>`
            : nothing}
          ${result.percentile?.rank == null
            ? nothing
            : html`<br />${t('result.percentile', { rank: number(result.percentile.rank), n: result.percentile.n })}`}
        </p>
      </div>
    </div>
    ${result.provisional
      ? html`<p class="muted" role="status">${pending ? counted(pending, 'result.provisional.some', 'result.provisional') : t('result.provisional.some')}</p>`
      : nothing}
  </section>`;
}

function corrections(result: Result): TemplateResult | typeof nothing {
  if (!result.corrections?.length) {
    return nothing;
  }
  return html`<div class="notice">
    <h2>${t('result.corrections')}</h2>
    <ul>
      ${result.corrections.map((one) => html`<li>${t('result.correction', { n: one.position, reason: one.reason })} · ${moment(one.correctedAt)}</li>`)}
    </ul>
  </div>`;
}

function topics(found: TopicResult[]): TemplateResult {
  return html`<section class="card" aria-labelledby="by-topic">
    <h2 id="by-topic">${t('result.topics')}</h2>
    ${found.length === 0
      ? html`<p class="muted">${t('result.topics.none')}</p>`
      : html`<p class="muted">${t('result.topics.text')}</p>
          <ul class="plain-list topic-bars">
            ${found.map((topic) => {
              const interval = wilson(topic.correct, topic.questions);
              return html`<li>
                <span class="topic-name ${topic.path.includes('/') ? 'below' : ''}">${topic.title}</span>
                ${intervalBar(topic.questions ? topic.correct / topic.questions : null, interval)}
                <span class="muted topic-figures"
                  >${t('result.of', { correct: topic.correct, n: topic.questions })} · ${intervalText(interval)}</span
                >
              </li>`;
            })}
          </ul>`}
  </section>`;
}

define('gf-result', ResultPage);
