import { html, type TemplateResult } from 'lit';
import { number, percent } from '../format';
import { t } from '../messages';
import { gauge } from '../parts/gauge';
import type { Readiness } from '../types';

/** As wide an interval says that the figure is young. */
const WIDE = 0.3;

/** The chance of passing each exam of a bank, with its interval and a sentence. */
export function readinessSaid(readiness: Readiness | null, whose: 'own' | 'others'): TemplateResult {
  if (!readiness || readiness.exams.length === 0) {
    return html`<p class="muted">${t('home.readiness.noExam')}</p>`;
  }
  return html`${readiness.exams.map((exam) => {
    if (exam.chance == null || exam.low == null || exam.high == null) {
      return html`<p><strong>${exam.title}</strong></p>
        <p class="muted">${t('home.readiness.none', { reason: exam.withheld ?? '' })}</p>`;
    }
    const values = { title: exam.title, chance: percent(exam.chance), low: percent(exam.low), high: percent(exam.high), n: number(exam.n) };
    const wide = exam.high - exam.low > WIDE;
    return html`<p><strong>${exam.title}</strong></p>
      <div class="row wrap">
        ${gauge(exam.chance, exam.low, exam.high, t('home.readiness.chart', values))}
        <p class="readiness-say">
          ${t(whose === 'own' ? 'home.readiness.say' : 'learner.readiness.say', values)} <span class="muted">(${t('home.readiness.range', values)})</span>
          ${t(wide ? 'home.readiness.wide' : 'home.readiness.narrow', values)}
        </p>
      </div>`;
  })}`;
}
