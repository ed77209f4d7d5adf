import { html, nothing, type TemplateResult } from 'lit';
import { controls, instruction } from '../learner/question';
import { t } from '../messages';
import { markdown } from '../parts/markdown';
import type { Answered, Choice, Question } from '../types';
import { kindOfType, type Draft } from './draft';

/** As a learner would meet it; what is answered here goes nowhere. */
export function preview(draft: Draft, bank: string, answered: Answered, change: (answered: Answered) => void): TemplateResult {
  const question = asked(draft);
  return html`<section class="card preview" aria-labelledby="preview">
    <h2 id="preview">${t('edit.preview')}</h2>
    ${draft.stem.trim() ? markdown(draft.stem, { bank }) : html`<p class="muted">${t('edit.preview.empty')}</p>`}
    <p class="muted">${instruction(question)}</p>
    ${controls({
      question,
      answered,
      bank,
      locked: false,
      change,
      toggle: (id) => {
        const chosen = answered.choices ?? [];
        const without = chosen.filter((one) => one !== id);
        change({ choices: question.select.max === 1 ? [id] : chosen.includes(id) ? without : [...chosen, id] });
      },
    })}
    ${draft.explanation.trim() ? html`<h3>${t('run.explanation')}</h3>${markdown(draft.explanation, { bank })}` : nothing}
  </section>`;
}

function asked(draft: Draft): Question {
  const kind = kindOfType(draft.type);
  const base = { position: 1, questionId: '', revision: 1, kind, stem: draft.stem, status: 'UNANSWERED', flagged: false, elapsedMillis: null, seq: null, answer: null } as const;
  const none = { min: 0, max: 0 };
  const lettered = (texts: string[]): Choice[] =>
    texts.filter((text) => text.trim()).map((text, index) => ({ id: String.fromCharCode(65 + index), text }));
  switch (draft.type) {
    case 'single':
    case 'multiple': {
      const choices = draft.choices.filter((choice) => choice.text.trim());
      // Before any is marked as right, of several there may be several.
      const right = choices.filter((choice) => choice.correct).length || (draft.type === 'single' ? 1 : 2);
      const max = draft.type === 'single' ? 1 : Number(draft.max) || right;
      return { ...base, choices, select: { min: draft.type === 'single' ? 1 : Number(draft.min) || max, max } };
    }
    case 'true-false':
      return {
        ...base,
        choices: [
          { id: 'true', text: t('edit.true') },
          { id: 'false', text: t('edit.false') },
        ],
        select: { min: 1, max: 1 },
      };
    case 'short-text':
    case 'numeric':
      return { ...base, choices: [], select: none };
    case 'matching': {
      // As it is published: by the alphabet, for the order in which answers are written is the key.
      const texts = [...new Set([...draft.pairs.map((pair) => pair.answer), ...draft.distractors])].sort();
      const prompts = draft.pairs.filter((pair) => pair.prompt.trim()).map((pair, index) => ({ id: String(index + 1), text: pair.prompt }));
      return { ...base, choices: lettered(texts), prompts, select: none };
    }
    case 'ordering':
      return { ...base, choices: lettered([...draft.order].sort()), select: none };
  }
}
