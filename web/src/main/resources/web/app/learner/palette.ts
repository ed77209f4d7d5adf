import { html, type TemplateResult } from 'lit';
import { t } from '../messages';
import type { Question } from '../types';
import { outcomeOf } from './outcome';

interface Palette {
  questions: Question[];
  at: number;
  isAnswered(question: Question): boolean;
  isFlagged(question: Question): boolean;
  show(position: number): void;
}

/** All questions at a glance, each a way to it. */
export function palette({ questions, at, isAnswered, isFlagged, show }: Palette): TemplateResult {
  return html`<nav class="palette card" aria-label=${t('run.palette')}>
    <h2>${t('run.palette')}</h2>
    <ul>
      ${questions.map((question) => {
        const state = stateOf(question, isAnswered(question));
        const flagged = isFlagged(question);
        const said = t(`run.palette.${state}`) + (flagged ? ', ' + t('run.palette.flagged') : '');
        return html`<li>
          <button
            class="cell ${state} ${flagged ? 'flagged' : ''}"
            aria-label=${t('run.palette.item', { n: question.position, state: said })}
            aria-current=${question.position === at ? 'step' : 'false'}
            @click=${() => show(question.position)}
          >
            ${question.position}
          </button>
        </li>`;
      })}
    </ul>
    <p class="legend muted" aria-hidden="true">
      <span class="cell answered"></span>${t('run.palette.answered')} <span class="cell flagged"></span>${t('run.palette.flagged')}
    </p>
  </nav>`;
}

function stateOf(question: Question, answered: boolean): 'open' | 'answered' | 'right' | 'wrong' | 'withdrawn' {
  const outcome = question.status === 'GRADED' && question.answer ? outcomeOf(question.answer) : 'open';
  if (outcome === 'withdrawn' || outcome === 'right') {
    return outcome;
  }
  if (outcome !== 'open') {
    return 'wrong';
  }
  return answered ? 'answered' : 'open';
}
