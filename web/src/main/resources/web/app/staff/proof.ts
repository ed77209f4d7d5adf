import { html, nothing, type TemplateResult } from 'lit';
import { get, send } from '../api';
import { Element, define } from '../element';
import { moment, number } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { drawn } from '../parts/listing';
import { Poll } from '../parts/poll';
import { LOADING, loaded, newer, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';

interface Run {
  id: string;
  kind: 'PROOF' | 'REBUILD';
  status: 'REQUESTED' | 'RUNNING' | 'EQUAL' | 'DIFFERENT' | 'REBUILT' | 'FAILED';
  requestedAt: string;
  finishedAt?: string | null;
  records: number;
  recordsRead: number;
  /** By table, how many rows only one side has. */
  differences?: { table: string; live: number; replayed: number }[] | null;
  detail?: string | null;
}

const REFRESH_MILLIS = 2000;
const PART = 5;
const MOST = 100;

/** Whether the figures were proven equal to the log, and a way to prove them, or to make them anew. */
class Proofs extends Element {
  static override properties = { runs: { state: true }, busy: { state: true }, count: { state: true } };

  declare runs: Loaded<Run[]>;
  declare busy: boolean;
  /** How many are asked for, the newest first. */
  declare count: number;

  private readonly poll = new Poll(this, REFRESH_MILLIS, async () => {
    this.runs = newer(this.runs, await loaded(get<Run[]>('analytics/proofs', { limit: Math.min(this.count + 1, MOST) })));
  });

  constructor() {
    super();
    this.runs = LOADING;
    this.busy = false;
    this.count = PART;
  }

  private more(): void {
    this.count += 4 * PART;
    void this.poll.anew();
  }

  private async request(path: 'analytics/proofs' | 'analytics/rebuild'): Promise<void> {
    this.busy = true;
    try {
      await send('POST', path);
      await this.poll.anew();
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  private async rebuild(): Promise<void> {
    if (await ask({ title: t('proof.rebuild.sure'), text: html`<p>${t('proof.rebuild.text')}</p>`, yes: t('proof.rebuild'), harmful: true })) {
      await this.request('analytics/rebuild');
    }
  }

  override render(): TemplateResult {
    const running = this.runs.kind === 'here' && this.runs.value.some((run) => run.status === 'REQUESTED' || run.status === 'RUNNING');
    return html`<section class="card" aria-labelledby="proof">
      <div class="row between wrap">
        <h2 id="proof">${t('pipeline.proof')}</h2>
        <span class="row wrap">
          <button class="button small" ?disabled=${this.busy || running} @click=${() => void this.request('analytics/proofs')}>
            ${t('pipeline.proof.start')}
          </button>
          <button class="button ghost small" ?disabled=${this.busy || running} @click=${() => void this.rebuild()}>${t('proof.rebuild')}</button>
        </span>
      </div>
      ${shown(
        this.runs,
        (runs) =>
          runs.length === 0
            ? html`<p class="muted">${t('pipeline.proof.none')}</p>`
            : drawn(
                runs,
                this.count,
                (newest) => html`<ul class="plain-list">
                  ${newest.map((run) => html`<li>${told(run)}</li>`)}
                </ul>`,
                () => this.more(),
                false,
              ),
        () => void this.poll.now(),
      )}
    </section>`;
  }
}

function told(run: Run): TemplateResult {
  const when = html`<span class="muted">${moment(run.finishedAt ?? run.requestedAt)} · ${t('proof.records', { n: number(run.recordsRead) })}</span>`;
  switch (run.status) {
    case 'EQUAL':
      return html`<span class="good-text">✓ ${t('pipeline.proof.equal')}</span> ${when}`;
    case 'REBUILT':
      return html`<span class="good-text">✓ ${t('proof.rebuilt')}</span> ${when}`;
    case 'DIFFERENT':
      return html`<span class="bad-text">✗ ${t('pipeline.proof.differs', { n: rows(run) })}</span> ${when}
        <ul>
          ${(run.differences ?? []).map((one) => html`<li>${t('proof.difference', { table: one.table, live: number(one.live), replayed: number(one.replayed) })}</li>`)}
        </ul>`;
    case 'FAILED':
      return html`<span class="bad-text">${run.detail}</span> ${when}`;
    case 'REQUESTED':
    case 'RUNNING':
      return html`<label class="stack"
        ><span role="status">${t(run.kind === 'PROOF' ? 'pipeline.proof.running' : 'proof.rebuilding')}</span>
        <progress max=${Math.max(1, run.records)} value=${run.status === 'RUNNING' ? run.recordsRead : nothing}></progress>
        <span class="muted">${number(run.recordsRead)} / ${number(run.records)}</span></label
      >`;
  }
}

function rows(run: Run): number {
  return (run.differences ?? []).reduce((sum, one) => sum + Math.max(one.live, one.replayed), 0);
}

define('gf-proofs', Proofs);
