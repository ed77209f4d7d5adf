import { html, nothing, type TemplateResult } from 'lit';
import { get, getAll, send } from '../api';
import { Element, define, entitle } from '../element';
import { toJson } from '../exact';
import { moment, number } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failed, failureText } from '../parts/failure';
import { head } from '../parts/head';
import { markdown } from '../parts/markdown';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { Unsaved } from '../parts/unsaved';
import { keyText } from '../learner/key-text';
import { hasRole } from '../session';
import type { Key } from '../types';
import { previewed, progress, type Campaign, type Preview } from './correction-preview';
import { keyEditor, keyToSend, type Keyed } from './key-editor';
import { nameOf } from './question-card';

type Effect = 'regrade' | 'credit-all' | 'withdraw';

interface KeyedQuestion extends Keyed {
  id: string;
  externalId?: string | null;
  revision: number;
  stem: string;
  key?: Key;
}

/** A correction as it is sent. */
interface Wanted {
  effect: Effect;
  key?: Record<string, unknown>;
}

interface Correction {
  correctionId: string;
  effect: string;
  reason: string;
  correctedAt: string;
  before: Key;
  after: Key;
}

const EFFECTS: Effect[] = ['regrade', 'credit-all', 'withdraw'];
const POLL_MILLIS = 1000;
const MAX_REASON = 500;
const PART = 50;

/**
 * Puts the key of a revision right: who would be affected is said first, then how far the regrading is. An instructor sees whom it would
 * affect; authors apply it.
 */
class CorrectionPage extends Element {
  static override properties = {
    question: {},
    revision: {},
    keyed: { state: true },
    journalled: { state: true },
    effect: { state: true },
    key: { state: true },
    reason: { state: true },
    preview: { state: true },
    campaign: { state: true },
    busy: { state: true },
    count: { state: true },
  };

  declare question: string;
  declare revision: string;
  declare keyed: Loaded<KeyedQuestion>;
  declare journalled: Loaded<Correction[]>;
  declare effect: Effect;
  declare key: Key;
  declare reason: string;
  declare preview: Loaded<Preview> | null;
  declare campaign: Campaign | null;
  declare busy: boolean;
  /** How many of those who are affected are drawn. */
  declare count: number;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new Unsaved(this, () => this.reason.trim() !== '');
    this.keyed = LOADING;
    this.journalled = LOADING;
    this.effect = 'regrade';
    this.key = {};
    this.reason = '';
    this.preview = null;
    this.campaign = null;
    this.busy = false;
    this.count = PART;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('correction.title'));
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private get corrections(): string {
    return `questions/${this.question}/revisions/${this.revision}/corrections`;
  }

  private get mayApply(): boolean {
    return hasRole('author', 'admin');
  }

  private async load(): Promise<void> {
    [this.keyed, this.journalled] = await Promise.all([
      loaded(get<KeyedQuestion>(`questions/${this.question}`)),
      loaded(this.mayApply ? getAll<Correction>(this.corrections) : Promise.resolve([])),
    ]);
    const newest = this.journalled.kind === 'here' ? this.journalled.value[0] : undefined;
    if (newest && !this.campaign) {
      void this.follow(newest.correctionId, true);
    }
    if (this.keyed.kind === 'here') {
      this.key = this.keyed.value.key ?? {};
    }
  }

  private take(change: { effect?: Effect; key?: Key }): void {
    this.effect = change.effect ?? this.effect;
    this.key = change.key ?? this.key;
    this.preview = null;
  }

  private get wanted(): Wanted {
    return this.effect === 'regrade' ? { effect: this.effect, key: keyToSend(this.key) } : { effect: this.effect };
  }

  private async look(): Promise<void> {
    this.preview = LOADING;
    this.count = PART;
    const { wanted } = this;
    const asked = toJson(wanted);
    const preview = await loaded(
      send<Preview>('POST', 'regrades/preview', {
        question: this.question,
        revision: Number(this.revision),
        ...wanted,
      }),
    );
    if (asked === toJson(this.wanted)) {
      this.preview = preview;
    }
  }

  /** What can't be taken back without a trace is asked once more, with what it would change. */
  private async confirm({ changed, attempts }: Preview): Promise<void> {
    const { wanted, reason } = this;
    const values = { changed: number(changed), attempts: number(attempts.changed), pass: number(attempts.wouldPass), fail: number(attempts.wouldFail) };
    const sure = await ask({
      title: t('correction.sure'),
      text: html`<p>${t('correction.sure.text', values)}</p>`,
      yes: t('correction.apply'),
      harmful: true,
    });
    if (sure) {
      await this.apply({ ...wanted, reason });
    }
  }

  private async apply(body: Wanted & { reason: string }): Promise<void> {
    this.busy = true;
    try {
      const accepted = await send<{ correctionId: string }>('POST', this.corrections, body);
      this.preview = null;
      this.reason = '';
      await this.load();
      void this.follow(accepted.correctionId);
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  /** @param quiet whether one that has come to its end is nothing to tell of */
  private async follow(correction: string, quiet = false): Promise<void> {
    clearTimeout(this.timer);
    const campaign = await loaded(get<Campaign>(`regrades/${correction}`));
    const status = campaign.kind === 'here' ? campaign.value.status : undefined;
    const isOver = status === 'COMPLETE' || status === 'ALL_BUT_REJECTED';
    if (campaign.kind === 'here' && !(quiet && isOver)) {
      this.campaign = campaign.value;
    }
    if (this.isConnected && !isOver) {
      this.timer = setTimeout(() => void this.follow(correction), POLL_MILLIS);
    }
  }

  private async undo(correction: Correction): Promise<void> {
    const sure = await ask({ title: t('correction.undo.sure'), text: html`<p>${correction.reason}</p>`, yes: t('correction.undo'), harmful: true });
    if (sure) {
      await this.apply({ ...undoing(correction.before), reason: t('correction.undo.reason', { reason: correction.reason }).slice(0, MAX_REASON) });
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: t(this.mayApply ? 'correction.title' : 'correction.look'),
        back: {
          address: `/questions/${this.question}`,
          name: this.keyed.kind === 'here' ? nameOf(this.keyed.value) : t('question.title'),
        },
      })}
      ${shown(this.keyed, (keyed) => this.content(keyed), () => void this.load())}
    </div>`;
  }

  private content(keyed: KeyedQuestion): TemplateResult {
    if (String(keyed.revision) !== this.revision) {
      return html`<div class="notice warn"><p>${t('correction.older', { n: keyed.revision })}</p>
        <a class="button" href="/corrections/${this.question}/${keyed.revision}">${t('correction.newest')}</a></div>`;
    }
    return html`
      <section class="card">
        <p class="muted">${t('items.revision', { n: keyed.revision })}</p>
        ${markdown(keyed.stem, { bank: keyed.bank })}
        <form class="stack" @submit=${(event: Event) => event.preventDefault()}>
          <fieldset class="choices">
            <legend>${t('correction.effect')}</legend>
            ${EFFECTS.map(
              (effect) => html`<label class="row"
                ><input type="radio" name="effect" .checked=${this.effect === effect} @change=${() => this.take({ effect })} />
                <span>${t(`correction.effect.${effect}`)}</span></label
              >`,
            )}
          </fieldset>
          ${this.effect === 'regrade' ? keyEditor({ keyed, key: this.key, change: (key) => this.take({ key }) }) : nothing}
          ${this.mayApply ? this.reasonField() : nothing}
          <div class="row wrap">
            <button type="button" class="button ${this.mayApply ? 'ghost' : ''}" @click=${() => void this.look()}>${t('correction.preview')}</button>
            ${this.mayApply ? this.applyButton() : nothing}
          </div>
          <p class="muted">${t(this.mayApply ? 'correction.order' : 'correction.authors')}</p>
        </form>
        <div aria-live="polite">${this.preview
            ? shown(this.preview, (preview) => previewed(preview, this.count, () => (this.count += PART)), () => void this.look())
            : nothing}</div>
      </section>
      ${this.campaign ? progress(this.campaign) : nothing} ${this.journal(keyed)}
    `;
  }

  private reasonField(): TemplateResult {
    return html`<label class="field"
      ><span>${t('correction.reason')}</span>
      <textarea rows="2" maxlength=${MAX_REASON} .value=${this.reason} @input=${(event: Event) => (this.reason = (event.target as HTMLTextAreaElement).value)}></textarea>
    </label>`;
  }

  private applyButton(): TemplateResult {
    const { preview } = this;
    return html`<button
      type="button"
      class="button"
      ?disabled=${this.busy || !this.reason.trim() || preview?.kind !== 'here'}
      @click=${() => preview?.kind === 'here' && void this.confirm(preview.value)}
    >
      ${t('correction.apply')}
    </button>`;
  }

  private journal(keyed: Keyed): unknown {
    if (this.journalled.kind === 'failed') {
      return failed(this.journalled.failure, () => void this.load());
    }
    if (this.journalled.kind === 'loading' || this.journalled.value.length === 0) {
      return nothing;
    }
    return html`<section class="card" aria-labelledby="journal">
      <h2 id="journal">${t('correction.journal')}</h2>
      <ul class="plain-list">
        ${this.journalled.value.map(
          (one, index) => html`<li class="row between wrap">
            <span
              >${one.reason}<br /><span class="muted"
                >${moment(one.correctedAt)} · ${said(keyed, one.before)} → ${said(keyed, one.after)}</span
              ></span
            >
            ${index === 0
              ? html`<button class="button ghost small" ?disabled=${this.busy} @click=${() => void this.undo(one)}>${t('correction.undo')}</button>`
              : nothing}
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

/** What gives the key back that was in force before. */
function undoing(before: Key): Wanted {
  switch (before.kind) {
    case 'credit-all':
      return { effect: 'credit-all' };
    case 'withdrawn':
      return { effect: 'withdraw' };
    default:
      return { effect: 'regrade', key: keyToSend(before) };
  }
}

function said(keyed: Keyed, key: Key): string {
  if (key.kind === 'credit-all' || key.kind === 'withdrawn') {
    return t(`correction.kind.${key.kind}`);
  }
  return key.choices && keyed.kind !== 'TRUE_FALSE' ? key.choices.join(', ') : keyText(keyed, key);
}

define('gf-correction', CorrectionPage);
