import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages';
import { gist, inline } from '../parts/markdown';
import type { Answered, Choice, Question } from '../types';

export type Kind = 'choice' | 'text' | 'number' | 'pairs' | 'order';

/** What a question asks for; a kind that this page doesn't know yet is one of choices. */
export function kindOf(question: { kind?: string }): Kind {
  switch ((question.kind ?? '').toUpperCase()) {
    case 'TEXT':
      return 'text';
    case 'NUMERIC':
      return 'number';
    case 'MATCHING':
      return 'pairs';
    case 'ORDERING':
      return 'order';
    default:
      return 'choice';
  }
}

/** What is answered on the server, in the form in which it is sent. */
export function answeredOf(question: Question): Answered {
  const answer = question.answer;
  if (!answer) {
    return {};
  }
  const response = answer.response;
  return response && kindOf(question) !== 'choice' ? response : { choices: answer.choices };
}

export function isAnswered(answered: Answered): boolean {
  return (
    (answered.choices?.length ?? 0) > 0 ||
    (answered.text ?? '').trim() !== '' ||
    answered.number != null ||
    Object.keys(answered.pairs ?? {}).length > 0 ||
    (answered.order?.length ?? 0) > 0
  );
}

/** Whether as much is answered as the question asks for. */
export function isComplete(question: Question, answered: Answered): boolean {
  return isAnswered(answered) && (kindOf(question) !== 'choice' || (answered.choices ?? []).length >= question.select.min);
}

/** Only what belongs to the kind of the question; empty, it clears the answer. */
export function toSend(question: Question, answered: Answered): Answered {
  if (!isAnswered(answered)) {
    return { choices: [] };
  }
  switch (kindOf(question)) {
    case 'choice':
      return { choices: answered.choices };
    case 'text':
      return { text: answered.text };
    case 'number':
      return { number: answered.number };
    case 'pairs':
      return { pairs: answered.pairs };
    case 'order':
      return { order: answered.order };
  }
}

/** @return the choices after one was taken or given back; null where that would be too many */
export function toggled(question: Question, chosen: string[], id: string): string[] | null {
  if (chosen.includes(id)) {
    return question.select.max === 1 ? chosen : chosen.filter((one) => one !== id);
  }
  if (question.select.max === 1) {
    return [id];
  }
  return chosen.length >= question.select.max ? null : [...chosen, id];
}

export function instruction(question: Question): string {
  switch (kindOf(question)) {
    case 'text':
    case 'number':
      return '';
    case 'pairs':
      return t('run.answer.pairs');
    case 'order':
      return t('run.answer.order');
    case 'choice': {
      const { min, max } = question.select;
      if (max === 1) {
        return t('run.choose.one');
      }
      if (min === max) {
        return t('run.choose.some', { n: max });
      }
      return max >= question.choices.length ? t('run.choose.any') : t('run.choose.range', { min, max });
    }
  }
}

export interface Controls {
  question: Question;
  answered: Answered;
  locked: boolean;
  change(answered: Answered): void;
  toggle(id: string): void;
}

/** What one answers a question with. */
export function controls(of: Controls): TemplateResult {
  switch (kindOf(of.question)) {
    case 'choice':
      return choices(of);
    case 'text':
      return typed(of);
    case 'number':
      return numeric(of);
    case 'pairs':
      return pairs(of);
    case 'order':
      return order(of);
  }
}

function choices({ question, answered, locked, toggle }: Controls): TemplateResult {
  const right = question.answer?.correctChoices ?? null;
  const chosen = answered.choices ?? [];
  return html`<fieldset class="choices" aria-describedby="instruction">
    <legend class="unseen">${t('run.question', { n: question.position, of: '' })}</legend>
    ${question.choices.map((choice, index) => {
      const ticked = chosen.includes(choice.id);
      const outcome = right ? (right.includes(choice.id) ? 'right' : ticked ? 'wrong' : '') : '';
      return html`<label class="choice ${ticked ? 'ticked' : ''} ${outcome} ${locked ? 'locked' : ''}">
        <input
          type=${question.select.max === 1 ? 'radio' : 'checkbox'}
          name="choice"
          value=${choice.id}
          .checked=${ticked}
          ?disabled=${locked}
          @click=${(event: Event) => {
            // What is ticked follows from the state alone, also where a choice too many is refused.
            event.preventDefault();
            setTimeout(() => toggle(choice.id));
          }}
        />
        <span class="letter" aria-hidden="true">${letter(index)}</span>
        <span class="choice-text">${inline(choice.text)}</span>
        ${outcome === 'right' ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}
        ${ticked && right ? html`<span class="tag ${outcome === 'wrong' ? 'bad' : ''}">${t('run.yours')}</span>` : nothing}
      </label>`;
    })}
  </fieldset>`;
}

export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function typed({ answered, locked, change }: Controls): TemplateResult {
  return html`<label class="field"
    ><span>${t('run.answer.text')}</span>
    <input
      maxlength="1000"
      autocomplete="off"
      spellcheck="false"
      .value=${answered.text ?? ''}
      ?disabled=${locked}
      @change=${(event: Event) => change({ text: (event.target as HTMLInputElement).value })}
    />
  </label>`;
}

function numeric({ answered, locked, change }: Controls): TemplateResult {
  const changed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    change({ number: input.value === '' || Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber });
  };
  return html`<label class="field"
    ><span>${t('run.answer.number')}</span>
    <input type="number" step="any" inputmode="decimal" .value=${answered.number == null ? '' : String(answered.number)} ?disabled=${locked} @change=${changed} />
  </label>`;
}

function pairs({ question, answered, locked, change }: Controls): TemplateResult {
  const taken = answered.pairs ?? {};
  const choose = (prompt: Choice, choice: string): void => {
    const { [prompt.id]: _, ...others } = taken;
    change({ pairs: choice ? { ...others, [prompt.id]: choice } : others });
  };
  return html`<div class="pairs">
    ${(question.prompts ?? []).map(
      (prompt) => html`<label class="pair">
        <span>${inline(prompt.text)}</span>
        <select ?disabled=${locked} @change=${(event: Event) => choose(prompt, (event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${!taken[prompt.id]}>${t('run.answer.notYet')}</option>
          ${question.choices.map(
            (choice) => html`<option value=${choice.id} ?selected=${taken[prompt.id] === choice.id}>${gist(choice.text)}</option>`,
          )}
        </select>
      </label>`,
    )}
  </div>`;
}

function order({ question, answered, locked, change }: Controls): TemplateResult {
  const ids = answered.order?.length ? answered.order : question.choices.map((choice) => choice.id);
  const move = (index: number, by: number): void => {
    const moved = [...ids];
    const [id] = moved.splice(index, 1);
    moved.splice(index + by, 0, id);
    change({ order: moved });
  };
  return html`<ol class="order">
    ${ids.map((id, index) => {
      const text = question.choices.find((choice) => choice.id === id)?.text ?? id;
      return html`<li>
        <span>${inline(text)}</span>
        <span class="row">
          <button class="button ghost small" ?disabled=${locked || index === 0} aria-label=${t('run.up', { text: gist(text, 40) })} @click=${() => move(index, -1)}>↑</button>
          <button class="button ghost small" ?disabled=${locked || index === ids.length - 1} aria-label=${t('run.down', { text: gist(text, 40) })} @click=${() => move(index, 1)}>↓</button>
        </span>
      </li>`;
    })}
  </ol>`;
}
