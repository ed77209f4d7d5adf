import { get, send, type Refused } from '../api';
import type { Acknowledgement, Answered, Attempt, Question } from '../types';
import { forgetPlace, keepPlace, placeOf } from './kept';
import { LiveAttempt } from './live';
import { answeredOf, canBeGraded, kindOf, toSend, toggled } from './question';
import { AnswerQueue } from './queue';
import { isAnswered } from './response';
import { ServerClock } from './server-clock';

/** What is typed becomes the answer once nobody typed for so long. */
const TYPING_MILLIS = 500;

const PENDING_MILLIS = 10_000;

export interface PaperListener {
  changed(): void;
  refused(position: number, refusal: Refused): void;
  passedOver(position: number): void;
}

/**
 * An attempt as it is taken here: what the server has, and over it what is on its way, and over that what is chosen or typed and not
 * sent. Nothing of it stands nowhere in between.
 */
export class Paper {
  view: Attempt | null = null;
  timeUp = false;
  readonly clock = new ServerClock();
  readonly queue: AnswerQueue;

  /** Where feedback makes an answer final, what is chosen and not checked; elsewhere what is being typed. */
  private drafts = new Map<number, Answered>();
  private readonly spent = new Map<number, number>();
  private shown = { position: 1, since: performance.now() };
  private lastSeq = 0;
  private acknowledgements = 0;
  private refreshing: Promise<void> | undefined;
  private again = false;
  private live: LiveAttempt | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;
  private polling: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly attempt: string,
    person: string,
    private readonly listener: PaperListener,
  ) {
    this.queue = new AnswerQueue(person, attempt, {
      changed: () => listener.changed(),
      acknowledged: (position, acknowledgement) => this.acknowledged(position, acknowledgement),
      passedOver: (position) => listener.passedOver(position),
      sentElsewhere: () => void this.refresh(),
      refused: (position, refusal) => {
        listener.refused(position, refusal);
        void this.refresh();
      },
    });
  }

  /** @return the position where one goes on */
  async begin(): Promise<number> {
    await this.load();
    const view = this.view!;
    const place = placeOf(this.attempt);
    this.drafts = new Map(place?.drafts ?? []);
    const firstOpen = view.questions.find((one) => !isAnswered(this.answered(one)));
    const at = Math.max(1, Math.min(view.questions.length, place?.at ?? firstOpen?.position ?? 1));
    this.shown = { position: at, since: performance.now() };
    this.commit();
    this.queue.flush();
    if (view.status === 'OPEN' || view.status === 'PAUSED') {
      this.live = new LiveAttempt(this.attempt, () => void this.refresh());
      this.polling = setInterval(() => this.lookAfterPending(), PENDING_MILLIS);
    }
    return at;
  }

  close(): void {
    clearTimeout(this.typing);
    clearInterval(this.polling);
    this.queue.close();
    this.live?.close();
  }

  get isOpen(): boolean {
    return this.view?.status === 'OPEN' && !this.timeUp;
  }

  get checksEach(): boolean {
    return this.view?.mode === 'practice' || this.view?.mode === 'review';
  }

  isLocked(question: Question): boolean {
    const waiting = this.queue.of(question.position);
    const sent = question.status === 'PENDING' || (waiting !== undefined && isAnswered(waiting));
    return !this.isOpen || question.status === 'GRADED' || (this.checksEach && sent);
  }

  /** What the reader sees as the answer. */
  answered(question: Question): Answered {
    return this.drafts.get(question.position) ?? this.queue.of(question.position) ?? answeredOf(question);
  }

  isFlagged(question: Question): boolean {
    return this.queue.of(question.position)?.flagged ?? question.flagged;
  }

  /** @return false where that would be too many */
  toggle(question: Question, id: string): boolean {
    if (this.isLocked(question)) {
      return true;
    }
    const choices = toggled(question, this.answered(question).choices ?? [], id);
    if (choices !== null) {
      this.change(question, { choices });
    }
    return choices !== null;
  }

  change(question: Question, answered: Answered): void {
    if (this.isLocked(question)) {
      return;
    }
    const kind = kindOf(question);
    if (!this.checksEach && kind !== 'text' && kind !== 'number') {
      this.put(question, answered);
      return;
    }
    this.drafts.set(question.position, answered);
    this.keep();
    this.listener.changed();
    if (!this.checksEach) {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.commit(), TYPING_MILLIS);
    }
  }

  /** Outside of practice what is typed is no draft for long: it is sent when somebody pauses, turns the page or leaves. */
  commit(): void {
    clearTimeout(this.typing);
    if (this.checksEach || !this.isOpen) {
      return;
    }
    for (const [position, answered] of this.drafts) {
      this.put(this.view!.questions[position - 1], answered);
    }
  }

  flag(question: Question): void {
    if (!this.isOpen || question.status === 'GRADED') {
      return;
    }
    const flagged = !this.isFlagged(question);
    if (this.checksEach) {
      // What is chosen and not checked stays so.
      this.send(question, this.queue.of(question.position) ?? answeredOf(question), flagged);
    } else {
      this.put(question, this.answered(question), flagged);
    }
  }

  /** Whether the answer is of a kind that is only changed by its field, and never emptied. */
  canClear(question: Question): boolean {
    const kind = kindOf(question);
    const stays = kind === 'order' || (kind === 'choice' && question.select.max === 1);
    return stays && !this.isLocked(question) && isAnswered(this.answered(question));
  }

  canCheck(question: Question): boolean {
    return this.checksEach && !this.isLocked(question) && canBeGraded(question, this.answered(question));
  }

  check(question: Question): void {
    this.put(question, this.answered(question));
  }

  hasDraft(question: Question): boolean {
    return this.drafts.has(question.position);
  }

  /** From now on the reader looks at another question. */
  show(position: number): void {
    this.leave();
    this.shown = { position, since: performance.now() };
    this.keep();
  }

  /** The reader turns the page, or goes: what is typed is sent, and the time that was spent is told with an answer that is there. */
  leave(): void {
    const question = this.view?.questions[this.shown.position - 1];
    if (!question || !this.isOpen) {
      return;
    }
    this.commit();
    const before = question.elapsedMillis ?? 0;
    const spent = this.elapsed(question);
    const isSettled = !this.queue.of(question.position) && !this.isLocked(question) && !this.drafts.has(question.position);
    if (isSettled && spent - before >= 1000 && isAnswered(answeredOf(question))) {
      this.send(question, answeredOf(question), question.flagged);
    }
  }

  forget(): void {
    forgetPlace(this.attempt);
  }

  /** Moves the attempt on; what comes back is newer than any look at it that is under way. */
  async move(what: 'finish' | 'pause' | 'resume'): Promise<void> {
    this.view = await send<Attempt>('POST', `attempts/${this.attempt}/${what}`);
    this.acknowledgements++;
    this.listener.changed();
    this.queue.flush();
  }

  /** The clock says that time is up; what is typed is still sent, for the server gives it some seconds. */
  end(): void {
    this.commit();
    this.timeUp = true;
    this.queue.flush();
    this.listener.changed();
    setTimeout(() => void this.refresh(), 1500);
  }

  /** Brings in what the server knows newer, one look at a time; a lost network is said by what is sent, not here. */
  refresh(): Promise<void> {
    this.again = this.refreshing !== undefined;
    this.refreshing ??= this.look().finally(() => {
      this.refreshing = undefined;
      if (this.again) {
        this.again = false;
        void this.refresh();
      }
    });
    return this.refreshing;
  }

  private async look(): Promise<void> {
    try {
      await this.load();
    } catch (failure) {
      console.info('The attempt could not be read again', failure);
    }
  }

  private async load(): Promise<void> {
    const asked = performance.now();
    const known = this.acknowledgements;
    const view = await get<Attempt>(`attempts/${this.attempt}`);
    this.clock.take(view.serverTime, asked);
    if (known !== this.acknowledgements) {
      // Something was acknowledged meanwhile, which this may not know.
      this.again = true;
      return;
    }
    this.view = view;
    const left = view.deadline ? new Date(view.deadline).getTime() - this.clock.now() : Infinity;
    if (view.status !== 'OPEN' || left > 0) {
      // Also after more time was given, or the attempt opened again.
      this.timeUp = false;
    }
    this.dropSettledDrafts();
    this.listener.changed();
  }

  private dropSettledDrafts(): void {
    for (const question of this.view!.questions) {
      if (question.status === 'GRADED' || (this.checksEach && question.status === 'PENDING')) {
        this.drafts.delete(question.position);
      }
    }
  }

  private acknowledged(position: number, sent: Acknowledgement): void {
    const question = this.view?.questions[position - 1];
    if (!question) {
      return;
    }
    this.acknowledgements++;
    question.flagged = sent.flagged;
    question.seq = sent.seq;
    const isBlank = !isAnswered(sent.response ?? {});
    question.status = isBlank ? 'UNANSWERED' : this.checksEach ? (question.status === 'GRADED' ? 'GRADED' : 'PENDING') : 'ANSWERED';
    if (question.status !== 'GRADED') {
      question.answer = isBlank
        ? null
        : {
            answerId: sent.answerId,
            version: sent.version,
            choices: sent.choices,
            response: sent.response,
            receivedAt: sent.receivedAt,
            score: null,
            maximum: null,
            correct: null,
            correctChoices: null,
            key: null,
            explanation: null,
          };
    }
    this.dropSettledDrafts();
    if (this.checksEach) {
      void this.refresh();
    }
  }

  /** A grade that no stream told of, because it was refused or lost. */
  private lookAfterPending(): void {
    if (this.checksEach && this.view?.questions.some((question) => question.status === 'PENDING')) {
      void this.refresh();
    }
  }

  private put(question: Question, answered: Answered, flagged = this.isFlagged(question)): void {
    this.drafts.delete(question.position);
    this.keep();
    this.send(question, answered, flagged);
  }

  private send(question: Question, answered: Answered, flagged: boolean): void {
    this.lastSeq = 1 + Math.max(this.lastSeq, this.queue.highestSeq, ...this.view!.questions.map((one) => one.seq ?? 0));
    this.queue.put(question.position, {
      ...toSend(question, answered),
      flagged,
      elapsedMillis: Math.round(this.elapsed(question)),
      seq: this.lastSeq,
      at: this.clock.now(),
    });
  }

  /** Time on the question in all visits; the server keeps the most it was told. */
  private elapsed(question: Question): number {
    const before = Math.max(this.spent.get(question.position) ?? 0, question.elapsedMillis ?? 0);
    const now = performance.now();
    const all = before + (question.position === this.shown.position ? now - this.shown.since : 0);
    if (question.position === this.shown.position) {
      this.shown.since = now;
    }
    this.spent.set(question.position, all);
    return all;
  }

  private keep(): void {
    keepPlace(this.attempt, { at: this.shown.position, drafts: [...this.drafts] });
  }
}
