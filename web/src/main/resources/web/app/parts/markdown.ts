import { html, type TemplateResult } from 'lit';

/**
 * The part of markdown that questions use: paragraphs, lists, fenced and inline code, strong and emphasised words. Everything
 * becomes text in an element that is made here, so that no markup of an author ever reaches the document.
 */
export function markdown(source: string): TemplateResult {
  return html`<div class="prose">${blocks(source.replace(/\r\n?/g, '\n')).map(block)}</div>`;
}

/** The same without blocks, for a line. */
export function inline(source: string): TemplateResult {
  return html`${pieces(source)}`;
}

/** The first words, as plain text. */
export function gist(source: string, most = 120): string {
  const text = source.replace(/[`*_]/g, '').replace(/\s+/g, ' ').trim();
  return text.length <= most ? text : text.slice(0, most - 1).trimEnd() + '…';
}

interface Block {
  kind: 'code' | 'bullets' | 'numbers' | 'text';
  lines: string[];
}

const BULLET = /^\s*[-*•]\s+/;
const NUMBERED = /^\s*\d+[.)]\s+/;

function blocks(source: string): Block[] {
  const found: Block[] = [];
  let open: Block | null = null;
  let fenced = false;
  for (const line of source.split('\n')) {
    if (/^\s*```/.test(line)) {
      fenced = !fenced;
      open = fenced ? { kind: 'code', lines: [] } : null;
      if (open) {
        found.push(open);
      }
      continue;
    }
    if (fenced && open) {
      open.lines.push(line);
      continue;
    }
    if (!line.trim()) {
      open = null;
      continue;
    }
    const kind = BULLET.test(line) ? 'bullets' : NUMBERED.test(line) ? 'numbers' : 'text';
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      found.push(open);
    }
    open.lines.push(line);
  }
  return found;
}

function block({ kind, lines }: Block): TemplateResult {
  switch (kind) {
    case 'code':
      return html`<pre tabindex="0"><code>${lines.join('\n')}</code></pre>`;
    case 'bullets':
      return html`<ul>
        ${lines.map((line) => html`<li>${pieces(line.replace(BULLET, ''))}</li>`)}
      </ul>`;
    case 'numbers':
      return html`<ol>
        ${lines.map((line) => html`<li>${pieces(line.replace(NUMBERED, ''))}</li>`)}
      </ol>`;
    case 'text':
      return html`<p>${lines.map((line, index) => (index === 0 ? pieces(line) : html`<br />${pieces(line)}`))}</p>`;
  }
}

const MARKED = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/;

function pieces(text: string): unknown[] {
  return text.split(MARKED).map((piece) => {
    if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')) {
      return html`<code>${piece.slice(1, -1)}</code>`;
    }
    if (piece.length > 4 && piece.startsWith('**') && piece.endsWith('**')) {
      return html`<strong>${piece.slice(2, -2)}</strong>`;
    }
    if (piece.length > 2 && piece.startsWith('*') && piece.endsWith('*') && !piece.startsWith('**')) {
      return html`<em>${piece.slice(1, -1)}</em>`;
    }
    return piece;
  });
}
