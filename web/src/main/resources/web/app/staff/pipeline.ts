import { html, nothing, type TemplateResult } from 'lit';
import { Refused, get, send, type Page } from '../api';
import { Element, define } from '../element';
import { duration, moment, number, time } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { gist } from '../parts/markdown';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';

interface Waiting {
  records: number;
  oldestSeconds: number;
}

interface Lane {
  lane: 'live' | 'slow';
  submittedPerSecond: number;
  gradedPerSecond: number;
  countedPerSecond: number;
  waitingForGraders: Waiting;
  waitingToBeCounted: Waiting;
}

interface Pipeline {
  at: string;
  windowSeconds: number;
  lanes: Lane[];
  graders: { lane: string; member: string; host: string; partitions: number[] }[];
}

interface Rejected {
  id: string;
  reason: string;
  detail: string;
  rejectedAt: string;
  replays: number;
}

interface Proof {
  id: string;
  status: 'REQUESTED' | 'RUNNING' | 'EQUAL' | 'DIFFERENT' | 'REBUILT' | 'FAILED';
  requestedAt: string;
  finishedAt?: string;
  records: number;
  recordsRead: number;
  differences?: unknown[] | null;
  detail?: string;
}

const REFRESH_MILLIS = 2000;

/** What comes in, is graded and counted; what waits, what was rejected, and whether the figures were proven. */
class PipelinePage extends Element {
  static override properties = {
    pipeline: { state: true },
    rejected: { state: true },
    proof: { state: true },
    busy: { state: true },
  };

  declare pipeline: Loaded<Pipeline>;
  declare rejected: Loaded<Page<Rejected>>;
  declare proof: Loaded<Proof | null>;
  declare busy: boolean;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.pipeline = LOADING;
    this.rejected = LOADING;
    this.proof = LOADING;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('pipeline.title')} · ${t('app.name')}`;
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private readonly refresh = async (): Promise<void> => {
    clearTimeout(this.timer);
    const [pipeline, rejected, proof] = await Promise.all([
      loaded(get<Pipeline>('analytics/pipeline')),
      loaded(get<Page<Rejected>>('grading/rejected', { limit: 20 })),
      loaded(lastProof()),
    ]);
    this.pipeline = pipeline;
    this.rejected = rejected;
    this.proof = proof;
    if (this.isConnected) {
      this.timer = setTimeout(() => void this.refresh(), REFRESH_MILLIS);
    }
  };

  private async act<T>(what: Promise<T>, said: (result: T) => string): Promise<void> {
    this.busy = true;
    try {
      toast(said(await what));
      await this.refresh();
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div>
        <h1>${t('pipeline.title')}</h1>
        <p class="muted">${t('pipeline.lead')}</p>
      </div>
      ${shown(this.pipeline, (pipeline) => this.lanes(pipeline), () => void this.refresh())}
      <section class="card" aria-labelledby="rejected">
        <div class="row between wrap">
          <h2 id="rejected">${t('pipeline.rejected')}</h2>
          ${this.rejected.kind === 'here' && this.rejected.value.items.length > 0
            ? html`<button
                class="button small"
                ?disabled=${this.busy}
                @click=${() =>
                  void this.act(send<{ sent: number }>('POST', 'grading/rejected/replay', { all: true }), (report) =>
                    t('pipeline.rejected.replayed', { n: report.sent }),
                  )}
              >
                ${t('pipeline.rejected.replay')}
              </button>`
            : nothing}
        </div>
        ${shown(this.rejected, (page) => rejectedTable(page.items), () => void this.refresh())}
      </section>
      <section class="card" aria-labelledby="proof">
        <div class="row between wrap">
          <h2 id="proof">${t('pipeline.proof')}</h2>
          <button
            class="button small"
            ?disabled=${this.busy || isRunning(this.proof)}
            @click=${() => void this.act(send('POST', 'analytics/proofs'), () => t('pipeline.proof.running'))}
          >
            ${t('pipeline.proof.start')}
          </button>
        </div>
        ${shown(this.proof, proofSaid, () => void this.refresh())}
      </section>
    </div>`;
  }

  private lanes(pipeline: Pipeline): TemplateResult {
    return html`<p class="muted as-of">${t('figure.asOf', { time: time(pipeline.at) })}</p>
      <div class="columns">${pipeline.lanes.map(laneCard)}</div>
      <section class="card" aria-labelledby="graders">
        <h2 id="graders">${t('pipeline.graders')}</h2>
        ${pipeline.graders.length === 0
          ? html`<p class="bad-text">${t('pipeline.noGrader')}</p>`
          : html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('pipeline.partitions')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">${t('pipeline.grader')}</th>
                    <th scope="col">${t('pipeline.partitions')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${pipeline.graders.map(
                    (grader) => html`<tr>
                      <th scope="row">
                        ${t(grader.lane === 'live' ? 'pipeline.lane.live' : 'pipeline.lane.slow')} <span class="muted">${grader.host.replace('/', '')} · ${grader.member.slice(-8)}</span>
                      </th>
                      <td>${grader.partitions.join(', ')}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>
            </div>`}
      </section>`;
  }
}

function laneCard(lane: Lane): TemplateResult {
  const waiting = lane.waitingForGraders.records + lane.waitingToBeCounted.records;
  const oldest = Math.max(lane.waitingForGraders.oldestSeconds, lane.waitingToBeCounted.oldestSeconds);
  const rate = (value: number): string => t('pipeline.perSecond', { n: number(value) });
  const id = `lane-${lane.lane}`;
  return html`<section class="card" aria-labelledby=${id}>
    <h2 id=${id}>${t(lane.lane === 'live' ? 'pipeline.lane.live' : 'pipeline.lane.slow')}</h2>
    <dl class="numbers">
      <div><dt>${t('pipeline.in')}</dt><dd>${rate(lane.submittedPerSecond)}</dd></div>
      <div><dt>${t('pipeline.graded')}</dt><dd>${rate(lane.gradedPerSecond)}</dd></div>
      <div><dt>${t('pipeline.counted')}</dt><dd>${rate(lane.countedPerSecond)}</dd></div>
      <div><dt>${t('pipeline.waiting')}</dt><dd>${number(waiting)}</dd></div>
      <div><dt>${t('pipeline.oldest')}</dt><dd>${duration(oldest * 1000)}</dd></div>
    </dl>
  </section>`;
}

function rejectedTable(items: Rejected[]): TemplateResult {
  if (items.length === 0) {
    return html`<p class="muted">${t('pipeline.rejected.none')}</p>`;
  }
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('pipeline.reason')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('pipeline.when')}</th>
          <th scope="col">${t('pipeline.reason')}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map((item) => html`<tr><td>${moment(item.rejectedAt)}</td><td>${item.reason}: ${gist(item.detail)}</td></tr>`)}
      </tbody>
    </table>
  </div>`;
}

async function lastProof(): Promise<Proof | null> {
  try {
    return await get<Proof>('analytics/proof');
  } catch (failure) {
    if (failure instanceof Refused && failure.problem.status === 404) {
      return null;
    }
    throw failure;
  }
}

function isRunning(proof: Loaded<Proof | null>): boolean {
  return proof.kind === 'here' && (proof.value?.status === 'REQUESTED' || proof.value?.status === 'RUNNING');
}

function proofSaid(proof: Proof | null): TemplateResult {
  if (!proof) {
    return html`<p class="muted">${t('pipeline.proof.none')}</p>`;
  }
  const when = moment(proof.finishedAt ?? proof.requestedAt);
  switch (proof.status) {
    case 'EQUAL':
    case 'REBUILT':
      return html`<p class="good-text">✓ ${t('pipeline.proof.equal')} <span class="muted">${when} · ${t('figure.n', { n: number(proof.recordsRead) })}</span></p>`;
    case 'DIFFERENT':
      return html`<p class="bad-text">✗ ${t('pipeline.proof.differs', { n: proof.differences?.length ?? 0 })} <span class="muted">${when}</span></p>`;
    case 'FAILED':
      return html`<p class="bad-text">${proof.detail} <span class="muted">${when}</span></p>`;
    default:
      return html`<p role="status">${t('pipeline.proof.running')} ${number(proof.recordsRead)} / ${number(proof.records)}</p>`;
  }
}

define('gf-pipeline', PipelinePage);
