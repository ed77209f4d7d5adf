import { html, nothing, type TemplateResult } from 'lit';
import { number, percent } from '../format';
import { t } from '../messages';
import { saveRows } from '../parts/csv';
import { drawn } from '../parts/listing';
import { headings, table } from '../parts/table';

interface Outcome {
  score: number;
  maximum: number;
  scaledScore?: number | null;
  passed?: boolean | null;
}

interface Affected {
  learnerId: string;
  name?: string | null;
  attemptId: string;
  now: Outcome;
  then: Outcome;
}

/** What a correction would change; learners are named to those who lead them. */
export interface Preview {
  answers: number;
  pending: number;
  blanks: number;
  changed: number;
  attempts: { changed: number; higher: number; lower: number; wouldPass: number; wouldFail: number };
  learners: Affected[];
  truncated: boolean;
}

export interface Campaign {
  status: 'ANNOUNCED' | 'RUNNING' | 'ALL_BUT_REJECTED' | 'COMPLETE';
  answers?: { total: number; regraded: number; behind: number; rejected: number; changed: number } | null;
}

/** @param count how many learners are drawn */
export function previewed(preview: Preview, count: number, more: () => void): TemplateResult {
  const { attempts, learners } = preview;
  const figure = (name: string, value: number): TemplateResult => html`<div><dt>${name}</dt><dd>${number(value)}</dd></div>`;
  return html`<div class="stack">
    <h2>${t('correction.affected')}</h2>
    <dl class="numbers">
      ${figure(t('correction.answers'), preview.answers)} ${figure(t('correction.changed'), preview.changed)}
      ${figure(t('correction.attempts'), attempts.changed)} ${figure(t('correction.wouldPass'), attempts.wouldPass)}
      ${figure(t('correction.wouldFail'), attempts.wouldFail)}
    </dl>
    ${preview.pending > 0 ? html`<p class="muted">${t('correction.pending', { n: number(preview.pending) })}</p>` : nothing}
    ${learners.length > 0
      ? html`${drawn(learners, count, whom, more)}
          <p class="row wrap">
            <button type="button" class="button ghost small" @click=${() => save(learners)}>${t('table.csv')}</button>
            ${preview.truncated ? html`<span class="muted">${t('correction.truncated', { n: number(learners.length) })}</span>` : nothing}
          </p>`
      : nothing}
  </div>`;
}

function whom(learners: Affected[]): TemplateResult {
  const columns = [{ name: t('correction.learner') }, { name: t('correction.now'), numeric: true }, { name: t('correction.then'), numeric: true }];
  return table(
    t('correction.learners'),
    headings(columns),
    learners.map(
      (one) => html`<tr>
        <th scope="row"><a href="/attempts/${one.attemptId}/result">${one.name ?? one.learnerId}</a></th>
        <td class="numeric">${outcome(one.now)}</td>
        <td class="numeric">${outcome(one.then)}</td>
      </tr>`,
    ),
  );
}

function outcome({ score, maximum, scaledScore, passed }: Outcome): TemplateResult {
  return html`${scaledScore ?? percent(maximum ? score / maximum : null)}
  ${passed == null ? nothing : html`<span class="tag ${passed ? 'good' : 'bad'}">${t(passed ? 'result.passed' : 'result.failed')}</span>`}`;
}

function save(learners: Affected[]): void {
  const told = ({ score, maximum, scaledScore, passed }: Outcome): (string | number | null)[] => [score, maximum, scaledScore ?? null, passed == null ? null : String(passed)];
  const of = (when: string): string[] => ['score', 'maximum', 'scaledScore', 'passed'].map((name) => `${when}.${name}`);
  saveRows(
    [['learner', 'name', 'attempt', ...of('now'), ...of('then')], ...learners.map((one) => [one.learnerId, one.name, one.attemptId, ...told(one.now), ...told(one.then)])],
    'affected.csv',
  );
}

export function progress(campaign: Campaign): TemplateResult {
  const { total = 0, regraded = 0, rejected = 0, changed = 0 } = campaign.answers ?? {};
  const done = campaign.status === 'COMPLETE';
  return html`<section class="card" role="status">
    <h2>${done ? t('correction.done') : t('correction.running')}</h2>
    <progress max=${Math.max(1, total)} value=${done ? Math.max(1, total) : regraded} aria-label=${t('correction.running')}></progress>
    <p>${t('correction.progress', { regraded: number(regraded), total: number(total), changed: number(changed) })}</p>
    ${rejected > 0 ? html`<p class="bad-text">${t('correction.rejected', { n: rejected })}</p>` : nothing}
  </section>`;
}
