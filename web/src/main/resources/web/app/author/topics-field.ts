import { html, type TemplateResult } from 'lit';
import { t } from '../messages';
import type { Topic } from '../types';

/** Topics as marks that can be taken off, and a field that adds one; a new path makes a new topic. */
export function topicsField(topics: string[], known: Topic[], change: (topics: string[]) => void): TemplateResult {
  const add = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const path = input.value.trim();
    if (path && !topics.includes(path)) {
      change([...topics, path]);
    }
    input.value = '';
  };
  return html`<fieldset class="stack">
    <legend>${t('edit.topics')}</legend>
    <p class="muted">${t('edit.topics.text')}</p>
    <div class="row wrap">
      ${topics.map(
        (path) => html`<span class="tag"
          >${path}
          <button type="button" class="plain" aria-label=${t('edit.topics.remove', { topic: path })} @click=${() => change(topics.filter((one) => one !== path))}>✕</button></span
        >`,
      )}
    </div>
    <label class="field"
      ><span>${t('edit.topics.add')}</span>
      <input
        list="known-topics"
        autocomplete="off"
        @change=${add}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            add(event);
          }
        }}
      />
    </label>
    <datalist id="known-topics">${known.map((topic) => html`<option value=${topic.path}>${topic.title}</option>`)}</datalist>
  </fieldset>`;
}
