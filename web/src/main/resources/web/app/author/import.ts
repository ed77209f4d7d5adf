import { html, nothing, type TemplateResult } from 'lit';
import { uploaded } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { counted, t } from '../messages';
import { failed, failureText } from '../parts/failure';
import { head } from '../parts/head';
import { drawn } from '../parts/listing';
import { loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { importFollowed, verdictsOf, type Job } from './import-job';
import { blockOf, canBeMended, linesOf, mended, without, type Report, type Verdict } from './import-report';
import { tone, verdictCard } from './import-verdict';

type Stage =
  | { kind: 'empty' }
  | { kind: 'working'; file: File; inEarnest: boolean; sent: number; job?: Job }
  | { kind: 'told'; file: File; lines: string[] | null; report: Report }
  | { kind: 'failed'; failure: unknown };

const MOST_MB = 256;
const MB = 1024 * 1024;

/** As many verdicts as are drawn at once. */
const PART = 100;

/** Larger files may hold more questions than one answer tells of. */
const LONG_BYTES = 4 * MB;

const STATUSES = ['rejected', 'imported', 'updated', 'unchanged'] as const;

/** A file becomes questions: first it is said of each what would become of it, beside its lines; then it is done. */
class ImportPage extends Element {
  static override properties = {
    bank: {},
    stage: { state: true },
    only: { state: true },
    over: { state: true },
    mending: { state: true },
    skipped: { state: true },
    count: { state: true },
  };

  declare bank: string;
  declare stage: Stage;
  declare only: string;
  declare over: boolean;
  /** The number of the question whose lines are being changed; 0 for none. */
  declare mending: number;
  /** The numbers of questions that are left out. */
  declare skipped: Set<number>;
  /** How many verdicts are drawn. */
  declare count: number;

  private running: AbortController | undefined;

  constructor() {
    super();
    this.stage = { kind: 'empty' };
    this.only = '';
    this.over = false;
    this.mending = 0;
    this.skipped = new Set();
    this.count = PART;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('banks.import'));
    window.addEventListener('dragover', this.dragged);
    window.addEventListener('drop', this.missed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('dragover', this.dragged);
    window.removeEventListener('drop', this.missed);
    this.running?.abort();
  }

  /** A file that is dropped beside its place would take the place of the page. */
  private readonly dragged = (event: DragEvent): void => event.preventDefault();

  private readonly missed = (event: DragEvent): void => event.preventDefault();

  private async take(file: File, inEarnest: boolean): Promise<void> {
    this.mending = 0;
    this.skipped = new Set();
    this.count = PART;
    if (file.size > MOST_MB * MB) {
      this.stage = { kind: 'failed', failure: new Error(t('import.tooLarge', { mb: Math.ceil(file.size / MB), most: MOST_MB })) };
      return;
    }
    this.stage = { kind: 'working', file, inEarnest, sent: 0 };
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    try {
      const report = await this.send(file, inEarnest, running.signal);
      // The file may have gone from the disk since; what became of it is told all the same.
      const content = await loaded(file.arrayBuffer());
      const lines = content.kind === 'here' ? linesOf(content.value, report) : null;
      this.only = report.rejected > 0 ? 'rejected' : '';
      this.stage = { kind: 'told', file, lines, report };
    } catch (failure) {
      this.stage = running.signal.aborted ? { kind: 'empty' } : { kind: 'failed', failure };
    }
  }

  /** What takes long is followed on its way; the rest is told in one answer. */
  private send(file: File, inEarnest: boolean, signal: AbortSignal): Promise<Report> {
    const sent = (bytes: number): void => {
      this.stage = { kind: 'working', file, inEarnest, sent: bytes };
    };
    if (file.size <= LONG_BYTES) {
      return uploaded<Report>(`banks/${this.bank}/imports`, { dryRun: !inEarnest }, file, sent, {}, signal);
    }
    const progress = (job: Job): void => {
      this.stage = { kind: 'working', file, inEarnest, sent: file.size, job };
    };
    return importFollowed(this.bank, file, !inEarnest, { sent, progress }, signal);
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('import.title', { bank: this.bank }), back: { address: `/banks/${this.bank}`, name: this.bank } })}
      ${this.content()}
    </div>`;
  }

  private content(): TemplateResult {
    switch (this.stage.kind) {
      case 'empty':
        return this.drop();
      case 'working':
        return html`${working(this.stage)}
          <p><button class="button ghost" @click=${() => this.running?.abort()}>${t('dialog.cancel')}</button></p>`;
      case 'failed':
        return html`${failed(this.stage.failure)} ${this.drop()}`;
      case 'told':
        return this.report(this.stage.file, this.stage.lines, this.stage.report);
    }
  }

  private drop(): TemplateResult {
    const check = (file: File | undefined): void => {
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
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        this.over = false;
        check(event.dataTransfer?.files[0]);
      }}
    >
      <p>${t('import.drop')}</p>
      <label class="button"
        >${t('import.choose')}<input class="unseen" type="file" @change=${(event: Event) => check((event.target as HTMLInputElement).files?.[0])}
      /></label>
      <p class="muted">${t('import.limit', { mb: MOST_MB })}</p>
    </div>`;
  }

  private report(file: File, lines: string[] | null, report: Report): TemplateResult {
    const shown = report.questions.filter((one) => !this.only || one.status === this.only);
    return html`<section class="card">
        <h2>${t(report.dryRun ? 'import.verdicts' : 'import.done')}</h2>
        <p class="muted">${file.name} · ${report.format}${report.encoding ? ` · ${report.encoding}` : nothing}</p>
        <div class="row wrap">
          ${STATUSES.map(
            (status) => html`<span class="tag ${report[status] > 0 ? tone(status) : ''}">${number(report[status])} ${t(`import.status.${status}`)}</span>`,
          )}
          ${report.untagged > 0 ? html`<span class="tag warn">${t('import.untagged', { n: report.untagged })}</span>` : nothing}
        </div>
        <div class="row wrap">
          ${this.accept(file, lines, report)}
          <button class="button ghost" @click=${() => (this.stage = { kind: 'empty' })}>${t('import.again')}</button>
          ${report.dryRun ? nothing : html`<a class="button ghost" href="/banks/${this.bank}">${t('banks.questions')}</a>`}
        </div>
      </section>
      <div class="segments" role="group" aria-label=${t('import.only')}>
        ${['', ...STATUSES.filter((status) => report[status] > 0)].map(
          (status) => html`<button aria-pressed=${this.only === status} @click=${() => this.narrow(status, report)}>
            ${t(status === '' ? 'result.all' : `import.status.${status as Verdict['status']}`)}
          </button>`,
        )}
      </div>
      ${drawn(
        shown,
        this.count,
        (verdicts) => verdicts.map((verdict) => this.verdict(verdict, file, lines, report)),
        () => (this.count += PART),
      )}
      ${shown.length <= this.count && report.more
        ? html`<p class="more"><button class="button ghost" @click=${() => void this.moreOf(report)}>${t('list.more')}</button></p>`
        : nothing}`;
  }

  /** Of a long file only those that are looked at are here. */
  private narrow(status: string, report: Report): void {
    this.only = status;
    this.count = PART;
    if (report.job) {
      void this.readAnew(report.job, status);
    }
  }

  private async readAnew(job: string, status: string): Promise<void> {
    await this.told(async (report) => ({ ...report, ...(await verdictsOf(job, status, null)) }));
  }

  private async moreOf({ job, more }: Report): Promise<void> {
    this.count += PART;
    await this.told(async (report) => {
      const part = await verdictsOf(job!, this.only, more!);
      return { ...report, ...part, questions: [...report.questions, ...part.questions] };
    });
  }

  private async told(change: (report: Report) => Promise<Report>): Promise<void> {
    const { only, stage } = this;
    if (stage.kind !== 'told') {
      return;
    }
    try {
      const report = await change(stage.report);
      if (this.only === only && this.stage === stage) {
        this.stage = { ...stage, report };
      }
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  private accept(file: File, lines: string[] | null, report: Report): TemplateResult | typeof nothing {
    const good = report.imported + report.updated - this.skipped.size;
    if (!report.dryRun || good === 0) {
      return nothing;
    }
    const accept = (): void => {
      const blocks = report.questions.flatMap((one, index) => (this.skipped.has(one.number) ? [blockOf(report, index, lines!)] : []));
      void this.take(blocks.length === 0 ? file : new File([without(lines!, blocks)], file.name), true);
    };
    return html`<button class="button" ?disabled=${this.mending > 0} @click=${accept}>${counted(good, 'import.acceptOne', 'import.acceptSome')}</button>`;
  }

  private verdict(verdict: Verdict, file: File, lines: string[] | null, report: Report): TemplateResult {
    const block = lines ? blockOf(report, report.questions.indexOf(verdict), lines) : null;
    const number = verdict.number;
    return verdictCard({
      verdict,
      lines,
      block,
      actions:
        lines && block && canBeMended(report)
          ? {
              mending: this.mending === number,
              skipped: this.skipped.has(number),
              mend: () => (this.mending = number),
              callOff: () => (this.mending = 0),
              put: (text) => void this.take(new File([mended(lines, block, text)], file.name), false),
              skip: (skipped) => {
                const others = [...this.skipped].filter((one) => one !== number);
                this.skipped = new Set(skipped ? [...others, number] : others);
              },
            }
          : null,
    });
  }
}

/** How much of a file is sent; once all is, it is read. */
function working({ file, inEarnest, sent, job }: { file: File; inEarnest: boolean; sent: number; job?: Job }): TemplateResult {
  if (job) {
    return html`<div class="notice" role="status">
      <p>${t('import.decided', { file: file.name, decided: number(job.decided), questions: number(job.questions) })}</p>
      <progress aria-label=${file.name} max=${Math.max(1, job.questions)} value=${job.decided}></progress>
    </div>`;
  }
  const uploading = sent < file.size;
  const megabytes = (bytes: number): string => (bytes / MB).toFixed(1);
  return html`<div class="notice" role="status">
    <p>
      ${uploading && file.size > MB
        ? t('import.sending', { file: file.name, sent: megabytes(sent), all: megabytes(file.size) })
        : t(inEarnest ? 'import.accepting' : 'import.check', { file: file.name })}
    </p>
    <progress aria-label=${file.name} max=${Math.max(1, file.size)} value=${uploading ? sent : nothing}></progress>
  </div>`;
}

define('gf-import', ImportPage);
