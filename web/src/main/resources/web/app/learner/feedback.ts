import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages';
import { markdown } from '../parts/markdown';
import type { Question } from '../types';
import { keyText } from './key-text';
import { outcomeOf, outcomeText, signOf, toneOf } from './outcome';
import { kindOf } from './question';

/** What was right, as soon as it may be told. */
export function feedback(question: Question, bank: string, sending: boolean): TemplateResult | typeof nothing {
  const answer = question.answer;
  if (question.status !== 'GRADED' || !answer || answer.correct == null) {
    return sending || question.status === 'PENDING' ? html`<p class="muted">${t('run.grading')}</p>` : nothing;
  }
  const outcome = outcomeOf(answer);
  const right = kindOf(question) === 'choice' ? '' : keyText(question, answer.key);
  const sign = outcome === 'right' || outcome === 'wrong' ? `${signOf(outcome)} ` : '';
  return html`<div class="feedback ${toneOf(outcome) || 'neutral'}">
    <p class="verdict">${sign}${outcomeText(outcome, answer)}</p>
    ${right ? html`<p>${t('run.rightAnswer')}: ${right}</p>` : nothing}
    ${answer.explanation ? html`<h3>${t('run.explanation')}</h3>${markdown(answer.explanation, { bank })}` : nothing}
  </div>`;
}
