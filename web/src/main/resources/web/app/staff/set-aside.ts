import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define } from '../element';
import { moment } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { Listing } from '../parts/listing';
import { Poll } from '../parts/poll';
import { headings, table } from '../parts/table';
import { toast } from '../parts/toast';
import { record } from './rejected';

interface SetAside {
  topic: string;
  partition: number;
  offset: number;
  payload: string;
  reason: string;
  setAsideAt: string;
  tries: number;
}

const REFRESH_MILLIS = 10_000;
const PART = 50;

/** Events that a service could not apply to what it keeps, to be applied again once the cause is gone. */
class SetAsideEvents extends Element {
  static override properties = { service: {}, busy: { state: true } };

  declare service: 'attempt-service' | 'analytics-service';
  declare busy: boolean;

  private readonly events = new Listing<SetAside>(this, (cursor) => get<Page<SetAside>>(this.path, { cursor, limit: PART }));
  private readonly poll = new Poll(this, REFRESH_MILLIS, () => this.events.refresh());

  constructor() {
    super();
    this.busy = false;
  }

  private get path(): string {
    return `set-aside/${this.service}`;
  }

  private async replay(): Promise<void> {
    this.busy = true;
    try {
      const report = await send<{ applied: number; refused: { reason: string }[]; left: number }>('POST', `${this.path}/replay`, { all: true });
      toast(t('setAside.replayed', { n: report.applied, refused: report.refused.length }), report.refused.length > 0);
      await this.poll.anew();
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    const id = `set-aside-${this.service}`;
    return html`<section class="card" aria-labelledby=${id}>
      <div class="row between wrap">
        <h2 id=${id}>${t('setAside.title', { service: this.service })}</h2>
        ${this.events.items.length > 0
          ? html`<button class="button small" ?disabled=${this.busy} @click=${() => void this.replay()}>${t('setAside.replay')}</button>`
          : nothing}
      </div>
      ${this.events.shown((events) => (events.length === 0 ? html`<p class="muted">${t('setAside.none')}</p>` : list(events)))}
    </section>`;
  }
}

function list(events: SetAside[]): TemplateResult {
  const columns = [{ name: t('pipeline.when') }, { name: t('pipeline.reason') }, { name: t('rejected.what') }, { name: t('setAside.tries'), numeric: true }];
  return table(
    t('setAside.events'),
    headings(columns),
    events.map(
      (one) => html`<tr>
        <td data-label=${t('pipeline.when')}>${moment(one.setAsideAt)}</td>
        <td data-label=${t('pipeline.reason')}>
          ${one.reason}
          <details>
            <summary>${t('rejected.payload')}</summary>
            <pre tabindex="0">${one.payload}</pre>
          </details>
        </td>
        <td data-label=${t('rejected.what')}>${record(one)}</td>
        <td data-label=${t('setAside.tries')} class="numeric">${one.tries}</td>
      </tr>`,
    ),
    'cards-when-narrow',
  );
}

define('gf-set-aside', SetAsideEvents);
