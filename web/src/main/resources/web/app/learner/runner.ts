import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Refused } from '../api';
import { Element, define } from '../element';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failed, failureText } from '../parts/failure';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import type { Answered, Attempt, Question } from '../types';
import './clock';
import { feedback } from './feedback';
import { keyHandler } from './keyboard';
import { palette } from './palette';
import { banner, saveState } from './runner-state';
import { answeredOf, controls, instruction, isAnswered, isComplete, kindOf, toSend, toggled } from './question';
import { markdown } from '../parts/markdown';
import { AnswerQueue } from './queue';
import { LiveAttempt } from './live';

/** Where an attempt is taken: one question, and all of them beside it. */
class Runner extends Element {
  static override properties = { attempt: {}, view: { state: true }, at: { state: true }, failure: { state: true }, timeUp: { state: true } };

  /** The id. */
  declare attempt: string;
  declare view: Attempt | null;
  /** Position of the question that is shown, from 1. */
  declare at: number;
  declare failure: unknown;
  declare timeUp: boolean;

  private ahead = 0;
  private queue!: AnswerQueue;
  private live: LiveAttempt | undefined;
  private seq = 0;
  /** Where feedback makes an answer final, it is chosen first and sent when it is checked. */
  private drafts = new Map<number, Answered>();
  private shownSince = Date.now();

  private readonly pressed = keyHandler({
    choose: (index) => this.toggle(this.question.choices[index].id),
    enter: () => this.enter(),
    previous: () => this.show(this.at - 1),
    next: () => this.show(this.at + 1),
    flag: () => this.flag(),
    choices: () => (this.view && kindOf(this.question) === 'choice' ? this.question.choices.length : 0),
  });
  private readonly leave = (): void => this.leaveQuestion();
  private readonly online = (): void => this.queue.flush();

  constructor() {
    super();
    this.view = null;
    this.at = 1;
    this.timeUp = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.pressed);
    window.addEventListener('pagehide', this.leave);
    window.addEventListener('online', this.online);
    this.queue = new AnswerQueue(
      this.attempt,
      () => this.requestUpdate(),
      () => this.savedOne(),
      (position, refusal) => this.refusedOne(position, refusal),
    );
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.view) {
      this.leaveQuestion();
    }
    window.removeEventListener('keydown', this.pressed);
    window.removeEventListener('pagehide', this.leave);
    window.removeEventListener('online', this.online);
    this.queue.close();
    this.live?.close();
  }

  private async begin(): Promise<void> {
    this.failure = undefined;
    try {
      await this.load();
    } catch (failure) {
      this.failure = failure;
      return;
    }
    const view = this.view!;
    this.seq = Math.max(0, ...view.questions.map((one) => Math.max(one.seq ?? 0, this.queue.of(one.position)?.seq ?? 0)));
    const kept = JSON.parse(sessionStorage.getItem(this.placeKey) ?? 'null') as { at: number; drafts: [number, Answered][] } | null;
    this.drafts = new Map(kept?.drafts ?? []);
    const firstOpen = view.questions.find((one) => !isAnswered(this.answered(one)));
    this.at = Math.min(view.questions.length, kept?.at ?? firstOpen?.position ?? 1);
    document.title = `${t(`mode.${view.mode}`)} · ${t('app.name')}`;
    this.queue.flush();
    if (this.isOpen) {
      this.listen();
    }
  }

  private listen(): void {
    this.live ??= new LiveAttempt(this.attempt, () => void this.refresh());
  }

  private async load(): Promise<void> {
    const asked = Date.now();
    const view = await get<Attempt>(`attempts/${this.attempt}`);
    this.ahead = new Date(view.serverTime).getTime() - (asked + Date.now()) / 2;
    this.view = view;
  }

  /** Brings in what the server knows newer; a lost network is said by what is sent, not here. */
  private async refresh(): Promise<void> {
    try {
      await this.load();
    } catch (failure) {
      console.info('The attempt could not be read again', failure);
    }
  }

  private get placeKey(): string {
    return `gradeflow-place-${this.attempt}`;
  }

  private get question(): Question {
    return this.view!.questions[this.at - 1];
  }

  private get isOpen(): boolean {
    return this.view?.status === 'OPEN' && !this.timeUp;
  }

  private get checksEach(): boolean {
    return this.view!.mode === 'practice' || this.view!.mode === 'review';
  }

  private isLocked(question: Question): boolean {
    const waiting = this.queue.of(question.position);
    const sent = question.status === 'PENDING' || (waiting !== undefined && isAnswered(waiting));
    return !this.isOpen || question.status === 'GRADED' || (this.checksEach && sent);
  }

  /** What the reader sees as the answer: what is chosen, or on its way, or stored. */
  private answered(question: Question): Answered {
    return this.drafts.get(question.position) ?? this.queue.of(question.position) ?? answeredOf(question);
  }

  private isFlagged(question: Question): boolean {
    return this.queue.of(question.position)?.flagged ?? question.flagged;
  }

  private toggle(id: string): void {
    const question = this.question;
    if (this.isLocked(question)) {
      return;
    }
    const choices = toggled(question, this.answered(question).choices ?? [], id);
    if (choices === null) {
      toast(t('run.tooMany', { max: question.select.max }));
      this.requestUpdate();
      return;
    }
    this.change({ choices });
  }

  private change(answered: Answered): void {
    const question = this.question;
    if (this.isLocked(question)) {
      return;
    }
    if (this.checksEach) {
      this.drafts.set(question.position, answered);
      this.keepPlace();
      this.requestUpdate();
    } else {
      this.put(question, answered);
    }
  }

  private put(question: Question, answered: Answered, flagged = this.isFlagged(question)): void {
    this.queue.put(question.position, {
      ...toSend(question, answered),
      flagged,
      elapsedMillis: this.elapsed(question),
      seq: ++this.seq,
    });
  }

  private flag(): void {
    const question = this.question;
    if (!this.isOpen || question.status === 'GRADED') {
      return;
    }
    const sent = this.drafts.has(question.position) ? answeredOf(question) : this.answered(question);
    this.put(question, sent, !this.isFlagged(question));
  }

  private get canCheck(): boolean {
    return this.checksEach && !this.isLocked(this.question) && isComplete(this.question, this.answered(this.question));
  }

  private check(): void {
    const question = this.question;
    const answered = this.answered(question);
    this.drafts.delete(question.position);
    this.keepPlace();
    this.put(question, answered);
  }

  private enter(): void {
    if (this.canCheck) {
      this.check();
    } else if (this.drafts.has(this.at) && isAnswered(this.answered(this.question))) {
      toast(instruction(this.question));
    } else if (this.at < this.view!.questions.length) {
      this.show(this.at + 1);
    } else {
      void this.finish();
    }
  }

  /** Time on the question in all visits; the server keeps the most it was told. */
  private elapsed(question: Question): number {
    const before = Math.max(question.elapsedMillis ?? 0, this.queue.of(question.position)?.elapsedMillis ?? 0);
    const now = Date.now();
    const spent = question.position === this.at ? now - this.shownSince : 0;
    this.shownSince = now;
    question.elapsedMillis = before + spent;
    return question.elapsedMillis;
  }

  private leaveQuestion(): void {
    const question = this.question;
    if (question && !this.isLocked(question) && this.isOpen && !this.drafts.has(question.position) && isAnswered(this.answered(question))) {
      this.put(question, this.answered(question));
    } else if (question) {
      this.elapsed(question);
    }
  }

  private show(position: number): void {
    if (position < 1 || position > this.view!.questions.length || position === this.at) {
      return;
    }
    this.leaveQuestion();
    this.at = position;
    this.shownSince = Date.now();
    this.keepPlace();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('#question-title')?.focus());
  }

  private keepPlace(): void {
    sessionStorage.setItem(this.placeKey, JSON.stringify({ at: this.at, drafts: [...this.drafts] }));
  }

  private savedOne(): void {
    void this.refresh();
  }

  private refusedOne(position: number, refusal: Refused): void {
    toast(t('run.refused', { n: position, reason: failureText(refusal) }), true);
    void this.refresh();
  }

  private async finish(): Promise<void> {
    if (!this.isOpen) {
      return;
    }
    const questions = this.view!.questions;
    const answered = questions.filter((one) => isAnswered(this.queue.of(one.position) ?? answeredOf(one))).length;
    const flagged = questions.filter((one) => this.isFlagged(one)).length;
    const sure = await ask({
      title: t('run.finish.title'),
      text: html`<p>
          ${answered === questions.length
            ? t('run.finish.all', { questions: questions.length })
            : t('run.finish.some', { answered, questions: questions.length })}
          ${flagged ? t('run.finish.flagged', { n: flagged }) : nothing}
        </p>
        ${this.queue.size > 0 ? html`<p class="bad-text">${t('run.finish.kept', { n: this.queue.size })}</p>` : nothing}`,
      yes: t('run.finish.yes'),
      no: t('run.finish.no'),
    });
    if (!sure) {
      return;
    }
    await this.move('finish', () => {
      sessionStorage.removeItem(this.placeKey);
      navigate(`/attempts/${this.attempt}/result`);
    });
  }

  private async move(what: 'finish' | 'pause' | 'resume', then: () => void): Promise<void> {
    try {
      this.view = await send<Attempt>('POST', `attempts/${this.attempt}/${what}`);
      then();
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  private readonly ended = (): void => {
    this.timeUp = true;
    this.queue.flush();
    setTimeout(() => void this.refresh(), 1500);
  };

  override render(): TemplateResult {
    if (this.failure) {
      return html`<div class="page narrow">${failed(this.failure, () => void this.begin())}</div>`;
    }
    if (!this.view) {
      return html`<div class="page"><div class="skeleton title"></div><div class="skeleton block"></div></div>`;
    }
    const view = this.view;
    return html`<div class="runner" @gf-time-up=${this.ended}>
      <div class="runner-bar">
        <h1>${t(`mode.${view.mode}`)}</h1>
        ${saveState(this.queue.state, this.queue.size)}
        <gf-clock .deadline=${view.status === 'OPEN' ? (view.deadline ?? null) : null} .ahead=${this.ahead}></gf-clock>
        ${view.status === 'OPEN' && view.mode === 'practice'
          ? html`<button class="button ghost small" @click=${() => void this.move('pause', () => undefined)}>${t('run.pause')}</button>`
          : nothing}
        <button class="button small" ?disabled=${!this.isOpen} @click=${() => void this.finish()}>${t('run.finish')}</button>
      </div>
      ${banner({
        view,
        sending: this.queue.state,
        isOpen: this.isOpen,
        timeUp: this.timeUp,
        resume: () => void this.move('resume', () => this.listen()),
      })}
      <div class="runner-body">
        ${this.questionCard()}
        ${palette({
          questions: view.questions,
          at: this.at,
          isAnswered: (one) => isAnswered(this.answered(one)),
          isFlagged: (one) => this.isFlagged(one),
          show: (position) => this.show(position),
        })}
      </div>
    </div>`;
  }

  private questionCard(): TemplateResult {
    const question = this.question;
    const last = this.at === this.view!.questions.length;
    const flagged = this.isFlagged(question);
    return html`<section class="card question" aria-labelledby="question-title">
      <div class="row between">
        <h2 id="question-title" tabindex="-1">${t('run.question', { n: question.position, of: this.view!.questions.length })}</h2>
        <button
          class="button ghost small ${flagged ? 'on' : ''}"
          aria-pressed=${flagged}
          ?disabled=${!this.isOpen || question.status === 'GRADED'}
          @click=${() => this.flag()}
        >
          ⚑ ${t(flagged ? 'run.flagged' : 'run.flag')}
        </button>
      </div>
      ${markdown(question.stem, { bank: this.view!.bank })}
      <p id="instruction" class="muted">${instruction(question)}</p>
      ${controls({
        question,
        answered: this.answered(question),
        bank: this.view!.bank,
        locked: this.isLocked(question),
        eager: this.checksEach,
        change: (answered) => this.change(answered),
        toggle: (id) => this.toggle(id),
      })}
      <div aria-live="polite">${feedback(question, this.view!.bank, this.checksEach && this.isLocked(question))}</div>
      <div class="row between wrap turn">
        <button class="button ghost" ?disabled=${this.at === 1} @click=${() => this.show(this.at - 1)}>← ${t('run.previous')}</button>
        <span class="row">
          ${this.canCheck ? html`<button class="button" @click=${() => this.check()}>${t('run.check')}</button>` : nothing}
          <button
            class="button ${this.canCheck ? 'ghost' : ''}"
            ?disabled=${last && !this.isOpen}
            @click=${() => (last ? void this.finish() : this.show(this.at + 1))}
          >
            ${last ? t('run.finish') : html`${t('run.next')} →`}
          </button>
        </span>
      </div>
      <p class="keys muted"><strong>${t('run.keys')}:</strong> ${t('run.keys.text')}</p>
    </section>`;
  }
}

define('gf-runner', Runner);
