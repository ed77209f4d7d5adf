import { html, nothing, type TemplateResult } from 'lit';
import { keyText } from '../learner/key-text';
import { t } from '../messages';
import type { Choice, Key } from '../types';

type Op = 'same' | 'removed' | 'added';

interface Part {
  op: Op;
  text: string;
}

interface Item {
  before?: string | null;
  after?: string | null;
  text: Part[];
  correctBefore?: boolean | null;
  correctAfter?: boolean | null;
}

interface Both<T> {
  before?: T | null;
  after?: T | null;
}

/** What sets two revisions of a question apart. */
export interface Diff {
  from: number;
  to: number;
  changed: string[];
  stem: Part[];
  choices: Item[];
  prompts: Item[];
  explanation: Part[];
  kind: Both<string>;
  select: Both<{ min: number; max: number }>;
  key: Both<Key>;
  topics: Both<string[]>;
}

/** What went is struck through and what came is underlined, and both are said to those who can't see that. */
export function diffView(diff: Diff): TemplateResult {
  if (diff.changed.length === 0) {
    return html`<p class="muted">${t('diff.same')}</p>`;
  }
  const has = (field: string): boolean => diff.changed.includes(field);
  return html`<dl class="told diff">
    ${has('kind') ? row(t('edit.type'), both(diff.kind, String)) : nothing} ${has('stem') ? row(t('edit.stem'), words(diff.stem)) : nothing}
    ${has('prompts') ? row(t('diff.prompts'), items(diff.prompts)) : nothing} ${has('choices') ? row(t('edit.choices'), items(diff.choices)) : nothing}
    ${has('select') ? row(t('diff.select'), both(diff.select, ({ min, max }) => (min === max ? String(min) : `${min} – ${max}`))) : nothing}
    ${has('key') ? row(t('correction.key'), both(diff.key, (key) => keySaid(key, diff))) : nothing}
    ${has('explanation') ? row(t('run.explanation'), words(diff.explanation)) : nothing}
    ${has('topics') ? row(t('edit.topics'), both(diff.topics, (topics) => topics.join(', ') || '–')) : nothing}
  </dl>`;
}

function row(name: string, what: TemplateResult): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${what}</dd>
  </div>`;
}

function words(parts: Part[]): TemplateResult {
  return html`<span class="wording">${parts.map(({ op, text }) => (op === 'removed' ? html`<del>${text}</del>` : op === 'added' ? html`<ins>${text}</ins>` : text))}</span>`;
}

function items(list: Item[]): TemplateResult {
  return html`<ul class="plain-list">
    ${list.map(
      (item) => html`<li>
        ${item.after ?? item.before}. ${words(item.text)}
        ${item.correctBefore && !item.correctAfter ? html`<span class="tag bad">${t('diff.rightNoMore')}</span>` : nothing}
        ${item.correctAfter && !item.correctBefore ? html`<span class="tag good">${t('diff.rightNow')}</span>` : nothing}
      </li>`,
    )}
  </ul>`;
}

function both<T>({ before, after }: Both<T>, say: (value: T) => string): TemplateResult {
  return html`${before == null ? '–' : html`<del>${say(before)}</del>`} → ${after == null ? '–' : html`<ins>${say(after)}</ins>`}`;
}

function keySaid(key: Key, diff: Diff): string {
  if (key.kind === 'credit-all' || key.kind === 'withdrawn') {
    return t(`correction.kind.${key.kind}`);
  }
  return key.choices ? key.choices.join(', ') : keyText({ choices: latest(diff.choices), prompts: latest(diff.prompts) }, key);
}

function latest(list: Item[]): Choice[] {
  return list
    .filter((item) => item.after)
    .map((item) => ({ id: item.after!, text: item.text.filter((part) => part.op !== 'removed').map((part) => part.text).join('') }));
}
