import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define } from '../element';
import { moment } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { Listing } from '../parts/listing';
import { picker } from '../parts/picker';
import { Poll } from '../parts/poll';
import { headings, table } from '../parts/table';
import { toast } from '../parts/toast';
import { turned } from '../parts/turned';

interface Rejected {
  id: string;
  reason: string;
  detail: string;
  topic: string;
  partition: number;
  offset: number;
  payload?: string | null;
  answer?: { attempt: string; position: number; bank?: string | null } | null;
  rejections: number;
  rejectedAt: string;
  replays: number;
  replayedAt?: string | null;
  resolvedAt?: string | null;
  dismissedAt?: string | null;
}

interface Left {
  detail: string;
}

type Which = 'open' | 'replayed' | 'resolved' | 'dismissed';

const REFRESH_MILLIS = 5000;
const PART = 50;
const WHICH: Which[] = ['open', 'replayed', 'resolved', 'dismissed'];

/** What graders could not grade, to be sent again once the cause is gone, or taken out of the list. */
class RejectedAnswers extends Element {
  static override properties = {
    which: { state: true },
    chosen: { state: true },
    busy: { state: true },
  };

  declare which: Which;
  declare chosen: Set<string>;
  declare busy: boolean;

  private readonly answers = new Listing<Rejected>(this, (cursor) => this.fetchPart(cursor));
  private readonly poll = new Poll(this, REFRESH_MILLIS, () => this.look());

  constructor() {
    super();
    this.which = 'open';
    this.chosen = new Set();
    this.busy = false;
  }

  private fetchPart(cursor: string | null): Promise<Page<Rejected>> {
    const filter = this.which === 'open' ? {} : { [this.which]: true };
    return get<Page<Rejected>>('grading/rejected', { ...filter, cursor, limit: PART });
  }

  private async look(): Promise<void> {
    await this.answers.refresh();
    const here = new Set(this.answers.items.map((item) => item.id));
    this.chosen = new Set([...this.chosen].filter((id) => here.has(id)));
  }

  private take(which: Which): void {
    this.which = which;
    this.chosen = new Set();
    void this.answers.begin();
  }

  private async act(what: () => Promise<string>): Promise<void> {
    this.busy = true;
    try {
      toast(await what());
      this.chosen = new Set();
      await this.poll.anew();
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  private replay(wanted: { ids: string[] } | { all: true }): Promise<void> {
    return this.act(async () => {
      const report = await send<{ sent: number; notSent: Left[]; left: number }>('POST', 'grading/rejected/replay', wanted);
      const left = report.left > 0 ? ' ' + t('rejected.left', { n: report.left }) : '';
      return t('pipeline.rejected.replayed', { n: report.sent }) + left + reasons(report.notSent);
    });
  }

  private async dismiss(): Promise<void> {
    const ids = [...this.chosen];
    const sure = await ask({ title: t('rejected.dismiss.sure', { n: ids.length }), text: html`<p>${t('rejected.dismiss.text')}</p>`, yes: t('rejected.dismiss'), harmful: true });
    if (sure) {
      await this.act(async () => {
        const report = await send<{ dismissed: number; notDismissed: Left[] }>('POST', 'grading/rejected/dismiss', { ids });
        return t('rejected.dismissed', { n: report.dismissed }) + reasons(report.notDismissed);
      });
    }
  }

  override render(): TemplateResult {
    const some = this.chosen.size > 0;
    return html`<section class="card" aria-labelledby="rejected">
      <div class="tools">
        <h2 id="rejected">${t('pipeline.rejected')}</h2>
        ${picker(t('rejected.which'), this.which, WHICH.map((one): [string, string] => [one, t(`rejected.which.${one}`)]), (which) =>
          this.take(which as Which),
        )}
      </div>
      ${this.answers.shown((items) => (items.length === 0 ? html`<p class="muted">${t(`rejected.none.${this.which}`)}</p>` : this.list(items, some)))}
    </section>`;
  }

  private list(items: Rejected[], some: boolean): TemplateResult {
    const canAct = this.which === 'open' || this.which === 'replayed';
    return html`${canAct
        ? html`<div class="row wrap">
            <button
              class="button small"
              ?disabled=${this.busy}
              @click=${() => void this.replay(some || this.which === 'replayed' ? { ids: some ? [...this.chosen] : items.map((item) => item.id) } : { all: true })}
            >
              ${some ? t('rejected.replay.some', { n: this.chosen.size }) : t('pipeline.rejected.replay')}
            </button>
            <button class="button ghost small" ?disabled=${this.busy || !some} @click=${() => void this.dismiss()}>${t('rejected.dismiss')}</button>
          </div>`
        : nothing}
      ${table(
        t('pipeline.rejected'),
        headings([
          ...(canAct ? [{ name: t('rejected.choose'), unseen: true }] : []),
          { name: t('pipeline.when') },
          { name: t('pipeline.reason') },
          { name: t('rejected.what') },
          { name: t('history.state') },
        ]),
        items.map((item) => this.row(item, canAct)),
        'cards-when-narrow',
      )}`;
  }

  private row(item: Rejected, canAct: boolean): TemplateResult {
    return html`<tr>
      ${canAct
        ? html`<td>
            <input
              type="checkbox"
              aria-label=${t('rejected.chooseThis', { id: item.id.slice(0, 8) })}
              .checked=${this.chosen.has(item.id)}
              @change=${() => (this.chosen = turned(this.chosen, item.id))}
            />
          </td>`
        : nothing}
      <td data-label=${t('pipeline.when')}>${moment(item.rejectedAt)}</td>
      <td data-label=${t('pipeline.reason')}>
        <code>${item.reason}</code><br />${item.detail}
        ${item.payload
          ? html`<details>
              <summary>${t('rejected.payload')}</summary>
              <pre tabindex="0">${item.payload}</pre>
            </details>`
          : nothing}
      </td>
      <td data-label=${t('rejected.what')}>
        ${item.answer
          ? t('rejected.answer', { bank: item.answer.bank ?? t('rejected.unknownBank'), position: item.answer.position })
          : record(item)}
      </td>
      <td data-label=${t('history.state')}>${stateOf(item)}</td>
    </tr>`;
  }
}

/** Where an event stands in the log. */
export function record({ topic, partition, offset }: { topic: string; partition: number; offset: number }): string {
  return t('rejected.record', { topic, partition, offset });
}

function stateOf(item: Rejected): TemplateResult {
  const often = item.rejections > 1 ? html`<span class="muted">${t('rejected.often', { n: item.rejections })}</span>` : nothing;
  if (item.dismissedAt) {
    return html`${t('rejected.which.dismissed')} ${moment(item.dismissedAt)}`;
  }
  if (item.resolvedAt) {
    return html`<span class="tag good">${t('rejected.which.resolved')}</span> ${moment(item.resolvedAt)}`;
  }
  return item.replayedAt
    ? html`<span class="tag">${t('rejected.underWay')}</span> ${moment(item.replayedAt)} ${often}`
    : html`<span class="tag bad">${t('rejected.waits')}</span> ${often}`;
}

/** Each reason once. */
function reasons(left: Left[]): string {
  const distinct = [...new Set(left.map((one) => one.detail))];
  return distinct.length === 0 ? '' : ' ' + t('rejected.notAll', { n: left.length, reasons: distinct.join(' ') });
}

define('gf-rejected', RejectedAnswers);
