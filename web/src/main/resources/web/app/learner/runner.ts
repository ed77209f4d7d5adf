import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Element, define, entitle } from '../element';
import { counted, t } from '../messages';
import { ask } from '../parts/dialog';
import { failed, failureText } from '../parts/failure';
import { markdown } from '../parts/markdown';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import { current } from '../session';
import type { Answered, Question } from '../types';
import './clock';
import { feedback } from './feedback';
import { areKeysOn, keyHandler, keysHint, turnKeys } from './keyboard';
import { palette } from './palette';
import { Paper } from './paper';
import { controls, instruction, isComplete, kindOf, openPairs } from './question';
import { isAnswered } from './response';
import { banner, saveState } from './runner-state';

/** For what is on its way when somebody finishes. */
const SETTLING_MILLIS = 4000;

/** Where an attempt is taken: one question, and all of them beside it. */
class Runner extends Element {
  static override properties = { attempt: {}, at: { state: true }, failure: { state: true }, finishing: { state: true } };

  /** The id. */
  declare attempt: string;
  /** Position of the question that is shown, from 1. */
  declare at: number;
  declare failure: unknown;
  declare finishing: boolean;

  private paper!: Paper;

  private readonly pressed = keyHandler({
    choose: (index) => this.toggle(this.question.choices[index].id),
    enter: () => this.enter(),
    previous: () => this.show(this.at - 1),
    next: () => this.show(this.at + 1),
    flag: () => this.paper.flag(this.question),
    choices: () => (kindOf(this.question) === 'choice' ? this.question.choices.length : 0),
    isReady: () => this.paper.view !== null,
  });
  private readonly leaving = (): void => {
    this.takeTyped();
    this.paper.leave();
  };
  private readonly closing = (event: BeforeUnloadEvent): void => {
    this.leaving();
    if (this.paper.queue.size > 0) {
      event.preventDefault();
    }
  };
  private readonly online = (): void => this.paper.queue.flush();

  constructor() {
    super();
    this.at = 1;
    this.finishing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.pressed);
    window.addEventListener('pagehide', this.leaving);
    window.addEventListener('beforeunload', this.closing);
    window.addEventListener('online', this.online);
    this.paper = new Paper(this.attempt, current()!.id, {
      changed: () => this.requestUpdate(),
      passedOver: (position) => toast(t('run.passedOver', { n: position }), true),
      refused: () => this.requestUpdate(),
    });
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leaving();
    window.removeEventListener('keydown', this.pressed);
    window.removeEventListener('pagehide', this.leaving);
    window.removeEventListener('beforeunload', this.closing);
    window.removeEventListener('online', this.online);
    this.paper.close();
  }

  private async begin(): Promise<void> {
    this.failure = undefined;
    try {
      this.at = await this.paper.begin();
    } catch (failure) {
      this.failure = failure;
      return;
    }
    entitle(t(`mode.${this.paper.view!.mode}`));
  }

  private get question(): Question {
    return this.paper.view!.questions[this.at - 1];
  }

  private toggle(id: string): void {
    if (!this.paper.toggle(this.question, id)) {
      toast(t('run.tooMany', { max: this.question.select.max }));
      this.requestUpdate();
    }
  }

  private enter(): void {
    const question = this.question;
    if (this.paper.canCheck(question)) {
      void this.check(question);
    } else if (this.paper.checksEach && this.paper.hasDraft(question) && isAnswered(this.paper.answered(question))) {
      toast(instruction(question));
    } else if (this.at < this.paper.view!.questions.length) {
      this.show(this.at + 1);
    } else {
      void this.finish();
    }
  }

  /** Checked, an answer is final; whoever left a part of it open is asked first. */
  private async check(question: Question): Promise<void> {
    const open = openPairs(question, this.paper.answered(question));
    const sure = open === 0 || (await ask({ title: t('run.check.open'), text: html`<p>${counted(open, 'run.check.openOne', 'run.check.openSome')}</p>`, yes: t('run.check'), no: t('run.finish.no'), harmful: true }));
    if (sure && this.paper.canCheck(question)) {
      this.paper.check(question);
    }
  }

  private show(position: number): void {
    if (position < 1 || position > this.paper.view!.questions.length || position === this.at) {
      return;
    }
    this.takeTyped();
    this.paper.show(position);
    this.at = position;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#question-title')?.focus());
  }

  /** What stands in the field that somebody types into becomes the answer, also where they never leave it. */
  private takeTyped(): void {
    const field = this.querySelector<HTMLInputElement>('.question .field input:focus');
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private readonly ended = (): void => {
    this.takeTyped();
    this.paper.end();
  };

  private async finish(): Promise<void> {
    if (!this.paper.isOpen || this.finishing) {
      return;
    }
    this.takeTyped();
    this.paper.leave();
    this.finishing = true;
    const isSent = await this.paper.queue.settle(SETTLING_MILLIS);
    this.finishing = false;
    const { questions } = this.paper.view!;
    const answered = questions.filter((one) => isComplete(one, this.paper.queue.of(one.position) ?? this.paper.answered(one))).length;
    const flagged = questions.filter((one) => this.paper.isFlagged(one)).length;
    const sure = await ask({
      title: t('run.finish.title'),
      text: html`<p>
          ${answered === questions.length
            ? t('run.finish.all', { questions: questions.length })
            : t('run.finish.some', { answered, questions: questions.length })}
          ${flagged ? t('run.finish.flagged', { n: flagged }) : nothing}
        </p>
        ${isSent ? nothing : html`<p class="bad-text" role="alert">${t('run.finish.kept', { n: this.paper.queue.size })}</p>`}`,
      yes: t(isSent ? 'run.finish.yes' : 'run.finish.without'),
      no: t('run.finish.no'),
      harmful: true,
    });
    if (sure) {
      await this.move('finish', () => {
        this.paper.forget();
        navigate(`/attempts/${this.attempt}/result`);
      });
    }
  }

  private async move(what: 'finish' | 'pause' | 'resume', then: () => void): Promise<void> {
    try {
      await this.paper.move(what);
      then();
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  override render(): TemplateResult {
    if (this.failure) {
      return html`<div class="page narrow">${failed(this.failure, () => void this.begin())}</div>`;
    }
    const { view, queue } = this.paper;
    if (!view) {
      return html`<div class="page"><div class="skeleton title"></div><div class="skeleton block"></div></div>`;
    }
    return html`<div class="runner" @gf-time-up=${this.ended}>
      <div class="runner-bar">
        <h1>${t(`mode.${view.mode}`)}</h1>
        ${saveState(queue)}
        <gf-clock .server=${this.paper.clock} .deadline=${view.status === 'OPEN' ? (view.deadline ?? null) : null}></gf-clock>
        ${view.status === 'OPEN' && view.mode === 'practice'
          ? html`<button class="button ghost small" @click=${() => void this.move('pause', () => undefined)}>${t('run.pause')}</button>`
          : nothing}
        <button class="button small" ?disabled=${!this.paper.isOpen || this.finishing} @click=${() => void this.finish()}>${t('run.finish')}</button>
      </div>
      ${banner({ paper: this.paper, resume: () => void this.move('resume', () => undefined) })}
      <div class="runner-body">
        ${this.questionCard()}
        ${palette({
          questions: view.questions,
          at: this.at,
          isAnswered: (one) => isComplete(one, this.paper.answered(one)),
          isFlagged: (one) => this.paper.isFlagged(one),
          show: (position) => this.show(position),
        })}
      </div>
    </div>`;
  }

  private questionCard(): TemplateResult {
    const { question, paper } = this;
    const last = this.at === paper.view!.questions.length;
    const flagged = paper.isFlagged(question);
    const checkable = paper.canCheck(question);
    return html`<section class="card question" aria-labelledby="question-title">
      <div class="row between">
        <h2 id="question-title" tabindex="-1">${t('run.question', { n: question.position, of: paper.view!.questions.length })}</h2>
        <button
          class="button ghost small ${flagged ? 'on' : ''}"
          aria-pressed=${flagged}
          ?disabled=${!paper.isOpen || question.status === 'GRADED'}
          @click=${() => paper.flag(question)}
        >
          ⚑ ${t(flagged ? 'run.flagged' : 'run.flag')}
        </button>
      </div>
      ${markdown(question.stem, { bank: paper.view!.bank })}
      <div class="row between instruction">
        <p id="instruction" class="muted">${instruction(question)}</p>
        ${paper.canClear(question) ? html`<button class="plain link" @click=${() => paper.change(question, {})}>${t('run.clear')}</button>` : nothing}
      </div>
      ${keyed(
        question.position,
        controls({
          question,
          answered: paper.answered(question),
          bank: paper.view!.bank,
          locked: paper.isLocked(question),
          change: (answered: Answered) => paper.change(question, answered),
          toggle: (id) => this.toggle(id),
        }),
      )}
      <div aria-live="polite">${feedback(question, paper.view!.bank, paper.checksEach && paper.isLocked(question))}</div>
      <div class="row between wrap turn">
        <button class="button ghost" ?disabled=${this.at === 1} @click=${() => this.show(this.at - 1)}>← ${t('run.previous')}</button>
        <span class="row">
          ${checkable ? html`<button class="button" @click=${() => void this.check(question)}>${t('run.check')}</button>` : nothing}
          <button
            class="button ${checkable ? 'ghost' : ''}"
            ?disabled=${last && !paper.isOpen}
            @click=${() => (last ? void this.finish() : this.show(this.at + 1))}
          >
            ${last ? t('run.finish') : html`${t('run.next')} →`}
          </button>
        </span>
      </div>
      ${keysHint(areKeysOn(), () => {
        turnKeys();
        this.requestUpdate();
      })}
    </section>`;
  }
}

define('gf-runner', Runner);
