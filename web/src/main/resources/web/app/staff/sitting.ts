import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { NONE, moment, number, since, time } from '../format';
import { t } from '../messages';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { picker } from '../parts/picker';
import { Poll } from '../parts/poll';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { headings, table } from '../parts/table';
import { Typing } from '../parts/typing';
import { navigate } from '../router';
import type { Sitting } from '../types';
import { callOff, giveTime, lateAnswers, moveClosing, nameOf, reopen, showJournal, voidAttempt, type Sitter, type Standing } from './sitting-acts';

interface Roll {
  asOf: string;
  counts: Partial<Record<Standing, number>>;
  learners: Page<Sitter>;
}

const REFRESH_MILLIS = 3000;
const PART = 100;
const STANDINGS: Standing[] = ['ACTIVE', 'SILENT', 'NOT_STARTED', 'FINISHED', 'EXPIRED', 'VOIDED'];

/** An exam day as it goes on: who sits, who is silent, who is done; extra time and voiding. */
class SittingPage extends Element {
  static override properties = { sitting: {}, plan: { state: true }, standing: { state: true }, wanted: { state: true } };

  /** The id. */
  declare sitting: string;
  declare plan: Loaded<Sitting>;
  /** Empty for all. */
  declare standing: Standing | '';
  /** A part of the names that are looked for. */
  declare wanted: string;

  /** Of the whole cohort, with the first part of who is asked for. */
  private told: Roll | undefined;
  private readonly sitters = new Listing<Sitter>(this, (cursor) => this.read(cursor));
  private readonly typing = new Typing(this, () => void this.sitters.load());
  private readonly poll = new Poll(this, REFRESH_MILLIS, () => this.sitters.refresh());

  constructor() {
    super();
    this.plan = LOADING;
    this.standing = '';
    this.wanted = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('sittings.title'));
    void this.loadPlan();
  }

  private async read(cursor: string | null): Promise<Page<Sitter>> {
    const roll = await get<Roll>(`sittings/${this.sitting}/learners`, { standing: this.standing, name: this.wanted.trim(), limit: PART, cursor });
    this.told = roll;
    return roll.learners;
  }

  private async loadPlan(): Promise<void> {
    this.plan = await loaded(get<Sitting>(`sittings/${this.sitting}`));
  }

  private async act(what: Promise<void>): Promise<void> {
    await what;
    await this.poll.anew();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${shown(
        this.plan,
        (plan) =>
          head({
            title: plan.title,
            back: { address: '/sittings', name: t('sittings.all') },
            lead: html`${plan.bank} · ${plan.cohort} · ${moment(plan.opensAt)} – ${moment(plan.closesAt)}
            ${plan.accessCode ? html`· ${t('sittings.code')}: <code>${plan.accessCode}</code>` : nothing}`,
            actions: this.planActions(plan),
          }),
        () => void this.loadPlan(),
        html`<div class="skeleton title"></div>`,
      )}
      ${this.told ? this.counts(this.told) : nothing} ${this.sitters.shown((sitters) => this.list(sitters))}
    </div>`;
  }

  /** Once somebody has begun, it can't be called off any more. */
  private planActions(plan: Sitting): TemplateResult {
    const { counts } = this.told ?? {};
    const hasBegun = STANDINGS.some((one) => one !== 'NOT_STARTED' && (counts?.[one] ?? 0) > 0);
    const leave = async (): Promise<void> => {
      if (await callOff(plan)) {
        navigate('/sittings');
      }
    };
    const move = async (): Promise<void> => {
      await moveClosing(plan);
      await this.loadPlan();
    };
    return html`<button class="button ghost" @click=${() => void move()}>${t('sitting.closing')}</button>
      ${counts && !hasBegun ? html`<button class="button ghost" @click=${() => void leave()}>${t('sitting.off')}</button>` : nothing}`;
  }

  private counts(roll: Roll): TemplateResult {
    const standings = [['', t('sitting.everybody')], ...STANDINGS.map((one) => [one, t(`sitting.standing.${one}`)])] as [string, string][];
    return html`<dl class="numbers">
        ${STANDINGS.map((one) => html`<div><dt>${t(`sitting.standing.${one}`)}</dt><dd>${number(roll.counts[one] ?? 0)}</dd></div>`)}
      </dl>
      <form class="tools" role="search" @submit=${(event: Event) => event.preventDefault()}>
        ${picker(t('rejected.which'), this.standing, standings, (standing) => this.narrow(standing as Standing | ''))}
        <label class="field"
          ><span>${t('learners.find')}</span>
          <input type="search" .value=${this.wanted} @input=${(event: Event) => this.find((event.target as HTMLInputElement).value)} />
        </label>
        <span class="muted as-of grow">${t('figure.asOf', { time: time(roll.asOf) })}</span>
      </form>`;
  }

  private narrow(standing: Standing | ''): void {
    this.standing = standing;
    void this.sitters.begin();
  }

  private find(wanted: string): void {
    this.wanted = wanted;
    this.typing.typed();
  }

  private list(sitters: Sitter[]): TemplateResult {
    if (sitters.length === 0 && this.wanted.trim()) {
      return html`<p class="muted" role="status">${t('learners.noneFound')}</p>`;
    }
    if (sitters.length === 0) {
      return html`<div class="notice">
        ${this.standing ? html`<p>${t('sitting.noneSuch')}</p>` : html`<h2>${t('sitting.nobody')}</h2><p>${t('sitting.nobody.text')}</p>`}
      </div>`;
    }
    return table(
      t('sitting.caption'),
      headings([
        { name: t('sitting.name') },
        { name: t('history.state') },
        { name: t('history.answered'), numeric: true },
        { name: t('sitting.seen') },
        { name: t('sitting.deadline') },
        { name: t('sitting.actions'), unseen: true },
      ]),
      sitters.map((sitter) => this.row(sitter)),
      'cards-when-narrow',
    );
  }

  private row(sitter: Sitter): TemplateResult {
    const tone = sitter.standing === 'SILENT' || sitter.standing === 'VOIDED' ? 'bad' : sitter.standing === 'ACTIVE' ? 'good' : '';
    const isOver = sitter.attemptId && (sitter.standing === 'FINISHED' || sitter.standing === 'EXPIRED');
    const button = (name: string, act: () => Promise<void>): TemplateResult =>
      html`<button class="button ghost small" aria-label="${name}: ${nameOf(sitter)}" @click=${() => void act()}>${name}</button>`;
    return html`<tr>
      <th scope="row"><a href="/learners/${encodeURIComponent(sitter.learnerId)}">${nameOf(sitter)}</a></th>
      <td data-label=${t('history.state')}>
        <span class="tag ${tone}">${t(`sitting.standing.${sitter.standing}`)}</span>
        ${sitter.late ? html`<span class="tag warn">${t('sitting.late', { n: sitter.late })}</span>` : nothing}
      </td>
      <td data-label=${t('history.answered')} class="numeric">${sitter.questions == null ? NONE : `${sitter.answered ?? 0} / ${sitter.questions}`}</td>
      <td data-label=${t('sitting.seen')}>${sitter.seenAt ? since(sitter.seenAt) : NONE}</td>
      <td data-label=${t('sitting.deadline')}>
        ${time(sitter.deadline)} ${sitter.extraMinutes ? html`<span class="tag">${t('sitting.extra', { n: sitter.extraMinutes })}</span>` : nothing}
      </td>
      <td>
        <span class="row wrap">
          ${button(t('sitting.time'), () => this.act(giveTime(this.sitting, sitter)))}
          ${isOver ? button(t('sitting.reopen'), () => this.act(reopen(sitter))) : nothing}
          ${sitter.attemptId && sitter.standing !== 'VOIDED' ? button(t('sitting.void'), () => this.act(voidAttempt(sitter))) : nothing}
          ${sitter.late && sitter.attemptId ? button(t('sitting.late.look'), () => this.act(lateAnswers(sitter))) : nothing}
          ${sitter.attemptId ? button(t('sitting.journal'), () => showJournal(sitter)) : nothing}
        </span>
      </td>
    </tr>`;
  }
}

define('gf-sitting', SittingPage);
