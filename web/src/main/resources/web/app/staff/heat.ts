import { html, nothing, type TemplateResult } from 'lit';
import { get, type Parameters } from '../api';
import { Element, define } from '../element';
import { day, number, percent } from '../format';
import { t } from '../messages';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { intervalText } from '../parts/interval';
import type { Period, TopicAccuracy, TopicFigure } from '../types';

interface Row {
  title: string;
  periods: Map<string, Period>;
}

const MOST_TOPICS = 20;
const MOST_WEEKS = 12;
const STEPS = 5;

/** Accuracy of topics by week, as a table whose cells are shaded: light where little is known, dark where much. */
class Heat extends Element {
  static override properties = { parameters: { attribute: false }, topics: { attribute: false }, rows: { state: true } };

  declare parameters: Parameters;
  declare topics: TopicFigure[];
  declare rows: Loaded<Row[]> | null;

  constructor() {
    super();
    this.parameters = {};
    this.topics = [];
    this.rows = null;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('parameters') && changed.get('parameters') !== undefined) {
      // Of other filters these would be the wrong figures.
      this.rows = null;
    }
  }

  private async load(): Promise<void> {
    this.rows = LOADING;
    this.rows = await loaded(
      Promise.all(
        this.topics.slice(0, MOST_TOPICS).map(async ({ topic, title }) => {
          const figures = await get<TopicAccuracy>('analytics/topics', { ...this.parameters, topic, trend: 'week' });
          return { title, periods: new Map((figures.trend ?? []).map((period) => [period.from, period])) };
        }),
      ),
    );
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="heat">
      <h2 id="heat">${t('heat.title')}</h2>
      ${this.rows
        ? shown(this.rows, (rows) => table(rows), () => void this.load())
        : html`<div><button class="button ghost small" @click=${() => void this.load()}>${t('heat.show')}</button></div>`}
    </section>`;
  }
}

function table(rows: Row[]): TemplateResult {
  const weeks = [...new Set(rows.flatMap((row) => [...row.periods.keys()]))].sort().slice(-MOST_WEEKS);
  if (weeks.length === 0) {
    return html`<p class="muted">${t('topics.none.text')}</p>`;
  }
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('heat.caption')}>
    <table class="heat">
      <thead>
        <tr>
          <th scope="col">${t('topics.topic')}</th>
          ${weeks.map((week) => html`<th scope="col" class="numeric">${day(week)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <th scope="row">${row.title}</th>
            ${weeks.map((week) => cell(row.periods.get(week)))}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cell(period: Period | undefined): TemplateResult {
  if (period?.accuracy == null) {
    return html`<td class="numeric">${nothing}</td>`;
  }
  const step = Math.min(STEPS - 1, Math.floor(period.accuracy * STEPS));
  const said = `${intervalText(period.interval)}, ${t('figure.n', { n: number(period.answers) })}`;
  return html`<td class="numeric heat-${step}" title=${said}>${percent(period.accuracy)}<span class="unseen"> ${said}</span></td>`;
}

define('gf-heat', Heat);
