import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { get, type Page } from '../api';
import { t } from '../messages';
import { hasRole } from '../session';
import type { Bank } from '../types';

/** Of which banks and of whom the reader may see figures. */
export interface Scope {
  banks: Bank[];
  /** Those that the reader leads; none for who is only an author. */
  cohorts: string[];
  /** Whether also the sums over everybody. */
  seesAll: boolean;
}

export async function loadScope(): Promise<Scope> {
  const leads = hasRole('instructor', 'admin');
  const [banks, cohorts] = await Promise.all([
    get<Page<Bank>>('banks', { limit: 500 }),
    leads ? get<Page<{ cohort: string }>>('cohorts', { limit: 500 }) : Promise.resolve({ items: [], next: null }),
  ]);
  return { banks: banks.items, cohorts: cohorts.items.map((one) => one.cohort), seesAll: hasRole('author', 'admin') };
}

/** What an address asks for, or where one begins. */
export function within(scope: Scope, asked: { bank?: string; cohort?: string }): { bank: string; cohort: string } {
  return {
    bank: asked.bank ?? scope.banks[0]?.slug ?? '',
    cohort: asked.cohort ?? (scope.seesAll ? '' : (scope.cohorts[0] ?? '')),
  };
}

export function bankPicker({ banks }: Scope, bank: string, take: (slug: string) => void): TemplateResult {
  return picker(t('topics.bank'), bank, banks.map((one) => [one.slug, one.title]), take);
}

export function cohortPicker({ cohorts, seesAll }: Scope, cohort: string, take: (cohort: string) => void): TemplateResult | typeof nothing {
  const all: [string, string][] = seesAll ? [['', t('topics.cohort.all')]] : [];
  return cohorts.length === 0
    ? nothing
    : picker(t('topics.cohort'), cohort, [...all, ...cohorts.map((one): [string, string] => [one, one])], take);
}

export function picker(label: string, value: string, options: [string, string][], take: (value: string) => void): TemplateResult {
  return html`<label class="field"
    ><span>${label}</span>
    <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
      ${options.map(([one, text]) => html`<option value=${one} .selected=${live(one === value)}>${text}</option>`)}
    </select>
  </label>`;
}

/** In the place of figures, where there can't be any. */
export function nothingYet({ banks }: Scope): TemplateResult | null {
  return banks.length === 0 ? html`<div class="notice"><h2>${t('home.noBank')}</h2><p>${t('home.noBankText')}</p></div>` : null;
}
