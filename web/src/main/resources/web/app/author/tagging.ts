import { html } from 'lit';
import { send } from '../api';
import { t } from '../messages';
import { askFields } from '../parts/ask-fields';
import { failureText } from '../parts/failure';
import { toast } from '../parts/toast';
import type { Topic } from '../types';
import type { Filter } from './bank';

/** Which questions are meant: these, or all that fit. */
type Wanted = { ids: string[] } | { filter: Filter };

/** Asks which topics many questions get and lose, and does it. */
export async function tagMany(bank: string, topics: Topic[], wanted: Wanted, then: () => Promise<void>): Promise<void> {
  if (topics.length === 0) {
    toast(t('tags.none'), true);
    return;
  }
  const choose = (name: string, label: string): unknown => html`<label class="field"
    ><span>${label}</span>
    <select name=${name}>
      <option value="">${t('tags.nothing')}</option>
      ${topics.map((topic) => html`<option value=${topic.path}>${topic.path}</option>`)}
    </select>
  </label>`;
  const given = await askFields(
    'ids' in wanted ? t('tags.chosen', { n: wanted.ids.length }) : t('tags.all'),
    html`<p>${t('tags.text')}</p>
      ${choose('add', t('tags.add'))} ${choose('remove', t('tags.remove'))}`,
    t('tags.do'),
  );
  const paths = (name: string): string[] => [String(given?.get(name) ?? '')].filter(Boolean);
  if (!given || paths('add').length + paths('remove').length === 0) {
    return;
  }
  try {
    const report = await send<{ matched: number; changed: number; untagged: number }>('POST', `banks/${bank}/questions/tags`, {
      ...wanted,
      add: paths('add'),
      remove: paths('remove'),
    });
    toast(t('tags.done', { matched: report.matched, changed: report.changed, untagged: report.untagged }));
    await then();
  } catch (failure) {
    toast(failureText(failure), true);
  }
}
