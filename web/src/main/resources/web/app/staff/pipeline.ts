import { html, type TemplateResult } from 'lit';
import { get } from '../api';
import { Element, define, entitle } from '../element';
import { NONE, duration, number, time } from '../format';
import { t } from '../messages';
import { head } from '../parts/head';
import { Poll } from '../parts/poll';
import { LOADING, loaded, newer, shown, type Loaded } from '../parts/state';
import { headings, table } from '../parts/table';
import './proof';
import './rejected';
import './set-aside';

interface Waiting {
  records: number;
  oldestSeconds: number;
}

interface Lane {
  lane: 'live' | 'slow';
  /** Not told right after a start, as the others. */
  submittedPerSecond?: number | null;
  gradedPerSecond?: number | null;
  countedPerSecond?: number | null;
  /** Not told while the broker is away. */
  waitingForGraders?: Waiting | null;
  waitingToBeCounted?: Waiting | null;
}

interface Pipeline {
  at: string;
  windowSeconds: number;
  lanes: Lane[];
  graders: { lane: string; member: string; host: string; partitions: number[] }[];
}

const REFRESH_MILLIS = 2000;

/** What comes in, is graded and counted; what waits, what was rejected, and whether the figures were proven. */
class PipelinePage extends Element {
  static override properties = { pipeline: { state: true } };

  declare pipeline: Loaded<Pipeline>;

  private readonly poll = new Poll(this, REFRESH_MILLIS, async () => {
    this.pipeline = newer(this.pipeline, await loaded(get<Pipeline>('analytics/pipeline')));
  });

  constructor() {
    super();
    this.pipeline = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('pipeline.title'));
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('pipeline.title'), lead: t('pipeline.lead') })}
      ${shown(this.pipeline, lanes, () => void this.poll.now())}
      <gf-rejected></gf-rejected>
      <gf-set-aside .service=${'attempt-service'}></gf-set-aside>
      <gf-set-aside .service=${'analytics-service'}></gf-set-aside>
      <gf-proofs></gf-proofs>
    </div>`;
  }
}

function lanes(pipeline: Pipeline): TemplateResult {
  return html`<p class="muted as-of">
      ${t('figure.asOf', { time: time(pipeline.at) })}${pipeline.windowSeconds > 0 ? ` · ${t('pipeline.window', { n: pipeline.windowSeconds })}` : ''}
    </p>
    <div class="columns">${pipeline.lanes.map(laneCard)}</div>
    <section class="card" aria-labelledby="graders">
      <h2 id="graders">${t('pipeline.graders')}</h2>
      ${pipeline.graders.length === 0
        ? html`<p class="bad-text">${t('pipeline.noGrader')}</p>`
        : table(
            t('pipeline.graders'),
            headings([{ name: t('pipeline.grader') }, { name: t('pipeline.lane') }, { name: t('pipeline.partitions') }]),
            pipeline.graders.map(
              (grader) => html`<tr>
                <th scope="row">${grader.host.replace('/', '')} · ${grader.member.slice(-8)}</th>
                <td>${t(grader.lane === 'live' ? 'pipeline.lane.live' : 'pipeline.lane.slow')}</td>
                <td>${grader.partitions.join(', ') || NONE}</td>
              </tr>`,
            ),
          )}
    </section>`;
}

function laneCard(lane: Lane): TemplateResult {
  const rate = (value: number | null | undefined): string => (value == null ? NONE : t('pipeline.perSecond', { n: number(value) }));
  const id = `lane-${lane.lane}`;
  return html`<section class="card" aria-labelledby=${id}>
    <h2 id=${id}>${t(lane.lane === 'live' ? 'pipeline.lane.live' : 'pipeline.lane.slow')}</h2>
    <dl class="numbers">
      <div><dt>${t('pipeline.in')}</dt><dd>${rate(lane.submittedPerSecond)}</dd></div>
      <div><dt>${t('pipeline.graded')}</dt><dd>${rate(lane.gradedPerSecond)}</dd></div>
      <div><dt>${t('pipeline.counted')}</dt><dd>${rate(lane.countedPerSecond)}</dd></div>
      ${waiting(t('pipeline.waitingForGraders'), lane.waitingForGraders)} ${waiting(t('pipeline.waitingToBeCounted'), lane.waitingToBeCounted)}
    </dl>
  </section>`;
}

function waiting(name: string, what: Waiting | null | undefined): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${number(what?.records)}</dd>
    <dd class="muted small-text">${what && what.records > 0 ? t('pipeline.oldest', { time: duration(what.oldestSeconds * 1000) }) : ''}</dd>
  </div>`;
}

define('gf-pipeline', PipelinePage);
