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
import { Unsaved, mayLeave } from '../parts/unsaved';
import { importFollowed, verdictsOf, type Job } from './import-job';
import { blockOf, canBeChosen, countOf, judgedOtherwise, linesOf, mended, withLeftOut, type Report, type Verdict } from './import-report';
import { MB, changes, working, type Stage, type Told } from './import-stage';
import { tone, verdictCard } from './import-verdict';

const MOST_MB = 256;

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
  /** What somebody made of these lines; null as long as they are those of the file. */
  private typed: string | null = null;
  /** Whether the file has lines that stand nowhere but here. */
  private edited = false;
  /** The numbers of questions that are left out. */
  declare skipped: Set<number>;
  /** How many verdicts are drawn. */
  declare count: number;

  private running: AbortController | undefined;

  constructor() {
    super();
    new Unsaved(this, () => this.edited || this.typed !== null);
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

  private async take(file: File): Promise<void> {
    if (file.size > MOST_MB * MB) {
      this.stage = { kind: 'failed', failure: new Error(t('import.tooLarge', { mb: Math.ceil(file.size / MB), most: MOST_MB })) };
      return;
    }
    await this.attempt(async () => {
      const report = await this.send(file, false);
      this.skipped = new Set();
      this.edited = false;
      await this.tell(file, report);
    });
  }

  /** The file with other lines is looked at anew, and what it changes for the other questions is said. */
  private async put(before: Told, { number, file }: { number: number; file: File }): Promise<void> {
    await this.attempt(async () => {
      const report = await this.send(file, false);
      this.edited = true;
      if (report.questions.length === before.report.questions.length) {
        await this.tell(file, report, judgedOtherwise(before.report, report, new Set([number])));
      } else {
        // Numbers are those of other questions now.
        this.skipped = new Set();
        await this.tell(file, report, [], before.report.questions.length);
      }
    });
  }

  /** Without some of its questions, others may be judged otherwise; then the reader sees that first. */
  private async accept({ file, report: before }: Told): Promise<void> {
    const { skipped } = this;
    await this.attempt(async () => {
      if (skipped.size > 0) {
        const checked = await this.send(file, false, skipped);
        const otherwise = judgedOtherwise(before, checked, skipped);
        if (otherwise.length > 0) {
          await this.tell(file, withLeftOut(checked, before, skipped), otherwise);
          return;
        }
      }
      const report = await this.send(file, true, skipped);
      this.skipped = new Set();
      this.edited = false;
      await this.tell(file, report);
    });
  }

  /** What doesn't come to its end leaves what was told before, with what somebody wrote. */
  private async attempt(what: () => Promise<void>): Promise<void> {
    const before = this.stage.kind === 'told' ? this.stage : null;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    try {
      await what();
    } catch (failure) {
      this.stage = before ?? (running.signal.aborted ? { kind: 'empty' } : { kind: 'failed', failure });
      if (before && !running.signal.aborted) {
        toast(failureText(failure), true);
      }
    }
  }

  private async tell(file: File, report: Report, otherwise: Verdict[] = [], recounted?: number): Promise<void> {
    // The file may have gone from the disk since; what became of it is told all the same.
    const content = await loaded(file.arrayBuffer());
    const lines = content.kind === 'here' ? linesOf(content.value, report) : null;
    this.mending = 0;
    this.typed = null;
    this.count = PART;
    this.only = report.rejected > 0 && otherwise.length === 0 ? 'rejected' : '';
    this.stage = { kind: 'told', file, lines, report, otherwise, recounted };
    await this.updateComplete;
    this.querySelector<HTMLElement>('#otherwise')?.focus();
  }

  /** What takes long is followed on its way; the rest is told in one answer. */
  private send(file: File, inEarnest: boolean, skipped = new Set<number>()): Promise<Report> {
    const { signal } = this.running!;
    const sent = (bytes: number): void => {
      this.stage = { kind: 'working', file, inEarnest, sent: bytes };
    };
    sent(0);
    if (file.size <= LONG_BYTES) {
      return uploaded<Report>(`banks/${this.bank}/imports`, { dryRun: !inEarnest, leaveOut: [...skipped].join(',') }, file, sent, {}, signal);
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
        return this.report(this.stage);
    }
  }

  private drop(): TemplateResult {
    const check = (file: File | undefined): void => {
      if (file) {
        void this.take(file);
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

  private report(told: Told): TemplateResult {
    const { file, report } = told;
    const count = (status: Verdict['status'], leftOut = this.skipped): number => (report.job ? report[status] : countOf(report, status, leftOut));
    const shown = report.questions.filter((one) => !this.only || one.status === this.only);
    return html`<section class="card">
        <h2>${t(report.dryRun ? 'import.verdicts' : 'import.done')}</h2>
        <p class="muted">${file.name} · ${report.format}${report.encoding ? ` · ${report.encoding}` : nothing}</p>
        <div class="row wrap">
          ${STATUSES.map(
            (status) => html`<span class="tag ${count(status) > 0 ? tone(status) : ''}">${number(count(status))} ${t(`import.status.${status}`)}</span>`,
          )}
          ${report.untagged > 0 ? html`<span class="tag warn">${t('import.untagged', { n: report.untagged })}</span>` : nothing}
        </div>
        <div class="row wrap">
          ${this.acceptButton(told, count('imported') + count('updated'))}
          <button class="button ghost" @click=${() => void this.leave()}>${t('import.again')}</button>
          ${report.dryRun ? nothing : html`<a class="button ghost" href="/banks/${this.bank}">${t('banks.questions')}</a>`}
        </div>
      </section>
      ${changes(told)}
      <div class="segments" role="group" aria-label=${t('import.only')}>
        ${['', ...STATUSES.filter((status) => count(status, new Set()) > 0)].map(
          (status) => html`<button aria-pressed=${this.only === status} @click=${() => this.narrow(status, report)}>
            ${t(status === '' ? 'result.all' : `import.status.${status as Verdict['status']}`)}
          </button>`,
        )}
      </div>
      ${drawn(
        shown,
        this.count,
        (verdicts) => verdicts.map((verdict) => this.verdict(verdict, told)),
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

  /** Another file takes the place of this one, with what was made of it. */
  private async leave(): Promise<void> {
    if (await mayLeave()) {
      this.edited = false;
      this.typed = null;
      this.mending = 0;
      this.stage = { kind: 'empty' };
    }
  }

  private acceptButton(told: Told, good: number): TemplateResult | typeof nothing {
    return told.report.dryRun && good > 0
      ? html`<button class="button" ?disabled=${this.mending > 0} @click=${() => void this.accept(told)}>
          ${counted(good, 'import.acceptOne', 'import.acceptSome')}
        </button>`
      : nothing;
  }

  private verdict(verdict: Verdict, told: Told): TemplateResult {
    const { file, lines, report } = told;
    const block = lines ? blockOf(report, report.questions.indexOf(verdict), lines) : null;
    const number = verdict.number;
    const mend = (mending: number): void => {
      this.mending = mending;
      this.typed = null;
    };
    return verdictCard({
      verdict,
      lines,
      block,
      actions: canBeChosen(report)
        ? {
            mending: this.mending === number,
            skipped: this.skipped.has(number),
            typed: this.typed,
            mend: verdict.lines && block ? () => mend(number) : null,
            callOff: () => mend(0),
            type: (text) => (this.typed = text),
            put: (text) => void this.put(told, { number, file: new File([mended(lines!, block!, text)], file.name) }),
            skip: (skipped) => {
              const others = [...this.skipped].filter((one) => one !== number);
              this.skipped = new Set(skipped ? [...others, number] : others);
            },
          }
        : null,
    });
  }
}

define('gf-import', ImportPage);
