import { get } from '../api';
import { t } from '../messages';
import { current, hasRole } from '../session';
import { loaded } from './state';

/** As many as one call asks for. */
const MOST_AT_ONCE = 500;

const SHORT = 8;

/** Those names of people that the reader may know; only who leads cohorts may ask for any. */
export async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const wanted = hasRole('instructor', 'admin') ? [...new Set(ids)].filter((id) => id !== current()?.id) : [];
  for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
    const found = await loaded(get<{ id: string; name?: string | null }[]>('learners', { ids: wanted.slice(from, from + MOST_AT_ONCE).join(',') }));
    for (const { id, name } of found.kind === 'here' ? found.value : []) {
      if (name) {
        names.set(id, name);
      }
    }
  }
  return names;
}

/** Who did something: the reader, a name, or what an id begins with where no name is known. */
export function whoText(id: string, names: Map<string, string>): string {
  return id === current()?.id ? t('question.byYou') : (names.get(id) ?? id.slice(0, SHORT));
}
