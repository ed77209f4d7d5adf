import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { t } from '../messages';
import { head } from '../parts/head';
import { drawn } from '../parts/listing';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';

interface Report {
  format: string;
  questions: { questionId: string; externalId?: string | null; leftOut: boolean; losses: { code: string; message: string }[] }[];
  whole: number;
  changed: number;
  leftOut: number;
}

const FORMATS = ['jsonl', 'moodle', 'gift', 'qti3', 'csv', 'marked'] as const;
const PART = 100;

/** A bank as a file: first it is said what the format can't hold. */
class ExportPage extends Element {
  static override properties = { bank: {}, format: { state: true }, report: { state: true }, count: { state: true } };

  /** The slug. */
  declare bank: string;
  declare format: (typeof FORMATS)[number];
  declare report: Loaded<Report>;
  /** How many questions that lose something are drawn. */
  declare count: number;

  constructor() {
    super();
    this.format = 'jsonl';
    this.report = LOADING;
    this.count = PART;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('export.title'));
    void this.take(this.format);
  }

  private async take(format: (typeof FORMATS)[number]): Promise<void> {
    this.format = format;
    this.report = LOADING;
    this.count = PART;
    const report = await loaded(get<Report>(`banks/${this.bank}/export/report`, { format }));
    if (this.format === format) {
      this.report = report;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('export.title'), lead: t('export.lead'), back: { address: `/banks/${this.bank}`, name: this.bank } })}
      <section class="card">
        <fieldset class="stack">
          <legend>${t('export.format')}</legend>
          ${FORMATS.map(
            (format) => html`<label class="row top"
              ><input type="radio" name="format" value=${format} .checked=${format === this.format} @change=${() => void this.take(format)} /><span
                ><strong>${t(`export.format.${format}`)}</strong><br /><span class="muted">${t(`export.format.${format}.text`)}</span></span
              ></label
            >`,
          )}
        </fieldset>
        <p><a class="button" href=${address(`banks/${this.bank}/export`, { format: this.format })} download>${t('export.download')}</a></p>
      </section>
      <div aria-live="polite">${shown(this.report, (report) => losses(report, this.count, () => (this.count += PART)), () => void this.take(this.format))}</div>
    </div>`;
  }
}

function losses(report: Report, count: number, more: () => void): TemplateResult {
  if (report.questions.length === 0) {
    return html`<div class="notice"><p>✓ ${t('export.whole', { n: number(report.whole) })}</p></div>`;
  }
  return html`<section class="card" aria-labelledby="losses">
    <h2 id="losses">${t('export.losses')}</h2>
    <div class="row wrap">
      <span class="tag good">${t('export.count.whole', { n: number(report.whole) })}</span>
      <span class="tag ${report.changed > 0 ? 'warn' : ''}">${t('export.count.changed', { n: number(report.changed) })}</span>
      ${report.leftOut > 0 ? html`<span class="tag bad">${t('export.count.leftOut', { n: number(report.leftOut) })}</span>` : nothing}
    </div>
    ${drawn(
      report.questions,
      count,
      (questions) => html`<ul class="plain-list">
        ${questions.map(
          (one) => html`<li>
            <a href="/questions/${one.questionId}">${one.externalId ?? one.questionId.slice(0, 8)}</a>
            ${one.leftOut ? html`<span class="tag bad">${t('import.skipped')}</span>` : nothing}
            <ul>
              ${one.losses.map((loss) => html`<li>${loss.message}</li>`)}
            </ul>
          </li>`,
        )}
      </ul>`,
      more,
    )}
  </section>`;
}

define('gf-export', ExportPage);
