import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define } from '../element';
import { moment } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { Poll } from '../parts/poll';
import { LOADING, loaded, newer, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { picker } from './scope';

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
const WHICH: Which[] = ['open', 'replayed', 'resolved', 'dismissed'];

/** What graders could not grade, to be sent again once the cause is gone, or taken out of the list. */
class RejectedAnswers extends Element {
  static override properties = {
    which: { state: true },
    items: { state: true },
    next: { state: true },
    chosen: { state: true },
    busy: { state: true },
  };

  declare which: Which;
  declare items: Loaded<Rejected[]>;
  declare next: string | null;
  declare chosen: Set<string>;
  declare busy: boolean;

  private readonly poll = new Poll(REFRESH_MILLIS, () => this.look());

  constructor() {
    super();
    this.which = 'open';
    this.items = LOADING;
    this.next = null;
    this.chosen = new Set();
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.poll.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.poll.stop();
  }

  private fetchPart(cursor: string | null): Promise<Page<Rejected>> {
    const filter = this.which === 'open' ? {} : { [this.which]: true };
    return get<Page<Rejected>>('grading/rejected', { ...filter, cursor, limit: 50 });
  }

  private async look(): Promise<void> {
    const which = this.which;
    const found = await loaded(this.fetchPart(null));
    if (which !== this.which) {
      return;
    }
    const items: Loaded<Rejected[]> = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
    this.items = newer(this.items, items);
    if (found.kind === 'here') {
      this.next = found.value.next ?? null;
      const here = new Set(found.value.items.map((item) => item.id));
      this.chosen = new Set([...this.chosen].filter((id) => here.has(id)));
    }
  }

  private async more(): Promise<void> {
    this.poll.stop();
    const part = await loaded(this.fetchPart(this.next));
    if (part.kind === 'here' && this.items.kind === 'here') {
      this.items = { kind: 'here', value: [...this.items.value, ...part.value.items] };
      this.next = part.value.next ?? null;
    } else if (part.kind === 'failed') {
      toast(failureText(part.failure), true);
    }
  }

  private take(which: Which): void {
    this.which = which;
    this.items = LOADING;
    this.chosen = new Set();
    void this.poll.anew();
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

  private turn(id: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(id)) {
      chosen.add(id);
    }
    this.chosen = chosen;
  }

  override render(): TemplateResult {
    const some = this.chosen.size > 0;
    return html`<section class="card" aria-labelledby="rejected">
      <div class="row between wrap">
        <h2 id="rejected">${t('pipeline.rejected')}</h2>
        ${picker(t('rejected.which'), this.which, WHICH.map((one): [string, string] => [one, t(`rejected.which.${one}`)]), (which) =>
          this.take(which as Which),
        )}
      </div>
      ${shown(
        this.items,
        (items) => (items.length === 0 ? html`<p class="muted">${t(`rejected.none.${this.which}`)}</p>` : this.list(items, some)),
        () => void this.poll.now(),
      )}
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
      <div class="table-frame" tabindex="0" role="region" aria-label=${t('pipeline.rejected')}>
        <table class="cards-when-narrow">
          <thead>
            <tr>
              ${canAct ? html`<th scope="col"><span class="unseen">${t('rejected.choose')}</span></th>` : nothing}
              <th scope="col">${t('pipeline.when')}</th>
              <th scope="col">${t('pipeline.reason')}</th>
              <th scope="col">${t('rejected.what')}</th>
              <th scope="col">${t('history.state')}</th>
            </tr>
          </thead>
          <tbody>
            ${items.map((item) => this.row(item, canAct))}
          </tbody>
        </table>
      </div>
      ${this.next ? html`<p><button class="button ghost" @click=${() => void this.more()}>${t('history.more')}</button></p>` : nothing}`;
  }

  private row(item: Rejected, canAct: boolean): TemplateResult {
    return html`<tr>
      ${canAct
        ? html`<td>
            <input
              type="checkbox"
              aria-label=${t('rejected.chooseThis', { id: item.id.slice(0, 8) })}
              .checked=${this.chosen.has(item.id)}
              @change=${() => this.turn(item.id)}
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
          : t('rejected.record', { topic: item.topic, partition: item.partition, offset: item.offset })}
      </td>
      <td data-label=${t('history.state')}>${stateOf(item)}</td>
    </tr>`;
  }
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
