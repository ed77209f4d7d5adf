import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Exact } from '../exact';
import { readNumber } from '../learner/number';
import { controls, kindOf } from '../learner/question';
import { t } from '../messages';
import { inline } from '../parts/markdown';
import type { Choice, Key, KeyRange, KeyText, QuestionKind } from '../types';

/** What a key is about. */
export interface Keyed {
  /** The slug, for pictures. */
  bank: string;
  kind: QuestionKind;
  choices: Choice[];
  prompts?: Choice[] | null;
  select: { min: number; max: number };
}

interface Editor {
  keyed: Keyed;
  key: Key;
  change(key: Key): void;
}

/** What is right, to be put right, for each kind of question; how it scores and what full credit is stay as they are. */
export function keyEditor(of: Editor): TemplateResult {
  switch (kindOf(of.keyed)) {
    case 'choice':
      return choices(of);
    case 'text':
      return texts(of);
    case 'number':
      return ranges(of);
    case 'pairs':
    case 'order':
      return arranged(of);
  }
}

/** As it is sent: only what says what is right. */
export function keyToSend({ choices, options, texts, caseSensitive, spaces, ranges, pairs, order }: Key): Record<string, unknown> {
  // Bounds go as they were written, to the last digit.
  const exact = ranges?.map(({ low, high, ...more }) => ({ ...more, low: new Exact(low), high: new Exact(high) }));
  const all = { choices, options, texts, caseSensitive, spaces, ranges: exact, pairs, order };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value != null));
}

function choices({ keyed, key, change }: Editor): TemplateResult {
  const right = key.choices ?? [];
  const single = keyed.select.max === 1;
  const turn = (id: string): void => {
    const without = right.filter((one) => one !== id);
    change({ ...key, choices: single ? [id] : right.includes(id) ? without : [...right, id] });
  };
  const points = key.options?.points;
  return html`<fieldset class="choices">
    <legend>${t('correction.key')}</legend>
    ${keyed.choices.map(
      (choice) => html`<div class="row">
        <label class="choice grow ${right.includes(choice.id) ? 'ticked' : ''}">
          <input
            type=${single ? 'radio' : 'checkbox'}
            name="key"
            value=${choice.id}
            .checked=${right.includes(choice.id)}
            @change=${() => turn(choice.id)}
          />
          ${keyed.kind === 'TRUE_FALSE' ? nothing : html`<span class="letter" aria-hidden="true">${choice.id}</span>`}
          <span class="choice-text">${inline(choice.text, { bank: keyed.bank })}</span>
        </label>
        ${points
          ? html`<label class="field tight"
              ><span>${t('key.worth')}</span>
              <input
                .value=${points[choice.id] ?? ''}
                placeholder="0"
                @change=${(event: Event) =>
                  change({ ...key, options: { ...key.options, points: { ...points, [choice.id]: (event.target as HTMLInputElement).value.trim() || '0' } } })}
              />
            </label>`
          : nothing}
      </div>`,
    )}
    ${points ? html`<p class="muted">${t('key.worth.text')}</p>` : nothing}
  </fieldset>`;
}

/** A list whose entries are written, and of which the first that fits decides. */
function list<T>(entries: T[], fresh: T, row: (entry: T, change: (entry: T) => void) => TemplateResult, change: (entries: T[]) => void): TemplateResult {
  return html`<fieldset class="stack">
    <legend>${t('correction.key')}</legend>
    <p class="muted">${t('key.first')}</p>
    ${entries.map(
      (entry, index) => html`<div class="row accepted">
        ${row(entry, (changed) => change(entries.map((one, other) => (other === index ? changed : one))))}
        <button
          type="button"
          class="button ghost small"
          aria-label=${t('key.remove', { n: index + 1 })}
          ?disabled=${entries.length === 1}
          @click=${() => change(entries.filter((_, other) => other !== index))}
        >
          ✕
        </button>
      </div>`,
    )}
    <div><button type="button" class="button ghost small" @click=${() => change([...entries, fresh])}>${t('key.add')}</button></div>
  </fieldset>`;
}

function texts({ key, change }: Editor): TemplateResult {
  const fresh: KeyText = { text: '', weight: '1' };
  return html`${list(
      key.texts?.length ? key.texts : [fresh],
      fresh,
      (entry, changed) => html`<label class="field grow"
          ><span>${t('key.text')}</span>
          <input maxlength="1000" .value=${entry.text} @input=${(event: Event) => changed({ ...entry, text: (event.target as HTMLInputElement).value })} />
        </label>
        ${weight(entry, changed)}`,
      (changed) => change({ ...key, texts: changed }),
    )}
    <label class="row"
      ><input
        type="checkbox"
        .checked=${key.caseSensitive ?? false}
        @change=${(event: Event) => change({ ...key, caseSensitive: (event.target as HTMLInputElement).checked })}
      />${t('key.caseSensitive')}</label
    >
    <label class="field"
      ><span>${t('key.spaces')}</span>
      <select @change=${(event: Event) => change({ ...key, spaces: (event.target as HTMLSelectElement).value })}>
        ${(['collapse', 'ignore', 'exact'] as const).map(
          (one) => html`<option value=${one} .selected=${live((key.spaces ?? 'collapse') === one)}>${t(`key.spaces.${one}`)}</option>`,
        )}
      </select>
    </label>`;
}

function ranges({ key, change }: Editor): TemplateResult {
  const fresh: KeyRange = { low: '0', high: '0', weight: '1' };
  const bound = (entry: KeyRange, name: 'low' | 'high', changed: (entry: KeyRange) => void): TemplateResult => html`<label class="field"
    ><span>${t(`key.${name}`)}</span>
    <input
      inputmode="decimal"
      required
      .value=${entry[name]}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const read = readNumber(input.value);
        input.setCustomValidity(read == null ? t('run.answer.noNumber') : '');
        if (read == null) {
          input.reportValidity();
        } else {
          changed({ ...entry, [name]: read });
        }
      }}
    />
  </label>`;
  return list(
    key.ranges?.length ? key.ranges : [fresh],
    fresh,
    (entry, changed) => html`${bound(entry, 'low', changed)} ${bound(entry, 'high', changed)} ${weight(entry, changed)}`,
    (changed) => change({ ...key, ranges: changed }),
  );
}

function weight<T extends KeyText | KeyRange>(entry: T, changed: (entry: T) => void): TemplateResult {
  return html`<label class="field tight"
    ><span>${t('key.weight')}</span>
    <input
      .value=${entry.weight ?? '1'}
      @change=${(event: Event) => changed({ ...entry, weight: (event.target as HTMLInputElement).value.trim() || '1' })}
    />
  </label>`;
}

/** Pairs and orders are put right as a learner answers them. */
function arranged({ keyed, key, change }: Editor): TemplateResult {
  return html`<fieldset class="stack">
    <legend>${t('correction.key')}</legend>
    ${controls({
      question: { ...keyed, position: 1, answer: null },
      answered: { pairs: key.pairs, order: key.order },
      bank: keyed.bank,
      locked: false,
      change: ({ pairs, order }) => change({ ...key, pairs, order }),
      toggle: () => undefined,
    })}
  </fieldset>`;
}
