import { html, nothing, type TemplateResult } from 'lit';
import { upload } from '../api';
import { Element, define } from '../element';
import { counted, t } from '../messages';
import { failed } from '../parts/failure';

interface Fault {
  code: string;
  severity: 'error' | 'warning';
  message: string;
  line: number;
}

interface Verdict {
  number: number;
  line: number;
  status: 'imported' | 'updated' | 'unchanged' | 'rejected';
  externalId?: string;
  topics: string[];
  problems: Fault[];
}

interface Report {
  imported: number;
  updated: number;
  unchanged: number;
  rejected: number;
  format: string;
  dryRun: boolean;
  questions: Verdict[];
}

type Stage =
  | { kind: 'empty' }
  | { kind: 'working'; file: File; inEarnest: boolean }
  | { kind: 'told'; file: File; lines: string[]; report: Report }
  | { kind: 'failed'; failure: unknown };

const MOST_MB = 256;
const MB = 1024 * 1024;

/** As many lines of a block as are shown beside its verdict. */
const SHOWN_LINES = 12;

/** As many verdicts as are drawn at once. */
const SHOWN_VERDICTS = 200;

const STATUSES = ['rejected', 'imported', 'updated', 'unchanged'] as const;

/** A file becomes questions: first it is said of each what would become of it, beside its lines; then it is done. */
class ImportPage extends Element {
  static override properties = { bank: {}, stage: { state: true }, only: { state: true }, over: { state: true } };

  declare bank: string;
  declare stage: Stage;
  declare only: string;
  declare over: boolean;

  constructor() {
    super();
    this.stage = { kind: 'empty' };
    this.only = '';
    this.over = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('banks.import')} · ${t('app.name')}`;
  }

  private async take(file: File, inEarnest: boolean): Promise<void> {
    if (file.size > MOST_MB * MB) {
      this.stage = { kind: 'failed', failure: new Error(t('import.tooLarge', { mb: Math.ceil(file.size / MB), most: MOST_MB })) };
      return;
    }
    this.stage = { kind: 'working', file, inEarnest };
    try {
      const report = await upload<Report>(`banks/${this.bank}/imports`, { dryRun: !inEarnest }, file, 'application/octet-stream');
      const lines = (await file.text()).split(/\r\n|\r|\n/);
      this.only = report.rejected > 0 ? 'rejected' : '';
      this.stage = { kind: 'told', file, lines, report };
    } catch (failure) {
      this.stage = { kind: 'failed', failure };
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks/${this.bank}">${this.bank}</a></p>
      <h1>${t('import.title', { bank: this.bank })}</h1>
      ${this.content()}
    </div>`;
  }

  private content(): TemplateResult {
    switch (this.stage.kind) {
      case 'empty':
        return this.drop();
      case 'working':
        return html`<div class="notice" role="status">
          <p>${t(this.stage.inEarnest ? 'import.accepting' : 'import.check', { file: this.stage.file.name })}</p>
          <progress aria-label=${this.stage.file.name}></progress>
        </div>`;
      case 'failed':
        return html`${failed(this.stage.failure)} ${this.drop()}`;
      case 'told':
        return this.report(this.stage.file, this.stage.lines, this.stage.report);
    }
  }

  private drop(): TemplateResult {
    const dropped = (event: DragEvent): void => {
      event.preventDefault();
      this.over = false;
      const file = event.dataTransfer?.files[0];
      if (file) {
        void this.take(file, false);
      }
    };
    const chosen = (event: Event): void => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) {
        void this.take(file, false);
      }
    };
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => (this.over = false)}
      @drop=${dropped}
    >
      <p>${t('import.drop')}</p>
      <label class="button">${t('import.choose')}<input class="unseen" type="file" @change=${chosen} /></label>
      <p class="muted">${t('import.limit', { mb: MOST_MB })}</p>
    </div>`;
  }

  private report(file: File, lines: string[], report: Report): TemplateResult {
    const good = report.imported + report.updated;
    const shown = report.questions.filter((one) => !this.only || one.status === this.only);
    return html`<section class="card">
        <h2>${t(report.dryRun ? 'import.verdicts' : 'import.done')}</h2>
        <p class="muted">${file.name} · ${report.format}</p>
        <div class="row wrap">
          ${STATUSES.map((status) => html`<span class="tag ${tone(status)}">${report[status]} ${t(`import.status.${status}`)}</span>`)}
        </div>
        <div class="row wrap">
          ${report.dryRun && good > 0
            ? html`<button class="button" @click=${() => void this.take(file, true)}>${counted(good, 'import.acceptOne', 'import.acceptSome')}</button>`
            : nothing}
          <button class="button ghost" @click=${() => (this.stage = { kind: 'empty' })}>${t('import.again')}</button>
          ${report.dryRun ? nothing : html`<a class="button ghost" href="/banks/${this.bank}">${t('banks.questions')}</a>`}
        </div>
      </section>
      <div class="segments" role="group" aria-label=${t('import.only')}>
        <button aria-pressed=${this.only === ''} @click=${() => (this.only = '')}>${t('result.all')}</button>
        ${STATUSES.filter((status) => report[status] > 0).map(
          (status) => html`<button aria-pressed=${this.only === status} @click=${() => (this.only = status)}>${t(`import.status.${status}`)}</button>`,
        )}
      </div>
      ${shown.slice(0, SHOWN_VERDICTS).map((verdict) => verdictCard(verdict, lines, nextLine(report, verdict)))}
      ${shown.length > SHOWN_VERDICTS ? html`<p class="muted">${t('import.more', { n: shown.length - SHOWN_VERDICTS })}</p>` : nothing}`;
  }
}

function nextLine(report: Report, verdict: Verdict): number {
  return report.questions[verdict.number]?.line ?? Number.MAX_SAFE_INTEGER;
}

function verdictCard(verdict: Verdict, lines: string[], until: number): TemplateResult {
  const block = lines.slice(verdict.line - 1, Math.min(until - 1, verdict.line - 1 + SHOWN_LINES));
  return html`<article class="card verdict-card">
    <h3 class="row wrap">
      <span class="tag ${tone(verdict.status)}">${t(`import.status.${verdict.status}`)}</span>
      ${verdict.externalId ?? t('import.number', { n: verdict.number })}
      <span class="muted small-text">${t('import.line')} ${verdict.line}</span>
    </h3>
    ${verdict.problems.length > 0
      ? html`<ul>
          ${verdict.problems.map(
            (fault) => html`<li class=${fault.severity === 'error' ? 'bad-text' : ''}>${t('import.line')} ${fault.line}: ${fault.message}</li>`,
          )}
        </ul>`
      : nothing}
    <pre tabindex="0" aria-label=${t('import.source', { line: verdict.line })}><code>${block.map(
      (line, index) => html`<span class="line-number">${String(verdict.line + index).padStart(5)} </span>${line}\n`,
    )}</code></pre>
  </article>`;
}

function tone(status: string): string {
  return status === 'rejected' ? 'bad' : status === 'unchanged' ? '' : 'good';
}

define('gf-import', ImportPage);
