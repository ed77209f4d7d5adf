import { html, nothing, type TemplateResult } from 'lit';
import { number } from '../format';
import { counted, t } from '../messages';
import type { Job } from './import-job';
import type { Report, Verdict } from './import-report';
import { nameOf } from './import-verdict';

/** How far a file is on its way into a bank. */
export type Stage =
  | { kind: 'empty' }
  | { kind: 'working'; file: File; inEarnest: boolean; sent: number; job?: Job }
  | Told
  | { kind: 'failed'; failure: unknown };

export interface Told {
  kind: 'told';
  file: File;
  lines: string[] | null;
  report: Report;
  /** What is judged otherwise than before, though nobody changed it. */
  otherwise: Verdict[];
  /** How many questions there were, where there are others now. */
  recounted?: number;
}

export const MB = 1024 * 1024;

/** As many questions as are named at once. */
const MOST_NAMED = 100;

/** What a change of some questions, or leaving them out, changes for others. */
export function changes({ otherwise, recounted, report }: Told): TemplateResult | typeof nothing {
  if (otherwise.length === 0 && recounted === undefined) {
    return nothing;
  }
  return html`<div class="notice warn" role="status" id="otherwise" tabindex="-1">
    ${recounted === undefined
      ? html`<p>${counted(otherwise.length, 'import.otherwiseOne', 'import.otherwise')}</p>
          <ul>
            ${otherwise.slice(0, MOST_NAMED).map((one) => html`<li><a href="#verdict-${one.number}">${nameOf(one)}</a>: ${t(`import.status.${one.status}`)}</li>`)}
          </ul>`
      : html`<p>${t('import.recounted', { before: recounted, now: report.questions.length })}</p>`}
  </div>`;
}

/** How much of a file is sent; once all is, it is read. */
export function working({ file, inEarnest, sent, job }: { file: File; inEarnest: boolean; sent: number; job?: Job }): TemplateResult {
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
