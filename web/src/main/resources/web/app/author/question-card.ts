import { html, nothing, type TemplateResult } from 'lit';
import { keyText } from '../learner/key-text';
import { kindOf } from '../learner/question';
import { t } from '../messages';
import { inline, markdown } from '../parts/markdown';
import type { BankQuestion } from './draft';

export function nameOf(question: { id: string; externalId?: string | null }): string {
  return question.externalId ?? question.id.slice(0, 8);
}

export function stateTag(question: BankQuestion): TemplateResult | typeof nothing {
  switch (question.state) {
    case 'DRAFT':
      return html`<span class="tag warn">${t('question.state.DRAFT')}</span>`;
    case 'RETIRED':
      return html`<span class="tag">${t('question.state.RETIRED')}</span>`;
    case 'PUBLISHED':
      return nothing;
  }
}

/** A question with what is right, as authors see it. */
export function wording(question: BankQuestion): TemplateResult {
  const right = question.key.choices ?? [];
  const unkeyed = question.key.kind === 'credit-all' || question.key.kind === 'withdrawn' ? question.key.kind : null;
  const { bank, marks } = question;
  return html`${markdown(question.stem, { bank, marks: marks?.stem })}
    ${unkeyed ? html`<p class="bad-text">${t(`correction.kind.${unkeyed}`)}</p>` : nothing}
    ${kindOf(question) === 'choice'
      ? html`<ul class="answers">
          ${question.choices.map(
            (choice) => html`<li class=${right.includes(choice.id) ? 'right' : ''}>
              <span>${question.kind === 'TRUE_FALSE' ? nothing : `${choice.id}. `}${inline(choice.text, { bank, marks: marks?.choices[choice.id] })}</span>
              ${right.includes(choice.id) ? html`<span class="tag good">${t('run.correct')}</span>` : nothing}
              ${question.key.options?.points?.[choice.id] ? html`<span class="muted small-text">${question.key.options.points[choice.id]}</span>` : nothing}
            </li>`,
          )}
        </ul>`
      : unkeyed
        ? nothing
        : html`<p>${t('banks.key', { key: keyText(question, question.key) })}</p>`}
    ${question.explanation
      ? html`<details>
          <summary>${t('run.explanation')}</summary>
          ${markdown(question.explanation, { bank })}
        </details>`
      : nothing}`;
}
