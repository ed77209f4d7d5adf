import { html, nothing, type TemplateResult } from 'lit';
import { address, get } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { t } from '../messages';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';

interface Report {
  format: string;
  questions: { questionId: string; externalId?: string | null; leftOut: boolean; losses: { code: string; message: string }[] }[];
  whole: number;
  changed: number;
  leftOut: number;
}

const FORMATS = ['jsonl', 'moodle', 'gift', 'qti3', 'csv', 'marked'] as const;
const SHOWN = 100;

/** A bank as a file: first it is said what the format can't hold. */
class ExportPage extends Element {
  static override properties = { bank: {}, format: { state: true }, report: { state: true } };

  /** The slug. */
  declare bank: string;
  declare format: (typeof FORMATS)[number];
  declare report: Loaded<Report>;

  constructor() {
    super();
    this.format = 'jsonl';
    this.report = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('export.title'));
    void this.take(this.format);
  }

  private async take(format: (typeof FORMATS)[number]): Promise<void> {
    this.format = format;
    this.report = LOADING;
    const report = await loaded(get<Report>(`banks/${this.bank}/export/report`, { format }));
    if (this.format === format) {
      this.report = report;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks/${this.bank}">${this.bank}</a></p>
      <div>
        <h1>${t('export.title')}</h1>
        <p class="muted">${t('export.lead')}</p>
      </div>
      <section class="card">
        <fieldset class="stack">
          <legend>${t('export.format')}</legend>
          ${FORMATS.map(
            (format) => html`<label class="row"
              ><input type="radio" name="format" value=${format} .checked=${format === this.format} @change=${() => void this.take(format)} /><span
                ><strong>${t(`export.format.${format}`)}</strong><br /><span class="muted">${t(`export.format.${format}.text`)}</span></span
              ></label
            >`,
          )}
        </fieldset>
        <p><a class="button" href=${address(`banks/${this.bank}/export`, { format: this.format })} download>${t('export.download')}</a></p>
      </section>
      <div aria-live="polite">${shown(this.report, losses, () => void this.take(this.format))}</div>
    </div>`;
  }
}

function losses(report: Report): TemplateResult {
  if (report.questions.length === 0) {
    return html`<div class="notice"><p>✓ ${t('export.whole', { n: number(report.whole) })}</p></div>`;
  }
  return html`<section class="card" aria-labelledby="losses">
    <h2 id="losses">${t('export.losses')}</h2>
    <div class="row wrap">
      <span class="tag good">${t('export.count.whole', { n: number(report.whole) })}</span>
      <span class="tag warn">${t('export.count.changed', { n: number(report.changed) })}</span>
      ${report.leftOut > 0 ? html`<span class="tag bad">${t('export.count.leftOut', { n: number(report.leftOut) })}</span>` : nothing}
    </div>
    <ul class="plain-list">
      ${report.questions.slice(0, SHOWN).map(
        (one) => html`<li>
          <a href="/questions/${one.questionId}">${one.externalId ?? one.questionId.slice(0, 8)}</a>
          ${one.leftOut ? html`<span class="tag bad">${t('import.skipped')}</span>` : nothing}
          <ul>
            ${one.losses.map((loss) => html`<li>${loss.message}</li>`)}
          </ul>
        </li>`,
      )}
    </ul>
    ${report.questions.length > SHOWN ? html`<p class="muted">${t('export.more', { n: report.questions.length - SHOWN })}</p>` : nothing}
  </section>`;
}

define('gf-export', ExportPage);
