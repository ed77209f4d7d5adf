import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../messages';
import { gist, inline } from '../parts/markdown';
import { toast } from '../parts/toast';
import type { Answered, Choice, Question, QuestionKind } from '../types';
import { readNumber } from './number';
import { isUnkeyed } from './outcome';
import { isAnswered } from './response';

/** The field that answers it. */
export type Kind = 'choice' | 'text' | 'number' | 'pairs' | 'order';

export function kindOf({ kind }: { kind: QuestionKind }): Kind {
  switch (kind) {
    case 'SINGLE':
    case 'MULTIPLE':
    case 'TRUE_FALSE':
      return 'choice';
    case 'SHORT_TEXT':
      return 'text';
    case 'NUMERIC':
      return 'number';
    case 'MATCHING':
      return 'pairs';
    case 'ORDERING':
      return 'order';
  }
}

/** What is answered on the server, in the form in which it is sent. */
export function answeredOf(question: Question): Answered {
  const answer = question.answer;
  if (!answer) {
    return {};
  }
  return answer.response ?? {};
}

type Asked = Pick<Question, 'kind' | 'select' | 'prompts'>;

/** Whether as much is answered as the question asks for. */
export function isComplete(question: Asked, answered: Answered): boolean {
  return canBeGraded(question, answered) && openPairs(question, answered) === 0;
}

/** Whether it is an answer that somebody may mean: pairs can be left open where one doesn't know them. */
export function canBeGraded(question: Asked, answered: Answered): boolean {
  return isAnswered(answered) && (kindOf(question) !== 'choice' || (answered.choices ?? []).length >= question.select.min);
}

/** How many prompts have nothing put to them. */
export function openPairs({ kind, prompts }: Asked, { pairs }: Answered): number {
  return kindOf({ kind }) === 'pairs' ? (prompts ?? []).filter(({ id }) => !pairs?.[id]).length : 0;
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
  question: Pick<Question, 'kind' | 'position' | 'choices' | 'prompts' | 'select' | 'answer'>;
  answered: Answered;
  /** The slug, for pictures. */
  bank?: string;
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

function choices({ question, answered, bank, locked, toggle }: Controls): TemplateResult {
  const correctChoices = question.answer?.correctChoices ?? null;
  const right = isUnkeyed(question.answer?.key) ? null : correctChoices;
  const chosen = answered.choices ?? [];
  return html`<fieldset class="choices" aria-describedby="instruction">
    <legend class="unseen">${t('run.choices')}</legend>
    ${question.choices.map((choice, index) => {
      const ticked = chosen.includes(choice.id);
      const outcome = right ? (right.includes(choice.id) ? 'right' : ticked ? 'wrong' : '') : '';
      return html`<label class="choice ${ticked ? 'ticked' : ''} ${outcome} ${locked ? 'locked' : ''}">
        <input
          type=${question.select.max === 1 ? 'radio' : 'checkbox'}
          name="choice"
          value=${choice.id}
          .checked=${live(ticked)}
          ?disabled=${locked}
          @change=${() => toggle(choice.id)}
        />
        <span class="letter" aria-hidden="true">${letter(index)}</span>
        <span class="choice-text">${inline(choice.text, { bank })}</span>
        ${outcome === 'right' ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}
        ${ticked && correctChoices ? html`<span class="tag ${outcome === 'wrong' ? 'bad' : ''}">${t('run.yours')}</span>` : nothing}
      </label>`;
    })}
  </fieldset>`;
}

export function letter(index: number): string {
  return String.fromCharCode(65 + index);
}

function typed({ answered, locked, change }: Controls): TemplateResult {
  const changed = (event: Event): void => change({ text: (event.target as HTMLInputElement).value });
  return html`<label class="field"
    ><span>${t('run.answer.text')}</span>
    <input
      maxlength="1000"
      autocomplete="off"
      spellcheck="false"
      .value=${answered.text ?? ''}
      ?disabled=${locked}
      @input=${changed}
      @change=${changed}
    />
  </label>`;
}

function numeric({ answered, locked, change }: Controls): TemplateResult {
  const changed = (event: Event): void => {
    const read = readNumber((event.target as HTMLInputElement).value);
    if (read === undefined && event.type === 'input') {
      // Half a number, such as 1e.
      return;
    }
    if (read === undefined) {
      toast(t('run.answer.noNumber'), true);
    }
    change({ number: read ?? null });
  };
  return html`<label class="field"
    ><span>${t('run.answer.number')}</span>
    <input
      name="number"
      inputmode="decimal"
      maxlength="82"
      autocomplete="off"
      placeholder=${t('run.answer.numberHint')}
      .value=${asTyped(answered.number ?? null)}
      ?disabled=${locked}
      @input=${changed}
      @change=${changed}
    />
  </label>`;
}

/** While somebody types it stays as they write it, such as 3,10 for 3.1. */
function asTyped(value: string | null): string {
  const typing = document.activeElement;
  const isTyped = typing instanceof HTMLInputElement && typing.name === 'number' && (readNumber(typing.value) ?? null) === value;
  return isTyped ? typing.value : (value ?? '');
}

function pairs({ question, answered, bank, locked, change }: Controls): TemplateResult {
  const taken = answered.pairs ?? {};
  const choose = (prompt: Choice, choice: string): void => {
    const { [prompt.id]: _, ...others } = taken;
    change({ pairs: choice ? { ...others, [prompt.id]: choice } : others });
  };
  return html`<div class="pairs">
    ${(question.prompts ?? []).map(
      (prompt) => html`<label class="pair">
        <span>${inline(prompt.text, { bank })}</span>
        <select ?disabled=${locked} @change=${(event: Event) => choose(prompt, (event.target as HTMLSelectElement).value)}>
          <option value="" .selected=${live(!taken[prompt.id])}>${t('run.answer.notYet')}</option>
          ${question.choices.map(
            (choice) => html`<option value=${choice.id} .selected=${live(taken[prompt.id] === choice.id)}>${gist(choice.text)}</option>`,
          )}
        </select>
      </label>`,
    )}
  </div>`;
}

function order({ question, answered, bank, locked, change }: Controls): TemplateResult {
  const taken = (answered.order?.length ?? 0) > 0;
  const ids = taken ? answered.order! : question.choices.map((choice) => choice.id);
  const move = (index: number, by: number, event: Event): void => {
    const moved = [...ids];
    const [id] = moved.splice(index, 1);
    moved.splice(index + by, 0, id);
    change({ order: moved });
    void follow((event.currentTarget as HTMLElement).closest('ol')!, index + by, by);
  };
  return html`<ol class="order ${taken ? 'ticked' : ''}">
      ${ids.map((id, index) => {
        const text = question.choices.find((choice) => choice.id === id)?.text ?? id;
        const name = { text: gist(text, 40), n: index + 1, of: ids.length };
        return html`<li>
          <span>${inline(text, { bank })}</span>
          <span class="row">
            <button class="button ghost small" ?disabled=${locked || index === 0} aria-label=${t('run.up', name)} @click=${(event: Event) => move(index, -1, event)}>↑</button>
            <button class="button ghost small" ?disabled=${locked || index === ids.length - 1} aria-label=${t('run.down', name)} @click=${(event: Event) => move(index, 1, event)}>↓</button>
          </span>
        </li>`;
      })}
    </ol>
    ${taken || locked
      ? nothing
      : html`<p><button class="button ghost small" @click=${() => change({ order: ids })}>${t('run.answer.orderAsItIs')}</button></p>`}`;
}

/** The focus goes along with what was moved, so that it can be moved on by the same key. */
async function follow(list: HTMLElement, index: number, by: number): Promise<void> {
  await new Promise(requestAnimationFrame);
  const buttons = list.children[index]?.querySelectorAll<HTMLButtonElement>('button') ?? [];
  const [same, other] = by < 0 ? [buttons[0], buttons[1]] : [buttons[1], buttons[0]];
  (same?.disabled ? other : same)?.focus();
}
