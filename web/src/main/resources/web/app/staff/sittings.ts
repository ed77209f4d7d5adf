import { html, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { moment } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { navigate } from '../router';
import { hasRole } from '../session';
import type { Bank, Blueprint, Sitting } from '../types';
import { loadScope } from './scope';

/** The exam days of own cohorts, and a way to plan one. */
class Sittings extends Element {
  static override properties = { sittings: { state: true }, banks: { state: true }, cohorts: { state: true }, blueprints: { state: true }, busy: { state: true } };

  declare sittings: Loaded<Sitting[]>;
  declare banks: Bank[];
  declare cohorts: string[];
  declare blueprints: Blueprint[];
  declare busy: boolean;

  constructor() {
    super();
    this.sittings = LOADING;
    this.banks = [];
    this.cohorts = [];
    this.blueprints = [];
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('sittings.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    this.sittings = await loaded(get<Page<Sitting>>('sittings', { limit: 100 }).then((page) => page.items));
    const scope = await loaded(loadScope());
    this.banks = scope.kind === 'here' ? scope.value.banks : [];
    this.cohorts = scope.kind === 'here' ? scope.value.cohorts : [];
    if (this.banks.length > 0) {
      await this.take(this.banks[0].slug);
    }
  }

  private async take(bank: string): Promise<void> {
    const found = await loaded(get<Page<Blueprint>>(`banks/${bank}/blueprints`));
    this.blueprints = found.kind === 'here' ? found.value.items : [];
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
  private cohortField(): TemplateResult {
    return html`<label class="field"
      ><span>${t('topics.cohort')}</span>
      ${hasRole('admin')
        ? html`<input name="cohort" required maxlength="200" list="cohorts" /><datalist id="cohorts">
              ${this.cohorts.map((cohort) => html`<option value=${cohort}></option>`)}
            </datalist>`
        : html`<select name="cohort" required>
            ${this.cohorts.map((cohort) => html`<option value=${cohort}>${cohort}</option>`)}
          </select>`}
    </label>`;
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <h1>${t('sittings.title')}</h1>
      ${shown(
        this.sittings,
        (sittings) =>
          sittings.length === 0
            ? html`<div class="notice"><h2>${t('sittings.none')}</h2><p>${t('sittings.none.text')}</p></div>`
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
        () => void this.load(),
      )}
      <section class="card" aria-labelledby="plan">
        <h2 id="plan">${t('sittings.plan')}</h2>
        <form class="stack" @submit=${(event: Event) => void this.plan(event)}>
          <div class="filters wide-fields">
            <label class="field"
              ><span>${t('topics.bank')}</span>
              <select name="bank" required @change=${(event: Event) => void this.take((event.target as HTMLSelectElement).value)}>
                ${this.banks.map((bank) => html`<option value=${bank.slug}>${bank.title}</option>`)}
              </select>
            </label>
            <label class="field"
              ><span>${t('sittings.blueprint')}</span>
              <select name="blueprint" required>
                ${this.blueprints.map((blueprint) => html`<option value=${blueprint.name}>${blueprint.title}</option>`)}
              </select>
            </label>
            ${this.cohortField()}
            <label class="field"><span>${t('sittings.name')}</span><input name="title" maxlength="200" /></label>
            <label class="field"><span>${t('sittings.opensAt')}</span><input name="opensAt" type="datetime-local" required /></label>
            <label class="field"><span>${t('sittings.closesAt')}</span><input name="closesAt" type="datetime-local" required /></label>
            <label class="field"><span>${t('sittings.code')}</span><input name="accessCode" maxlength="100" autocomplete="off" /></label>
          </div>
          <div><button class="button" ?disabled=${this.busy}>${t('sittings.plan')}</button></div>
        </form>
      </section>
    </div>`;
  }
}

export function phase(sitting: Sitting, now = Date.now()): 'before' | 'open' | 'closed' {
  if (now < new Date(sitting.opensAt).getTime()) {
    return 'before';
  }
  return now < new Date(sitting.closesAt).getTime() ? 'open' : 'closed';
}

define('gf-sittings', Sittings);
