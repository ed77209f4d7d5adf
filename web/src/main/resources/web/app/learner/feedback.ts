import { html, nothing, type TemplateResult } from 'lit';
import { number } from '../format';
import { t } from '../messages';
import { markdown } from '../parts/markdown';
import type { Question } from '../types';
import { keyText } from './key-text';
import { kindOf } from './question';

/** What was right, as soon as it may be told. */
export function feedback(question: Question, bank: string, sending: boolean): TemplateResult | typeof nothing {
  const answer = question.answer;
  if (question.status !== 'GRADED' || !answer || answer.correct == null) {
    return sending || question.status === 'PENDING' ? html`<p class="muted">${t('run.grading')}</p>` : nothing;
  }
  const partly = !answer.correct && (answer.score ?? 0) > 0;
  const right = kindOf(question) === 'choice' ? '' : keyText(question, answer.key);
  return html`<div class="feedback ${answer.correct ? 'good' : 'bad'}">
    <p class="verdict">
      ${answer.correct
        ? `✓ ${t('run.right')}`
        : partly
          ? t('run.partly', { score: number(answer.score), maximum: number(answer.maximum) })
          : `✗ ${t('run.wrong')}`}
    </p>
    ${right ? html`<p>${t('run.rightAnswer')}: ${right}</p>` : nothing}
    ${answer.explanation ? html`<h3>${t('run.explanation')}</h3>${markdown(answer.explanation, { bank })}` : nothing}
  </div>`;
}
