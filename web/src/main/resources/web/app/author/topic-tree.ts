import { html, nothing, type TemplateResult } from 'lit';
import { get, send } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { counted, t } from '../messages';
import { askFields } from '../parts/ask-fields';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
import { headings, table } from '../parts/table';
import { toast } from '../parts/toast';
import { Unsaved } from '../parts/unsaved';
import type { Topic } from '../types';

interface Kept extends Topic {
  keywords?: string[] | null;
}

interface Row {
  path: string;
  title: string;
  /** With commas between. */
  keywords: string;
  questions: number;
}

const PATH = '[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){0,7}';

interface Report {
  topics: number;
  tagged: number;
  untagged: number;
  kept: string[];
}

/** The tree of a bank's topics, with titles and the keywords that give a topic to questions that name none. */
class TopicTree extends Element {
  static override properties = {
    bank: {},
    rows: { state: true },
    changed: { state: true },
    busy: { state: true },
  };

  /** The slug. */
  declare bank: string;
  declare rows: Loaded<Row[]>;
  declare changed: boolean;
  declare busy: boolean;

  constructor() {
    super();
    new Unsaved(this, () => this.changed);
    this.rows = LOADING;
    this.changed = false;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('tree.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    const found = await loaded(get<{ topics: Kept[] }>(`banks/${this.bank}/topics`));
    this.rows = found.kind === 'here' ? { kind: 'here', value: found.value.topics.map(rowOf) } : found;
    this.changed = false;
  }

  private put(rows: Row[]): void {
    this.rows = { kind: 'here', value: rows };
    this.changed = true;
  }

  private add(event: Event, rows: Row[]): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const path = String(new FormData(form).get('path')).trim();
    if (rows.some((row) => row.path === path)) {
      toast(t('tree.there', { path }), true);
      return;
    }
    const above = path
      .split('/')
      .map((_, index, parts) => parts.slice(0, index + 1).join('/'))
      .filter((one) => !rows.some((row) => row.path === one));
    const fresh = above.map((one) => ({ path: one, title: '', keywords: '', questions: 0 }));
    this.put([...rows, ...fresh].sort((one, other) => (one.path < other.path ? -1 : 1)));
    form.reset();
  }

  private async save(rows: Row[]): Promise<void> {
    this.busy = true;
    try {
      const report = await send<Report>('PUT', `banks/${this.bank}/topics`, {
        topics: rows.map((row) => ({ path: row.path, title: row.title.trim() || undefined, keywords: words(row.keywords) })),
      });
      toast(counted(report.untagged, 'tree.savedOne', 'tree.saved'));
      if (report.kept.length > 0) {
        toast(t('tree.kept', { topics: report.kept.join(', ') }));
      }
      await this.load();
    } catch (failure) {
      toast(failureText(failure), true);
    } finally {
      this.busy = false;
    }
  }

  private async move(row: Row): Promise<void> {
    const given = await this.fields(
      t('tree.moveThis', { path: row.path }),
      html`<p>${t('tree.move.text')}</p>
        <label class="field"
          ><span>${t('tree.move.to')}</span><input name="to" required maxlength="300" pattern=${PATH} .value=${row.path} aria-describedby="move-help" /></label
        >
        <p id="move-help" class="muted">${t('tree.pathHelp')}</p>`,
      t('tree.move'),
    );
    if (given) {
      await this.change('moves', { topic: row.path, to: String(given.get('to')).trim() });
    }
  }

  private async merge(row: Row, rows: Row[]): Promise<void> {
    const others = rows.filter((one) => one !== row && !one.path.startsWith(row.path + '/'));
    const given = await this.fields(
      t('tree.mergeThis', { path: row.path }),
      html`<p>${t('tree.merge.text')}</p>
        <label class="field"
          ><span>${t('tree.merge.into')}</span>
          <select name="into">
            ${others.map((one) => html`<option value=${one.path}>${one.path}</option>`)}
          </select>
        </label>`,
      t('tree.merge'),
    );
    if (given?.get('into')) {
      await this.change('merges', { topic: row.path, into: String(given.get('into')) });
    }
  }

  /** What was changed in the table would be lost, so it is settled first. */
  private async fields(title: string, content: TemplateResult, yes: string): Promise<FormData | null> {
    if (this.changed) {
      toast(t('tree.saveFirst'), true);
      return null;
    }
    return askFields(title, content, yes);
  }

  private async change(what: 'moves' | 'merges', body: Record<string, string>): Promise<void> {
    try {
      const moved = await send<{ path: string; questions: number }>('POST', `banks/${this.bank}/topics/${what}`, body);
      toast(t('tree.moved', { path: moved.path, questions: moved.questions }));
      await this.load();
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('tree.title'), lead: t('tree.lead'), back: { address: `/banks/${this.bank}`, name: this.bank } })}
      ${shown(this.rows, (rows) => this.content(rows), () => void this.load())}
    </div>`;
  }

  private content(rows: Row[]): TemplateResult {
    return html`${rows.length === 0
        ? empty(t('tree.none'), t('tree.none.text'))
        : table(
            t('tree.title'),
            headings([
              { name: t('topics.topic') },
              { name: t('tree.name') },
              { name: t('tree.keywords') },
              { name: t('banks.questions'), numeric: true },
              { name: t('sitting.actions'), unseen: true },
            ]),
            rows.map((row, index) => this.row(row, index, rows)),
            'cards-when-narrow tree',
          )}
      <div class="row wrap">
        <button class="button" ?disabled=${this.busy || !this.changed} @click=${() => void this.save(rows)}>${t('edit.save')}</button>
        ${this.changed ? html`<button class="button ghost" @click=${() => void this.load()}>${t('tree.undo')}</button>` : nothing}
      </div>
      <form class="card" @submit=${(event: Event) => this.add(event, rows)}>
        <div class="row accepted">
          <label class="field grow"
            ><span>${t('tree.add')}</span
            ><input name="path" required maxlength="300" placeholder=${t('tree.example')} pattern=${PATH} aria-describedby="path-help"
          /></label>
          <button class="button ghost">${t('tree.addIt')}</button>
        </div>
        <p id="path-help" class="muted">${t('tree.pathHelp')}</p>
      </form>`;
  }

  private row(row: Row, index: number, rows: Row[]): TemplateResult {
    const change = (changed: Partial<Row>): void => this.put(rows.map((one, other) => (other === index ? { ...one, ...changed } : one)));
    const field = (name: 'title' | 'keywords', label: string): TemplateResult => html`<input
      aria-label="${label}: ${row.path}"
      .value=${row[name]}
      @input=${(event: Event) => change({ [name]: (event.target as HTMLInputElement).value })}
    />`;
    const depth = Math.min(3, row.path.split('/').length - 1);
    return html`<tr>
      <th scope="row" class="depth-${depth}">${row.path}</th>
      <td data-label=${t('tree.name')}>${field('title', t('tree.name'))}</td>
      <td data-label=${t('tree.keywords')}>${field('keywords', t('tree.keywords'))}</td>
      <td class="numeric" data-label=${t('banks.questions')}>${number(row.questions)}</td>
      <td>
        <span class="row">
          <button class="button ghost small" aria-label=${t('tree.moveThis', { path: row.path })} @click=${() => void this.move(row)}>${t('tree.move')}</button>
          <button class="button ghost small" aria-label=${t('tree.mergeThis', { path: row.path })} @click=${() => void this.merge(row, rows)}>${t('tree.merge')}</button>
          <button class="button ghost small" aria-label=${t('tree.removeThis', { path: row.path })} @click=${() => this.put(rows.filter((one) => one !== row))}>✕</button>
        </span>
      </td>
    </tr>`;
  }
}

function rowOf(topic: Kept): Row {
  return { path: topic.path, title: topic.title, keywords: (topic.keywords ?? []).join(', '), questions: topic.questions };
}

function words(keywords: string): string[] {
  return keywords
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

define('gf-topic-tree', TopicTree);
