import { nothing, type TemplateResult } from 'lit';
import { getAll } from '../api';
import { t } from '../messages';
import { noBank } from '../parts/no-bank';
import { picker } from '../parts/picker';
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

const MOST_AT_ONCE = 500;

export async function loadScope(): Promise<Scope> {
  const leads = hasRole('instructor', 'admin');
  const [banks, cohorts] = await Promise.all([
    getAll<Bank>('banks', { limit: MOST_AT_ONCE }),
    leads ? getAll<{ cohort: string }>('cohorts', { limit: MOST_AT_ONCE }) : Promise.resolve([]),
  ]);
  return { banks, cohorts: cohorts.map((one) => one.cohort), seesAll: hasRole('author', 'admin') };
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

/** In the place of figures, where there can't be any. */
export function nothingYet({ banks }: Scope): TemplateResult | null {
  return banks.length === 0 ? noBank() : null;
}
