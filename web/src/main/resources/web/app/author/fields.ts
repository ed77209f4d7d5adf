import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../messages';
import { SCORING, TYPES, freeLetter, weighs, type Draft, type DraftChoice, type QuestionType } from './draft';

export type Change = (change: Partial<Draft>) => void;

/** What of a draft belongs to its type. */
export function typeFields(draft: Draft, change: Change): TemplateResult {
  switch (draft.type) {
    case 'single':
    case 'multiple':
      return choices(draft, change);
    case 'true-false':
      return html`<fieldset class="stack">
        <legend>${t('correction.key')}</legend>
        ${[true, false].map(
          (answer) => html`<label class="row"
            ><input type="radio" name="answer" .checked=${draft.answer === answer} @change=${() => change({ answer })} />${t(answer ? 'edit.true' : 'edit.false')}</label
          >`,
        )}
      </fieldset>`;
    case 'short-text':
      return texts(draft, change);
    case 'numeric':
      return rows(t('edit.numbers'), draft.numbers, { low: '', high: '', weight: '' }, (numbers) => change({ numbers }), (one, put) => html`
        ${written(t('key.low'), one.low, (low) => put({ ...one, low }), 'tight')} ${written(t('key.high'), one.high, (high) => put({ ...one, high }), 'tight')}
        ${written(t('key.weight'), one.weight, (weight) => put({ ...one, weight }), 'tight', '1')}`);
    case 'matching':
      return html`${rows(t('edit.pairs'), draft.pairs, { prompt: '', answer: '' }, (pairs) => change({ pairs }), (one, put) => html`
          ${written(t('edit.prompt'), one.prompt, (prompt) => put({ ...one, prompt }), 'grow')}
          ${written(t('edit.answer'), one.answer, (answer) => put({ ...one, answer }), 'grow')}`)}
        ${rows(t('edit.distractors'), draft.distractors, '', (distractors) => change({ distractors }), (one, put) =>
          written(t('edit.answer'), one, put, 'grow'),
        )}`;
    case 'ordering':
      return order(draft, change);
  }
}

export function typePicker(draft: Draft, change: Change): TemplateResult {
  return html`<label class="field"
    ><span>${t('edit.type')}</span>
    <select @change=${(event: Event) => change({ type: (event.target as HTMLSelectElement).value as QuestionType })}>
      ${TYPES.map((type) => html`<option value=${type} .selected=${live(type === draft.type)}>${t(`edit.type.${type}`)}</option>`)}
    </select>
  </label>`;
}

export function scoringPicker(draft: Draft, change: Change): TemplateResult | typeof nothing {
  const ways = SCORING[draft.type];
  const chosen = ways.includes(draft.scoring) ? draft.scoring : ways[0];
  return ways.length === 0
    ? nothing
    : html`<label class="field"
        ><span>${t('edit.scoring')}</span>
        <select @change=${(event: Event) => change({ scoring: (event.target as HTMLSelectElement).value })}>
          ${ways.map((way) => html`<option value=${way} .selected=${live(way === chosen)}>${t(`edit.scoring.${way}` as 'edit.scoring.per-pair')}</option>`)}
        </select>
      </label>`;
}

/** A field of a line. */
export function written(label: string, value: string, put: (value: string) => void, more = '', placeholder = ''): TemplateResult {
  return html`<label class="field ${more}"
    ><span>${label}</span>
    <input .value=${value} placeholder=${placeholder} autocomplete="off" @input=${(event: Event) => put((event.target as HTMLInputElement).value)} />
  </label>`;
}

/** A list that grows and shrinks. */
function rows<T>(
  legend: string,
  entries: T[],
  fresh: T,
  change: (entries: T[]) => void,
  row: (entry: T, put: (entry: T) => void) => TemplateResult,
): TemplateResult {
  return html`<fieldset class="stack">
    <legend>${legend}</legend>
    ${entries.map(
      (entry, index) => html`<div class="row accepted">
        ${row(entry, (changed) => change(entries.map((one, other) => (other === index ? changed : one))))}
        ${remove(index, () => change(entries.filter((_, other) => other !== index)))}
      </div>`,
    )}
    <div><button type="button" class="button ghost small" @click=${() => change([...entries, fresh])}>${t('key.add')}</button></div>
  </fieldset>`;
}

function remove(index: number, act: () => void): TemplateResult {
  return html`<button type="button" class="button ghost small" aria-label=${t('key.remove', { n: index + 1 })} @click=${act}>✕</button>`;
}

function choices(draft: Draft, change: Change): TemplateResult {
  const single = draft.type === 'single';
  const put = (id: string, changed: Partial<DraftChoice>): void =>
    change({
      choices: draft.choices.map((choice) =>
        choice.id === id ? { ...choice, ...changed } : single && changed.correct ? { ...choice, correct: false } : choice,
      ),
    });
  return html`<fieldset class="stack">
      <legend>${t('edit.choices')}</legend>
      <p class="muted">${t(single ? 'edit.choices.single' : 'edit.choices.multiple')}</p>
      ${draft.choices.map(
        (choice, index) => html`<div class="row accepted">
          <label class="row mark-right"
            ><input
              type=${single ? 'radio' : 'checkbox'}
              name="correct"
              aria-label=${t('edit.isRight', { id: choice.id })}
              .checked=${choice.correct}
              @change=${(event: Event) => put(choice.id, { correct: (event.target as HTMLInputElement).checked })}
            /><span class="letter" aria-hidden="true">${choice.id}</span></label
          >
          <label class="field grow"
            ><span class="unseen">${t('edit.choice', { id: choice.id })}</span>
            <textarea rows="1" .value=${choice.text} @input=${(event: Event) => put(choice.id, { text: (event.target as HTMLTextAreaElement).value })}></textarea>
          </label>
          ${weighs(draft.scoring) ? written(t('key.worth'), choice.weight, (weight) => put(choice.id, { weight }), 'tight', '0') : nothing}
          ${remove(index, () => change({ choices: draft.choices.filter((one) => one !== choice) }))}
        </div>`,
      )}
      <div>
        <button
          type="button"
          class="button ghost small"
          ?disabled=${freeLetter(draft.choices) === ''}
          @click=${() => change({ choices: [...draft.choices, { id: freeLetter(draft.choices), text: '', correct: false, weight: '' }] })}
        >
          ${t('key.add')}
        </button>
      </div>
    </fieldset>
    ${single
      ? nothing
      : html`<div class="row wrap">
          ${written(t('edit.min'), draft.min, (min) => change({ min }), 'tight', t('edit.asMany'))}
          ${written(t('edit.max'), draft.max, (max) => change({ max }), 'tight', t('edit.asMany'))}
        </div>`}
    ${draft.scoring === 'map-response'
      ? html`<div class="row wrap">
          ${written(t('edit.otherwise'), draft.otherwise, (otherwise) => change({ otherwise }), 'tight', '0')}
          ${written(t('edit.least'), draft.least, (least) => change({ least }), 'tight', '0')}
          ${written(t('edit.most'), draft.most, (most) => change({ most }), 'tight')}
        </div>`
      : nothing}`;
}

function texts(draft: Draft, change: Change): TemplateResult {
  return html`${rows(t('edit.texts'), draft.texts, { text: '', weight: '' }, (changed) => change({ texts: changed }), (one, put) => html`
      ${written(t('key.text'), one.text, (text) => put({ ...one, text }), 'grow')}
      ${written(t('key.weight'), one.weight, (weight) => put({ ...one, weight }), 'tight', '1')}`)}
    <label class="row"
      ><input type="checkbox" .checked=${draft.caseSensitive} @change=${(event: Event) => change({ caseSensitive: (event.target as HTMLInputElement).checked })} />${t(
        'key.caseSensitive',
      )}</label
    >
    <label class="field"
      ><span>${t('key.spaces')}</span>
      <select @change=${(event: Event) => change({ spaces: (event.target as HTMLSelectElement).value })}>
        ${(['collapse', 'ignore', 'exact'] as const).map((one) => html`<option value=${one} .selected=${live(one === draft.spaces)}>${t(`key.spaces.${one}`)}</option>`)}
      </select>
    </label>`;
}

function order(draft: Draft, change: Change): TemplateResult {
  const move = (index: number, by: number): void => {
    const moved = [...draft.order];
    const [text] = moved.splice(index, 1);
    moved.splice(index + by, 0, text);
    change({ order: moved });
  };
  return html`<fieldset class="stack">
    <legend>${t('edit.order')}</legend>
    ${draft.order.map(
      (text, index) => html`<div class="row accepted">
        ${written(t('edit.place', { n: index + 1 }), text, (changed) => change({ order: draft.order.map((one, other) => (other === index ? changed : one)) }), 'grow')}
        <button type="button" class="button ghost small" ?disabled=${index === 0} aria-label=${t('edit.up', { n: index + 1 })} @click=${() => move(index, -1)}>↑</button>
        <button type="button" class="button ghost small" ?disabled=${index === draft.order.length - 1} aria-label=${t('edit.down', { n: index + 1 })} @click=${() => move(index, 1)}>↓</button>
        ${remove(index, () => change({ order: draft.order.filter((_, other) => other !== index) }))}
      </div>`,
    )}
    <div><button type="button" class="button ghost small" @click=${() => change({ order: [...draft.order, ''] })}>${t('key.add')}</button></div>
  </fieldset>`;
}
