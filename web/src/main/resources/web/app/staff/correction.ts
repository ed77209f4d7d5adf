import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define } from '../element';
import { moment, number } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failed, failureText } from '../parts/failure';
import { inline, markdown } from '../parts/markdown';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { Choice, Key } from '../types';

type Effect = 'regrade' | 'credit-all' | 'withdraw';

interface Keyed {
  id: string;
  externalId?: string;
  revision: number;
  stem: string;
  choices: Choice[];
  select: { min: number; max: number };
  key?: Key;
}

interface Preview {
  answers: number;
  pending: number;
  blanks: number;
  changed: number;
  attempts: { changed: number; higher: number; lower: number; wouldPass: number; wouldFail: number };
}

interface Correction {
  correctionId: string;
  effect: string;
  reason: string;
  correctedAt: string;
  before: Key;
  after: Key;
}

interface Campaign {
  status: 'ANNOUNCED' | 'RUNNING' | 'ALL_BUT_REJECTED' | 'COMPLETE';
  answers?: { total: number; regraded: number; behind: number; rejected: number; changed: number };
}

const EFFECTS: Effect[] = ['regrade', 'credit-all', 'withdraw'];
const POLL_MILLIS = 1000;

/** Puts the key of a revision right: who would be affected is said first, then how far the regrading is. */
class CorrectionPage extends Element {
  static override properties = {
    question: {},
    revision: {},
    keyed: { state: true },
    journalled: { state: true },
    effect: { state: true },
    choices: { state: true },
    reason: { state: true },
    preview: { state: true },
    campaign: { state: true },
    busy: { state: true },
  };

  declare question: string;
  declare revision: string;
  declare keyed: Loaded<Keyed>;
  declare journalled: Loaded<Correction[]>;
  declare effect: Effect;
  declare choices: string[];
  declare reason: string;
  declare preview: Loaded<Preview> | null;
  declare campaign: Campaign | null;
  declare busy: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.keyed = LOADING;
    this.journalled = LOADING;
    this.effect = 'regrade';
    this.choices = [];
    this.reason = '';
    this.preview = null;
    this.campaign = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('correction.title')} · ${t('app.name')}`;
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private get corrections(): string {
    return `questions/${this.question}/revisions/${this.revision}/corrections`;
  }

  private async load(): Promise<void> {
    [this.keyed, this.journalled] = await Promise.all([
      loaded(get<Keyed>(`questions/${this.question}`)),
      loaded(get<Page<Correction>>(this.corrections).then((page) => page.items)),
    ]);
    if (this.keyed.kind === 'here') {
      this.choices = this.keyed.value.key?.choices ?? [];
    }
  }

  private take(change: { effect?: Effect; choices?: string[] }): void {
    this.effect = change.effect ?? this.effect;
    this.choices = change.choices ?? this.choices;
    this.preview = null;
  }

  private async look(): Promise<void> {
    this.preview = LOADING;
    this.preview = await loaded(
      send<Preview>('POST', 'regrades/preview', {
        question: this.question,
        revision: Number(this.revision),
        effect: this.effect,
        choices: this.effect === 'regrade' ? this.choices : undefined,
      }),
    );
  }

  private async apply(body: { effect: Effect; choices?: string[]; reason: string }): Promise<void> {
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

  private async follow(correction: string): Promise<void> {
    const campaign = await loaded(get<Campaign>(`regrades/${correction}`));
    if (campaign.kind === 'here') {
      this.campaign = campaign.value;
    }
    if (this.isConnected && this.campaign?.status !== 'COMPLETE' && this.campaign?.status !== 'ALL_BUT_REJECTED') {
      this.timer = setTimeout(() => void this.follow(correction), POLL_MILLIS);
    }
  }

  private async undo(correction: Correction): Promise<void> {
    const sure = await ask({ title: t('correction.undo.sure'), text: html`<p>${correction.reason}</p>`, yes: t('correction.undo') });
    if (sure) {
      await this.apply({
        effect: 'regrade',
        choices: correction.before.choices ?? [],
        reason: t('correction.undo.reason', { reason: correction.reason }),
      });
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <h1>${t('correction.title')}</h1>
      ${shown(this.keyed, (keyed) => this.content(keyed), () => void this.load())}
    </div>`;
  }

  private content(keyed: Keyed): TemplateResult {
    if (String(keyed.revision) !== this.revision) {
      return html`<div class="notice warn"><p>${t('correction.older', { n: keyed.revision })}</p>
        <a class="button" href="/corrections/${this.question}/${keyed.revision}">${t('correction.newest')}</a></div>`;
    }
    return html`
      <section class="card">
        <p class="muted">${keyed.externalId ?? keyed.id} · ${t('items.revision', { n: keyed.revision })}</p>
        ${markdown(keyed.stem)}
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
          ${this.effect === 'regrade' ? this.keyEditor(keyed) : nothing}
          <label class="field"
            ><span>${t('correction.reason')}</span>
            <textarea rows="2" maxlength="1000" .value=${this.reason} @input=${(event: Event) => (this.reason = (event.target as HTMLTextAreaElement).value)}></textarea>
          </label>
          <div class="row wrap">
            <button class="button ghost" @click=${() => void this.look()}>${t('correction.preview')}</button>
            <button
              class="button"
              ?disabled=${this.busy || !this.reason.trim() || this.preview?.kind !== 'here'}
              @click=${() =>
                void this.apply({ effect: this.effect, choices: this.effect === 'regrade' ? this.choices : undefined, reason: this.reason })}
            >
              ${t('correction.apply')}
            </button>
          </div>
          <p class="muted">${t('correction.order')}</p>
        </form>
        <div aria-live="polite">${this.preview ? shown(this.preview, previewed, () => void this.look()) : nothing}</div>
      </section>
      ${this.campaign ? progress(this.campaign) : nothing} ${this.journal()}
    `;
  }

  private keyEditor(keyed: Keyed): TemplateResult {
    const turn = (id: string): void => {
      const single = keyed.select.max === 1;
      const without = this.choices.filter((one) => one !== id);
      this.take({ choices: single ? [id] : this.choices.includes(id) ? without : [...this.choices, id] });
    };
    return html`<fieldset class="choices">
      <legend>${t('correction.key')}</legend>
      ${keyed.choices.map(
        (choice) => html`<label class="choice ${this.choices.includes(choice.id) ? 'ticked' : ''}">
          <input
            type=${keyed.select.max === 1 ? 'radio' : 'checkbox'}
            name="key"
            value=${choice.id}
            .checked=${this.choices.includes(choice.id)}
            @change=${() => turn(choice.id)}
          />
          <span class="letter" aria-hidden="true">${choice.id}</span><span class="choice-text">${inline(choice.text)}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private journal(): unknown {
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
                >${moment(one.correctedAt)} · ${one.effect} · ${(one.before.choices ?? []).join(', ')} → ${(one.after.choices ?? []).join(', ')}</span
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

function previewed(preview: Preview): TemplateResult {
  const { attempts } = preview;
  return html`<h2>${t('correction.affected')}</h2>
    <dl class="numbers">
      <div><dt>${t('correction.answers')}</dt><dd>${number(preview.answers)}</dd></div>
      <div><dt>${t('correction.changed')}</dt><dd>${number(preview.changed)}</dd></div>
      <div><dt>${t('correction.attempts')}</dt><dd>${number(attempts.changed)}</dd></div>
      <div><dt>${t('correction.wouldPass')}</dt><dd>${number(attempts.wouldPass)}</dd></div>
      <div><dt>${t('correction.wouldFail')}</dt><dd>${number(attempts.wouldFail)}</dd></div>
    </dl>`;
}

function progress(campaign: Campaign): TemplateResult {
  const { total = 0, regraded = 0, rejected = 0, changed = 0 } = campaign.answers ?? {};
  const done = campaign.status === 'COMPLETE';
  return html`<section class="card" role="status">
    <h2>${done ? t('correction.done') : t('correction.running')}</h2>
    <progress max=${Math.max(1, total)} value=${done ? Math.max(1, total) : regraded} aria-label=${t('correction.running')}></progress>
    <p>${t('correction.progress', { regraded: number(regraded), total: number(total), changed: number(changed) })}</p>
    ${rejected > 0 ? html`<p class="bad-text">${t('correction.rejected', { n: rejected })}</p>` : nothing}
  </section>`;
}

define('gf-correction', CorrectionPage);
