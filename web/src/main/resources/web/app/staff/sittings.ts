import { html, nothing, type TemplateResult } from 'lit';
import { get, getAll, send, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { moment, zone } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import { hasRole } from '../session';
import type { Blueprint, Sitting } from '../types';
import { loadScope, nothingYet, type Scope } from './scope';

const PART = 50;

/** The exam days of own cohorts, and a way to plan one. */
class Sittings extends Element {
  static override properties = { scope: { state: true }, blueprints: { state: true }, busy: { state: true } };

  declare scope: Loaded<Scope>;
  declare blueprints: Loaded<Blueprint[]>;
  declare busy: boolean;

  private readonly sittings = new Listing<Sitting>(this, (cursor) => get<Page<Sitting>>('sittings', { cursor, limit: PART }));

  constructor() {
    super();
    this.scope = LOADING;
    this.blueprints = LOADING;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('sittings.title'));
    void this.sittings.load();
    void this.load();
  }

  private async load(): Promise<void> {
    this.scope = await loaded(loadScope());
    if (this.scope.kind === 'here' && this.scope.value.banks.length > 0) {
      await this.take(this.scope.value.banks[0].slug);
    }
  }

  private async take(bank: string): Promise<void> {
    this.blueprints = await loaded(getAll<Blueprint>(`banks/${bank}/blueprints`));
  }

  private async plan(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const instant = (name: string): string => new Date(text(name)).toISOString();
    this.busy = true;
    try {
      const sitting = await send<Sitting>('POST', 'sittings', {
        bank: text('bank'),
        blueprint: text('blueprint'),
        cohort: text('cohort'),
        title: text('title') || undefined,
        opensAt: instant('opensAt'),
        closesAt: instant('closesAt'),
        attemptsAllowed: Number(text('attemptsAllowed')),
        accessCode: text('accessCode') || undefined,
      });
      navigate(`/sittings/${sitting.id}`);
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  /** An admin may name any; whoever leads some, one of those. */
  private cohortField(cohorts: string[]): TemplateResult {
    return html`<label class="field"
      ><span>${t('topics.cohort')}</span>
      ${hasRole('admin')
        ? html`<input name="cohort" required maxlength="200" list="cohorts" /><datalist id="cohorts">
              ${cohorts.map((cohort) => html`<option value=${cohort}></option>`)}
            </datalist>`
        : html`<select name="cohort" required>
            ${cohorts.map((cohort) => html`<option value=${cohort}>${cohort}</option>`)}
          </select>`}
    </label>`;
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('sittings.title'), lead: t('sittings.lead') })}
      ${this.sittings.shown((sittings) =>
        sittings.length === 0
          ? empty(t('sittings.none'), t('sittings.none.text'))
          : html`<ul class="plain-list">
              ${sittings.map(
                (one) => html`<li class="card row between wrap">
                  <span
                    ><strong>${one.title}</strong> <span class="tag ${phase(one) === 'open' ? 'good' : ''}">${t(`sittings.${phase(one)}`)}</span><br />
                    <span class="muted">${one.cohort} · ${moment(one.opensAt)} – ${moment(one.closesAt)}</span></span
                  >
                  <a class="button ghost small" href="/sittings/${one.id}" aria-label="${t('sittings.watch')}: ${one.title}">${t('sittings.watch')}</a>
                </li>`,
              )}
            </ul>`,
      )}
      <section class="card" aria-labelledby="plan">
        <h2 id="plan">${t('sittings.plan')}</h2>
        ${shown(
          this.scope,
          (scope) =>
            nothingYet(scope) ?? (scope.cohorts.length === 0 && !hasRole('admin') ? html`<p class="muted">${t('sittings.noCohort')}</p>` : this.form(scope)),
          () => void this.load(),
        )}
      </section>
    </div>`;
  }

  private form({ banks, cohorts }: Scope): TemplateResult {
    const blueprints = this.blueprints.kind === 'here' ? this.blueprints.value : [];
    return html`<form class="stack" @submit=${(event: Event) => void this.plan(event)}>
      <div class="filters wide-fields">
        <label class="field"
          ><span>${t('topics.bank')}</span>
          <select name="bank" required @change=${(event: Event) => void this.take((event.target as HTMLSelectElement).value)}>
            ${banks.map((bank) => html`<option value=${bank.slug}>${bank.title}</option>`)}
          </select>
        </label>
        <label class="field"
          ><span>${t('sittings.blueprint')}</span>
          <select name="blueprint" required>
            ${blueprints.map((blueprint) => html`<option value=${blueprint.name}>${blueprint.title}</option>`)}
          </select>
        </label>
        ${this.cohortField(cohorts)}
        <label class="field"><span>${t('sittings.name')}</span><input name="title" maxlength="200" /></label>
        <label class="field"><span>${t('sittings.opensAt')}</span><input name="opensAt" type="datetime-local" required /></label>
        <label class="field"><span>${t('sittings.closesAt')}</span><input name="closesAt" type="datetime-local" required /></label>
        <label class="field"
          ><span>${t('sittings.attempts')}</span><input name="attemptsAllowed" type="number" min="1" max="100" value="1" required
        /></label>
        <label class="field"><span>${t('sittings.code')}</span><input name="accessCode" maxlength="100" autocomplete="off" /></label>
      </div>
      <p class="muted">
        ${t('sittings.zone', { zone: zone() })}
        ${this.blueprints.kind === 'here' && blueprints.length === 0 ? html`<span class="bad-text">${t('sittings.noExam')}</span>` : nothing}
      </p>
      <div><button class="button" ?disabled=${this.busy || blueprints.length === 0}>${t('sittings.plan')}</button></div>
    </form>`;
  }
}

function phase(sitting: Sitting, now = Date.now()): 'before' | 'open' | 'closed' {
  if (now < new Date(sitting.opensAt).getTime()) {
    return 'before';
  }
  return now < new Date(sitting.closesAt).getTime() ? 'open' : 'closed';
}

define('gf-sittings', Sittings);
