import { html, nothing, type TemplateResult } from 'lit';
import { emphasised, runOf, type Run } from './emphasis';

/** Where words stand that were looked for, in UTF-16 code units; the end isn't included. */
export interface Mark {
  start: number;
  end: number;
}

export interface Rendering {
  /** The slug of the bank whose pictures the text shows. */
  bank?: string;
  marks?: Mark[];
}

/**
 * The part of markdown that questions use: paragraphs, lists, fenced and inline code, strong and emphasised words, links, pictures of
 * the bank. Everything becomes text in an element that is made here, so that no markup of an author ever reaches the document.
 */
export function markdown(source: string, how: Rendering = {}): TemplateResult {
  return html`<div class="prose">${blocks(marked(source, how).replace(/\r\n?/g, '\n')).map((one) => block(one, how))}</div>`;
}

/** The same without blocks, for a line. */
export function inline(source: string, how: Rendering = {}): TemplateResult {
  return html`${pieces(marked(source, how), how)}`;
}

/** Characters that no text has stand around what is marked, until it is put into elements. */
const BEGIN = '\ue000';
const END = '\ue001';

function marked(source: string, { marks = [] }: Rendering): string {
  let text = '';
  let at = 0;
  for (const { start, end } of marks) {
    text += source.slice(at, start) + BEGIN + source.slice(start, end) + END;
    at = end;
  }
  return text + source.slice(at);
}

function plain(text: string): unknown {
  if (!text.includes(BEGIN) && !text.includes(END)) {
    return text;
  }
  return text.split(/(\ue000[^\ue001]*\ue001?)/).map((part) => {
    const bare = part.replace(/[\ue000\ue001]/g, '');
    return part.startsWith(BEGIN) ? html`<mark>${bare}</mark>` : bare;
  });
}

/** The first words, as plain text. */
export function gist(source: string, most = 120): string {
  const text = source.replace(/!?\[([^\]\n]*)\]\([^()\s]+\)/g, '$1').replace(/[`*_]/g, '').replace(/\s+/g, ' ').trim();
  return text.length <= most ? text : text.slice(0, most - 1).trimEnd() + '…';
}

interface Block {
  kind: 'code' | 'bullets' | 'numbers' | 'text';
  lines: string[];
  /** Whether a blank line followed; a list goes on behind it, and anything else has ended. */
  over?: boolean;
}

const BULLET = /^\s*[-*•]\s+/;
const NUMBERED = /^\s*(\d{1,9})[.)]\s+/;

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
      if (open) {
        open.over = true;
      }
      continue;
    }
    const kind = BULLET.test(line) ? 'bullets' : NUMBERED.test(line) ? 'numbers' : 'text';
    if (open?.kind !== kind || (kind === 'text' && open.over)) {
      open = { kind, lines: [] };
      found.push(open);
    }
    open.lines.push(line);
  }
  return found;
}

function block({ kind, lines }: Block, how: Rendering): TemplateResult {
  switch (kind) {
    case 'code':
      return html`<pre tabindex="0"><code>${plain(lines.join('\n'))}</code></pre>`;
    case 'bullets':
      return html`<ul>
        ${lines.map((line) => html`<li>${pieces(line.replace(BULLET, ''), how)}</li>`)}
      </ul>`;
    case 'numbers':
      return html`<ol start=${startOf(lines[0])}>
        ${lines.map((line) => html`<li>${pieces(line.replace(NUMBERED, ''), how)}</li>`)}
      </ol>`;
    case 'text':
      return html`<p>${lines.map((line, index) => (index === 0 ? pieces(line, how) : html`<br />${pieces(line, how)}`))}</p>`;
  }
}

/** The number of the first item, where it is another than lists begin with. */
function startOf(line: string): number | typeof nothing {
  const first = Number(NUMBERED.exec(line)?.[1] ?? 1);
  return first === 1 ? nothing : first;
}

const SPECIAL = /(`[^`]+`|!?\[[^\]\n]*\]\([^()\s]+\)|\*+|_+)/;
const LINK = /^(!?)\[([^\]\n]*)\]\(([^()\s]+)\)$/;

/** What a link may lead to; all else stays text. */
const LEADS = /^(https?:\/\/|mailto:)/i;

function pieces(text: string, how: Rendering): unknown[] {
  const found: (Run | { content: unknown })[] = [];
  let at = 0;
  for (const piece of text.split(SPECIAL)) {
    const run = runOf(text, at, piece);
    found.push(run ?? { content: unemphasised(piece, how) });
    at += piece.length;
  }
  return emphasised(found);
}

function unemphasised(piece: string, how: Rendering): unknown {
  if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')) {
    return html`<code>${plain(piece.slice(1, -1))}</code>`;
  }
  const link = LINK.exec(piece);
  return link ? linked(piece, link, how) : plain(piece);
}

function linked(piece: string, [, picture, text, target]: string[], { bank }: Rendering): unknown {
  const to = target.replace(/[\ue000\ue001]/g, '');
  if (picture) {
    return bank && to.startsWith('asset:')
      ? html`<img class="picture" src="/api/v1/banks/${bank}/assets/${encodeURIComponent(to.slice('asset:'.length))}" alt=${text.replace(/[\ue000\ue001]/g, '')} />`
      : plain(piece);
  }
  return LEADS.test(to) ? html`<a href=${to} target="_blank" rel="noopener noreferrer">${plain(text)}</a>` : plain(piece);
}
