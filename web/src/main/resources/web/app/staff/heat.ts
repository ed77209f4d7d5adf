import { html, nothing, type TemplateResult } from 'lit';
import { get, type Parameters } from '../api';
import { Element, define } from '../element';
import { day, number, percent, time } from '../format';
import { t } from '../messages';
import { saveRows } from '../parts/csv';
import { intervalText } from '../parts/interval';
import { LOADING, loaded, newer, shown, type Loaded } from '../parts/state';
import { headings, table } from '../parts/table';
import type { Period, TopicAccuracy, TopicFigure } from '../types';

interface Row {
  topic: string;
  title: string;
  periods: Map<string, Period>;
}

interface Weeks {
  rows: Row[];
  asOf: string | null;
}

const MOST_TOPICS = 20;
const MOST_WEEKS = 12;
const STEPS = 5;

/** Weeks change slowly; each look is a call a topic. */
const STALE_MILLIS = 30_000;

/** Accuracy of topics by week, as a table whose cells are shaded: light where little is known, dark where much. Asked for once it is seen. */
class Heat extends Element {
  static override properties = { parameters: { attribute: false }, topics: { attribute: false }, weeks: { state: true } };

  declare parameters: Parameters;
  declare topics: TopicFigure[];
  declare weeks: Loaded<Weeks>;

  private isSeen = false;
  private of = '';
  private answers = 0;
  private looked = -Infinity;
  private readonly observer = new IntersectionObserver((entries) => {
    this.isSeen = entries.some((entry) => entry.isIntersecting);
    this.look();
  });

  constructor() {
    super();
    this.parameters = {};
    this.topics = [];
    this.weeks = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  override updated(): void {
    this.look();
  }

  /** Asks for what is shown, unless it is here: at once for other topics or filters, and now and then as answers arrive. */
  private look(): void {
    const of = JSON.stringify([this.parameters, this.topics.map((topic) => topic.topic)]);
    const answers = this.topics.reduce((sum, topic) => sum + topic.answers, 0);
    const isOther = of !== this.of;
    const isOld = answers !== this.answers && performance.now() - this.looked > STALE_MILLIS;
    if (this.isSeen && (isOther || isOld)) {
      this.of = of;
      this.answers = answers;
      this.looked = performance.now();
      void this.load(isOther);
    }
  }

  private async load(isOther: boolean): Promise<void> {
    const { of } = this;
    this.weeks = isOther ? LOADING : this.weeks;
    const found = await loaded(this.read());
    if (of === this.of) {
      this.weeks = newer(this.weeks, found);
    }
  }

  private async read(): Promise<Weeks> {
    let asOf: string | null = null;
    const rows = await Promise.all(
      this.topics.slice(0, MOST_TOPICS).map(async ({ topic, title }) => {
        const figures = await get<TopicAccuracy>('analytics/topics', { ...this.parameters, topic, trend: 'week' });
        asOf = figures.asOf;
        return { topic, title, periods: new Map((figures.trend ?? []).map((period) => [period.from, period])) };
      }),
    );
    return { rows, asOf };
  }

  override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="heat">
      <h2 id="heat">${t('heat.title')}</h2>
      ${shown(
        this.weeks,
        (weeks) => this.content(weeks),
        () => void this.load(true),
      )}
    </section>`;
  }

  private content({ rows, asOf }: Weeks): TemplateResult {
    const weeks = [...new Set(rows.flatMap((row) => [...row.periods.keys()]))].sort().slice(-MOST_WEEKS);
    if (weeks.length === 0) {
      return html`<p class="muted">${t('topics.none.text')}</p>`;
    }
    const columns = [{ name: t('topics.topic') }, ...weeks.map((week) => ({ name: day(week), numeric: true }))];
    return html`${table(
        t('heat.caption'),
        headings(columns),
        rows.map(
          (row) => html`<tr>
            <th scope="row">${row.title}</th>
            ${weeks.map((week) => cell(row.periods.get(week)))}
          </tr>`,
        ),
        'heat',
      )}
      <div class="row between wrap">
        <button class="button ghost small" @click=${() => save(rows, weeks)}>${t('table.csv')}</button>
        <span class="muted">
          ${t('figure.asOf', { time: time(asOf) })}${this.topics.length > MOST_TOPICS ? ` · ${t('heat.first', { n: MOST_TOPICS })}` : nothing}
        </span>
      </div>`;
  }
}

function cell(period: Period | undefined): TemplateResult {
  if (period?.accuracy == null) {
    return html`<td class="numeric">${nothing}</td>`;
  }
  const step = Math.min(STEPS - 1, Math.floor(period.accuracy * STEPS));
  const said = `${intervalText(period.interval)}, ${t('figure.n', { n: number(period.answers) })}`;
  return html`<td class="numeric heat-${step}" title=${said}>
    ${percent(period.accuracy)}<br /><span class="muted small-text">${t('figure.n', { n: number(period.answers) })}</span>
    <span class="unseen">${intervalText(period.interval)}</span>
  </td>`;
}

function save(rows: Row[], weeks: string[]): void {
  const lines = rows.flatMap(({ topic, periods }) =>
    weeks.flatMap((week) => {
      const period = periods.get(week);
      return period ? [[topic, week, period.to, period.answers, period.correct, period.accuracy, period.interval?.low, period.interval?.high]] : [];
    }),
  );
  saveRows([['topic', 'from', 'to', 'answers', 'correct', 'accuracy', 'low', 'high'], ...lines], 'topics-by-week.csv');
}

define('gf-heat', Heat);
