import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../messages';
import type { Block, Verdict } from './import-report';

/** As many lines of a block as are shown beside its verdict. */
const SHOWN_LINES = 12;

interface Card {
  verdict: Verdict;
  /** Null where the lines of the file can't be shown. */
  lines: string[] | null;
  block: Block | null;
  /** What can be done about it; null where nothing can. */
  actions: {
    mending: boolean;
    skipped: boolean;
    /** What somebody made of its lines so far; null as long as they are those of the file. */
    typed: string | null;
    /** Null where its lines aren't known, or are those of others, too. */
    mend: (() => void) | null;
    callOff(): void;
    type(text: string): void;
    put(text: string): void;
    skip(skipped: boolean): void;
  } | null;
}

/** What would become, or became, of a question, beside its lines. */
export function verdictCard({ verdict, lines, block, actions }: Card): TemplateResult {
  const name = nameOf(verdict);
  return html`<article class="card verdict-card ${actions?.skipped ? 'skipped' : ''}" id="verdict-${verdict.number}">
    <div class="row between wrap">
      <h3 class="row wrap">
        <span class="tag ${tone(verdict.status)}">${t(actions?.skipped ? 'import.skipped' : `import.status.${verdict.status}`)}</span>
        ${name}
        <span class="muted small-text">${verdict.file ? `${verdict.file}, ` : nothing}${t('import.line')} ${verdict.line}</span>
      </h3>
      ${actions && !actions.mending
        ? html`<span class="row wrap">
            ${actions.mend
              ? html`<button class="button ghost small" aria-label=${t('import.mendThis', { name })} ?disabled=${actions.skipped} @click=${actions.mend}>${t('import.mend')}</button>`
              : nothing}
            ${verdict.status === 'rejected' || verdict.status === 'unchanged'
              ? nothing
              : html`<label class="row"
                  ><input
                    type="checkbox"
                    aria-label=${t('import.skipThis', { name })}
                    .checked=${actions.skipped}
                    @change=${(event: Event) => actions.skip((event.target as HTMLInputElement).checked)}
                  />${t('import.skip')}</label
                >`}
          </span>`
        : nothing}
    </div>
    ${verdict.problems.length > 0
      ? html`<ul>
          ${verdict.problems.map(
            (fault) => html`<li class=${fault.severity === 'error' ? 'bad-text' : ''}>${t('import.line')} ${fault.line}: ${fault.message}</li>`,
          )}
        </ul>`
      : nothing}
    ${verdict.topics.length > 0 ? html`<p>${verdict.topics.map((topic) => html`<span class="tag">${topic}</span> `)}</p>` : nothing}
    ${lines && block ? (actions?.mending ? editor(name, lines, block, actions) : source(verdict, lines, block)) : nothing}
  </article>`;
}

export function nameOf(verdict: Verdict): string {
  return verdict.externalId ?? t('import.number', { n: verdict.number });
}

function source(verdict: Verdict, lines: string[], { begin, end }: Block): TemplateResult {
  return html`<pre tabindex="0" aria-label=${t('import.source', { line: verdict.line })}><code>${lines
    .slice(begin, Math.min(end, begin + SHOWN_LINES))
    .map((line, index) => html`<span class="line-number">${String(begin + 1 + index).padStart(5)} </span>${line}\n`)}</code></pre>
    ${end - begin > SHOWN_LINES ? html`<p class="muted">${t('import.moreLines', { n: end - begin - SHOWN_LINES })}</p>` : nothing}`;
}

function editor(name: string, lines: string[], { begin, end }: Block, actions: NonNullable<Card['actions']>): TemplateResult {
  const put = (event: Event): void => {
    event.preventDefault();
    actions.put(String(new FormData(event.target as HTMLFormElement).get('source')).replace(/\r\n?/g, '\n'));
  };
  return html`<form class="stack" @submit=${put}>
    <label class="field"
      ><span>${t('import.mendThis', { name })}</span>
      <textarea name="source" class="code" spellcheck="false" rows=${Math.min(20, end - begin + 2)} .value=${actions.typed ?? lines.slice(begin, end).join('\n')} @input=${(event: Event) => actions.type((event.target as HTMLTextAreaElement).value)}></textarea>
    </label>
    <div class="row wrap">
      <button class="button small">${t('import.checkAgain')}</button>
      <button type="button" class="button ghost small" @click=${actions.callOff}>${t('dialog.cancel')}</button>
    </div>
  </form>`;
}

export function tone(status: string): string {
  return status === 'rejected' ? 'bad' : status === 'unchanged' ? '' : 'good';
}
