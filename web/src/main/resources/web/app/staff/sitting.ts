import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define } from '../element';
import { moment, since, time } from '../format';
import { t } from '../messages';
import { askFields } from '../parts/ask-fields';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { Sitting } from '../types';

type Standing = 'NOT_STARTED' | 'ACTIVE' | 'SILENT' | 'FINISHED' | 'EXPIRED' | 'VOIDED';

interface Sitter {
  learnerId: string;
  name?: string;
  standing: Standing;
  attemptId?: string;
  deadline?: string;
  seenAt?: string;
  extraMinutes: number;
  questions?: number;
  answered?: number;
  late?: number;
}

interface Roll {
  asOf: string;
  counts: Partial<Record<Standing, number>>;
  learners: Page<Sitter>;
}

const REFRESH_MILLIS = 3000;
const STANDINGS: Standing[] = ['ACTIVE', 'SILENT', 'NOT_STARTED', 'FINISHED', 'EXPIRED', 'VOIDED'];

/** An exam day as it goes on: who sits, who is silent, who is done; extra time and voiding. */
class SittingPage extends Element {
  static override properties = { sitting: {}, plan: { state: true }, roll: { state: true } };

  /** The id. */
  declare sitting: string;
  declare plan: Loaded<Sitting>;
  declare roll: Loaded<Roll>;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.plan = LOADING;
    this.roll = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('sittings.title')} · ${t('app.name')}`;
    void loaded(get<Sitting>(`sittings/${this.sitting}`)).then((plan) => (this.plan = plan));
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private readonly refresh = async (): Promise<void> => {
    clearTimeout(this.timer);
    this.roll = await loaded(get<Roll>(`sittings/${this.sitting}/learners`, { limit: 200 }));
    if (this.isConnected) {
      this.timer = setTimeout(() => void this.refresh(), REFRESH_MILLIS);
    }
  };

  private async act(what: Promise<unknown>, said: string): Promise<void> {
    try {
      await what;
      toast(said);
      await this.refresh();
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  private async giveTime(sitter: Sitter): Promise<void> {
    const given = await askFields(
      t('sitting.time.title', { name: nameOf(sitter) }),
      html`<label class="field"
          ><span>${t('sitting.time.minutes')}</span><input name="minutes" type="number" min="0" max="600" required value=${sitter.extraMinutes || 15} />
        </label>
        <label class="field"><span>${t('sitting.reason')}</span><input name="reason" required maxlength="500" /></label>`,
      t('sitting.time'),
    );
    if (given) {
      const body = { extraMinutes: Number(given.get('minutes')), reason: String(given.get('reason')) };
      await this.act(send('PUT', `sittings/${this.sitting}/accommodations/${encodeURIComponent(sitter.learnerId)}`, body), t('sitting.time.done'));
    }
  }

  private async voidAttempt(sitter: Sitter): Promise<void> {
    const given = await askFields(
      t('sitting.void.title', { name: nameOf(sitter) }),
      html`<p>${t('sitting.void.text')}</p>
        <label class="field"><span>${t('sitting.reason')}</span><input name="reason" required maxlength="500" /></label>`,
      t('sitting.void'),
    );
    if (given) {
      await this.act(send('POST', `attempts/${sitter.attemptId}/void`, { reason: String(given.get('reason')) }), t('sitting.void.done'));
    }
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
        () => void this.refresh(),
      )}
      ${shown(this.roll, (roll) => this.list(roll), () => void this.refresh())}
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
          </div>`}`;
  }

  private row(sitter: Sitter): TemplateResult {
    const tone = sitter.standing === 'SILENT' || sitter.standing === 'VOIDED' ? 'bad' : sitter.standing === 'ACTIVE' ? 'good' : '';
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
          <button class="button ghost small" aria-label="${t('sitting.time')}: ${nameOf(sitter)}" @click=${() => void this.giveTime(sitter)}>${t('sitting.time')}</button>
          ${sitter.attemptId && sitter.standing !== 'ACTIVE' && sitter.standing !== 'SILENT' && sitter.standing !== 'VOIDED'
            ? html`<button class="button ghost small" aria-label="${t('sitting.void')}: ${nameOf(sitter)}" @click=${() => void this.voidAttempt(sitter)}>
                ${t('sitting.void')}
              </button>`
            : nothing}
        </span>
      </td>
    </tr>`;
  }
}

function nameOf(sitter: Sitter): string {
  return sitter.name ?? sitter.learnerId;
}

define('gf-sitting', SittingPage);
