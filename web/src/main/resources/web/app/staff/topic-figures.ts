import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define } from '../element';
import { number, percent, time } from '../format';
import { counted, t } from '../messages';
import '../parts/chart';
import { failed } from '../parts/failure';
import { intervalText } from '../parts/interval';
import { empty, loaded } from '../parts/state';
import { turned } from '../parts/turned';
import type { Period, TopicAccuracy, TopicFigure } from '../types';
import './heat';
import { LiveTopics, type Liveness } from './live-topics';
import { childrenOf, topicTable, type Sort, type SortKey } from './topic-table';
import { trendOption, trendTable } from './trend';

const BRANCH_MILLIS = 2000;

/** Figures of all topics, live: the tree with intervals, the trend, and topics by week. Whoever shows them hears which topic is chosen. */
class TopicFigures extends Element {
  static override properties = {
    asked: { attribute: false },
    figures: { state: true },
    periods: { state: true },
    stale: { state: true },
    failure: { state: true },
    how: { state: true },
    open: { state: true },
    sort: { state: true },
  };

  /** What the figures are narrowed to; `topic` is the one whose trend is shown. */
  declare asked: Record<string, string>;
  declare figures: TopicAccuracy | null;
  /** The trend of the topic that is chosen. */
  declare periods: Period[] | null;
  /** Whether what is shown is of other filters, until the figures come. */
  declare stale: boolean;
  declare failure: unknown;
  declare how: Liveness;
  declare open: Set<string>;
  declare sort: Sort;

  private live: LiveTopics | undefined;
  /** When the trend of the topic that is chosen is asked for again, and the answers that it was of. */
  private branching: ReturnType<typeof setTimeout> | undefined;
  private branchAnswers = 0;
  private others = '';
  private heatOf: Record<string, string> = {};

  constructor() {
    super();
    this.asked = {};
    this.figures = null;
    this.periods = null;
    this.stale = false;
    this.how = 'live';
    this.open = new Set();
    this.sort = { key: 'title', down: false };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.live?.close();
    clearTimeout(this.branching);
  }

  override willUpdate(changed: Map<string, Record<string, string> | undefined>): void {
    if (changed.has('asked') && this.asked.bank) {
      const { topic, ...others } = this.asked;
      if (JSON.stringify(others) !== this.others) {
        this.others = JSON.stringify(others);
        this.heatOf = others;
        this.follow();
      }
      if (topic !== changed.get('asked')?.topic || this.stale) {
        this.periods = null;
        void this.readBranch();
      }
    }
  }

  private get topic(): string {
    return this.asked.topic ?? '';
  }

  private get compared(): Map<string, number> {
    const of = this.figures?.compare?.[0]?.topics ?? [];
    return new Map(of.filter((one) => one.accuracy != null).map((one) => [one.topic, one.accuracy!]));
  }

  private follow(): void {
    this.failure = undefined;
    this.stale = true;
    this.live?.close();
    this.live = new LiveTopics(
      { ...this.heatOf, trend: 'week' },
      (figures, how) => {
        this.failure = undefined;
        this.stale = false;
        this.how = how;
        this.figures = figures;
        this.followBranch();
      },
      (failure) => (this.failure = failure),
    );
  }

  /** The one stream tells that answers came; the trend of the topic that is chosen is asked for then, not more often than it can be read. */
  private followBranch(): void {
    if (this.topic && this.answersOfTopic !== this.branchAnswers && this.branching === undefined) {
      this.branching = setTimeout(() => void this.readBranch(), BRANCH_MILLIS);
    }
  }

  private get answersOfTopic(): number {
    return this.figures?.topics.find((one) => one.topic === this.topic)?.answers ?? 0;
  }

  private async readBranch(): Promise<void> {
    clearTimeout(this.branching);
    this.branching = undefined;
    const { asked, topic } = this;
    if (!topic) {
      return;
    }
    this.branchAnswers = this.answersOfTopic;
    const found = await loaded(get<TopicAccuracy>('analytics/topics', { ...this.heatOf, topic, trend: 'week' }));
    if (asked !== this.asked) {
      return;
    }
    if (found.kind === 'here') {
      this.periods = found.value.trend ?? [];
    } else if (found.kind === 'failed' && this.periods === null) {
      this.failure = found.failure;
    }
  }

  private choose(topic: string): void {
    this.dispatchEvent(new CustomEvent('gf-topic', { detail: this.topic === topic ? '' : topic }));
  }

  override render(): TemplateResult {
    if (this.failure) {
      return failed(this.failure, () => {
        this.follow();
        void this.readBranch();
      });
    }
    if (!this.figures) {
      return html`<div class="skeleton block"></div>`;
    }
    const { total, topics } = this.figures;
    return html`<div class="stack ${this.stale ? 'stale' : ''}" aria-busy=${this.stale}>
      <p class="row wrap as-of">
        <span class="tag ${this.how === 'live' ? 'good' : this.how === 'lost' ? 'warn' : ''}" role="status">${this.how === 'live' ? `● ${t('topics.live')}` : t(this.how === 'lost' ? 'topics.lost' : 'topics.notLive', { n: 5 })}</span>
        <span><strong>${percent(total.accuracy)}</strong> ${intervalText(total.interval ?? null)}</span>
        <span class="muted">${t('figure.n', { n: number(total.answers) })} · ${t('figure.asOf', { time: time(this.figures.asOf) })} · ${this.onTheWay()}</span>
      </p>
      ${total.answers === 0
        ? empty(t('topics.none'), t('topics.none.text'))
        : nothing}
      ${this.compared.size > 0
        ? html`<p class="muted">${t('learner.compare', { cohort: this.figures.compare?.[0]?.cohort || t('learner.everybody') })}</p>`
        : nothing}
      ${topicTable({
        topics,
        open: this.open,
        sort: this.sort,
        chosen: this.topic,
        sortBy: (key) => this.sortBy(key),
        turn: (topic) => (this.open = turned(this.open, topic)),
        choose: (topic) => this.choose(topic),
        compared: this.compared,
        ofOne: this.asked.learner !== undefined,
      })}
      ${this.trend()}
      <gf-heat .parameters=${this.heatOf} .topics=${this.below(topics)}></gf-heat>
    </div>`;
  }

  /** What is below the topic that is chosen, or the topics at the top. */
  private below(topics: TopicFigure[]): TopicFigure[] {
    const children = childrenOf(topics, this.topic);
    return children.length > 0 ? children : childrenOf(topics, '');
  }

  private onTheWay(): string {
    const pending = this.figures?.pending;
    const n = (pending?.live ?? 0) + (pending?.slow ?? 0);
    return n === 0 ? t('figure.upToDate') : counted(n, 'figure.pendingOne', 'figure.pending');
  }

  private sortBy(key: SortKey): void {
    this.sort = { key, down: this.sort.key === key ? !this.sort.down : key !== 'title' };
  }

  private trend(): TemplateResult | typeof nothing {
    const periods = (this.topic ? this.periods : this.figures?.trend) ?? [];
    if (periods.length === 0) {
      return nothing;
    }
    const title = this.figures?.topics.find((topic) => topic.topic === this.topic)?.title ?? t('topics.whole');
    const label = t('topics.trend.text', { topic: title });
    return html`<section class="card" aria-labelledby="trend">
      <h2 id="trend">${t('topics.trend')} · ${title}</h2>
      <gf-chart
        .option=${trendOption(periods)}
        .label=${label}
        .table=${trendTable(periods, label)}
        .csv=${{ url: address('analytics/topics', { ...this.asked, trend: 'week' }), name: 'trend.csv' }}
      ></gf-chart>
    </section>`;
  }
}

define('gf-topic-figures', TopicFigures);
