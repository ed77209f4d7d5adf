import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { moment, since, time } from '../format';
import { t } from '../messages';
import { Poll } from '../parts/poll';
import { LOADING, loaded, newer, shown, type Loaded } from '../parts/state';
import type { Sitting } from '../types';
import { giveTime, lateAnswers, nameOf, reopen, voidAttempt, type Sitter, type Standing } from './sitting-acts';

interface Roll {
  asOf: string;
  counts: Partial<Record<Standing, number>>;
  learners: Page<Sitter>;
}

const REFRESH_MILLIS = 3000;
const PART = 200;
const STANDINGS: Standing[] = ['ACTIVE', 'SILENT', 'NOT_STARTED', 'FINISHED', 'EXPIRED', 'VOIDED'];

/** An exam day as it goes on: who sits, who is silent, who is done; extra time and voiding. */
class SittingPage extends Element {
  static override properties = { sitting: {}, plan: { state: true }, roll: { state: true } };

  /** The id. */
  declare sitting: string;
  declare plan: Loaded<Sitting>;
  declare roll: Loaded<Roll>;

  private parts = 1;
  private readonly poll = new Poll(REFRESH_MILLIS, () => this.look());

  constructor() {
    super();
    this.plan = LOADING;
    this.roll = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('sittings.title'));
    void this.loadPlan();
    this.poll.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poll.stop();
  }

  private async look(): Promise<void> {
    this.roll = newer(this.roll, await loaded(this.read()));
  }

  /** As many parts as were asked for. */
  private async read(): Promise<Roll> {
    const path = `sittings/${this.sitting}/learners`;
    const first = await get<Roll>(path, { limit: PART });
    const all = [...first.learners.items];
    let next = first.learners.next;
    for (let part = 1; part < this.parts && next; part++) {
      const more = await get<Roll>(path, { limit: PART, cursor: next });
      all.push(...more.learners.items);
      next = more.learners.next;
    }
    return { ...first, learners: { items: all, next } };
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
      <p class="muted"><a href="/sittings">${t('sittings.all')}</a></p>
      ${shown(
        this.plan,
        (plan) => html`<div>
          <h1>${plan.title}</h1>
          <p class="muted">
            ${plan.bank} · ${plan.cohort} · ${moment(plan.opensAt)} – ${moment(plan.closesAt)}
            ${plan.accessCode ? html`· ${t('sittings.code')}: <code>${plan.accessCode}</code>` : nothing}
          </p>
        </div>`,
        () => void this.loadPlan(),
      )}
      ${shown(this.roll, (roll) => this.list(roll), () => void this.poll.now())}
    </div>`;
  }

  private list(roll: Roll): TemplateResult {
    return html`<dl class="numbers">
        ${STANDINGS.map((one) => html`<div><dt>${t(`sitting.standing.${one}`)}</dt><dd>${roll.counts[one] ?? 0}</dd></div>`)}
      </dl>
      <p class="muted as-of">${t('figure.asOf', { time: time(roll.asOf) })}</p>
      ${roll.learners.items.length === 0
        ? html`<div class="notice"><h2>${t('sitting.nobody')}</h2><p>${t('sitting.nobody.text')}</p></div>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('sitting.caption')}>
            <table class="cards-when-narrow">
              <thead>
                <tr>
                  <th scope="col">${t('sitting.name')}</th>
                  <th scope="col">${t('history.state')}</th>
                  <th scope="col" class="numeric">${t('history.answered')}</th>
                  <th scope="col">${t('sitting.seen')}</th>
                  <th scope="col">${t('sitting.deadline')}</th>
                  <th scope="col"><span class="unseen">${t('sitting.actions')}</span></th>
                </tr>
              </thead>
              <tbody>
                ${roll.learners.items.map((sitter) => this.row(sitter))}
              </tbody>
            </table>
          </div>`}
      ${roll.learners.next
        ? html`<p>
            <button
              class="button ghost"
              @click=${() => {
                this.parts++;
                void this.poll.anew();
              }}
            >
              ${t('history.more')}
            </button>
          </p>`
        : nothing}`;
  }

  private row(sitter: Sitter): TemplateResult {
    const tone = sitter.standing === 'SILENT' || sitter.standing === 'VOIDED' ? 'bad' : sitter.standing === 'ACTIVE' ? 'good' : '';
    const isOver = sitter.attemptId && (sitter.standing === 'FINISHED' || sitter.standing === 'EXPIRED');
    const button = (name: string, act: () => Promise<void>): TemplateResult =>
      html`<button class="button ghost small" aria-label="${name}: ${nameOf(sitter)}" @click=${() => void act()}>${name}</button>`;
    return html`<tr>
      <td data-label=${t('sitting.name')}><a href="/learners/${encodeURIComponent(sitter.learnerId)}">${nameOf(sitter)}</a></td>
      <td data-label=${t('history.state')}>
        <span class="tag ${tone}">${t(`sitting.standing.${sitter.standing}`)}</span>
        ${sitter.late ? html`<span class="tag warn">${t('sitting.late', { n: sitter.late })}</span>` : nothing}
      </td>
      <td data-label=${t('history.answered')} class="numeric">${sitter.questions == null ? '–' : `${sitter.answered ?? 0} / ${sitter.questions}`}</td>
      <td data-label=${t('sitting.seen')}>${sitter.seenAt ? since(sitter.seenAt) : '–'}</td>
      <td data-label=${t('sitting.deadline')}>
        ${time(sitter.deadline)} ${sitter.extraMinutes ? html`<span class="tag">+${sitter.extraMinutes} min</span>` : nothing}
      </td>
      <td>
        <span class="row wrap">
          ${button(t('sitting.time'), () => this.act(giveTime(this.sitting, sitter)))}
          ${isOver ? html`${button(t('sitting.reopen'), () => this.act(reopen(sitter)))} ${button(t('sitting.void'), () => this.act(voidAttempt(sitter)))}` : nothing}
          ${sitter.late && sitter.attemptId ? button(t('sitting.late.look'), () => this.act(lateAnswers(sitter))) : nothing}
        </span>
      </td>
    </tr>`;
  }
}

define('gf-sitting', SittingPage);
