import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Refused, get, getAll, getTagged, send } from '../api';
import { Element, define, entitle } from '../element';
import { moment } from '../format';
import { t } from '../messages';
import { askFields } from '../parts/ask-fields';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { namesOf, whoText } from '../parts/names';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { hasRole } from '../session';
import { diffView, type Diff } from './diff';
import type { BankQuestion } from './draft';
import { nameOf, stateTag, wording } from './question-card';

interface Revision {
  revision: number;
  introducedIn?: number | null;
  retiredIn?: number | null;
  createdAt: string;
}

interface Entry {
  act: 'created' | 'revised' | 'published' | 'retired' | 'corrected' | 'tagged' | 'amended';
  revision: number;
  reason?: string | null;
  added: string[];
  removed: string[];
  by: string;
  at: string;
}

const MOST_AT_ONCE = 500;

/** A question as it is now, what it was before, and what was done to it. */
class QuestionPage extends Element {
  static override properties = {
    question: {},
    found: { state: true },
    revisions: { state: true },
    history: { state: true },
    names: { state: true },
    compared: { state: true },
    diff: { state: true },
    busy: { state: true },
  };

  /** The id. */
  declare question: string;
  declare found: Loaded<BankQuestion>;
  declare revisions: Loaded<Revision[]>;
  declare history: Loaded<Entry[]>;
  /** Of those who did something, as far as the reader may know them. */
  declare names: Map<string, string>;
  declare compared: { from: number; to: number } | null;
  declare diff: Loaded<Diff>;
  declare busy: boolean;

  private etag: string | null = null;

  constructor() {
    super();
    this.found = LOADING;
    this.revisions = LOADING;
    this.history = LOADING;
    this.names = new Map();
    this.compared = null;
    this.diff = LOADING;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('question.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    const path = `questions/${this.question}`;
    const [found, revisions, history] = await Promise.all([
      loaded(getTagged<BankQuestion>(path)),
      loaded(getAll<Revision>(`${path}/revisions`, { limit: MOST_AT_ONCE })),
      loaded(getAll<Entry>(`${path}/history`, { limit: MOST_AT_ONCE })),
    ]);
    this.etag = found.kind === 'here' ? found.value.etag : null;
    this.found = found.kind === 'here' ? { kind: 'here', value: found.value.value } : found;
    this.revisions = revisions;
    this.history = history;
    void this.readNames();
    if (revisions.kind === 'here' && revisions.value.length > 1) {
      const newest = revisions.value[0].revision;
      await this.compare(newest - 1, newest);
    }
  }

  private async readNames(): Promise<void> {
    if (this.history.kind === 'here') {
      this.names = await namesOf(this.history.value.map((one) => one.by));
    }
  }

  private async compare(from: number, to: number): Promise<void> {
    const compared = { from, to };
    this.compared = compared;
    const diff = await loaded(get<Diff>(`questions/${this.question}/revisions/${from}/diff/${to}`));
    if (this.compared === compared) {
      this.diff = diff;
    }
  }

  private async move(state: 'PUBLISHED' | 'RETIRED'): Promise<void> {
    const given = await askFields(
      t(state === 'PUBLISHED' ? 'question.publish.title' : 'question.retire.title'),
      html`<p>${t(state === 'PUBLISHED' ? 'question.publish.text' : 'question.retire.text')}</p>
        <label class="field"><span>${t('sitting.reason')}</span><input name="reason" required maxlength="500" /></label>`,
      t(state === 'PUBLISHED' ? 'question.publish' : 'question.retire'),
    );
    if (!given) {
      return;
    }
    this.busy = true;
    try {
      const body = { state, reason: String(given.get('reason')) };
      await send('PUT', `questions/${this.question}/state`, body, this.etag ? { 'If-Match': this.etag } : {});
      toast(t(state === 'PUBLISHED' ? 'question.published' : 'question.retired'));
    } catch (failure) {
      const isOld = failure instanceof Refused && failure.problem.status === 412;
      toast(isOld ? t('question.changed') : failureText(failure), true);
    } finally {
      this.busy = false;
    }
    await this.load();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${shown(this.found, (question) => this.content(question), () => void this.load())}
    </div>`;
  }

  private content(question: BankQuestion): TemplateResult {
    const writes = hasRole('author', 'admin');
    return html`${head({
        title: html`${nameOf(question)} ${stateTag(question)}`,
        // An instructor looks at the question alone.
        back: writes ? { address: `/banks/${question.bank}`, name: question.bank } : undefined,
        actions: writes ? this.actions(question) : undefined,
      })}
      <section class="card">
        <p class="muted row wrap">
          <span>${t('items.revision', { n: question.revision })}</span>
          ${question.topics.map((topic) => html`<span class="tag">${topic}</span>`)}
          ${question.corrected ? html`<span class="tag warn">${t('question.corrected')}</span>` : nothing}
        </p>
        ${wording(question)}
      </section>
      ${shown(this.revisions, (revisions) => this.comparison(revisions), () => void this.load())}
      <section class="card" aria-labelledby="history">
        <h2 id="history">${t('question.history')}</h2>
        ${shown(
          this.history,
          (entries) => html`<ul class="plain-list">
            ${entries.map((one) => entry(one, this.names))}
          </ul>`,
          () => void this.load(),
        )}
      </section>`;
  }

  private actions(question: BankQuestion): TemplateResult {
    const id = question.id;
    return html`<a class="button" href="/questions/${id}/edit">${t('question.edit')}</a>
      ${question.state === 'PUBLISHED' ? nothing : html`<button class="button ghost" ?disabled=${this.busy} @click=${() => void this.move('PUBLISHED')}>${t('question.publish')}</button>`}
      ${question.state === 'RETIRED' ? nothing : html`<button class="button ghost" ?disabled=${this.busy} @click=${() => void this.move('RETIRED')}>${t('question.retire')}</button>`}
      ${question.state === 'DRAFT' ? nothing : html`<a class="button ghost" href="/corrections/${id}/${question.revision}">${t('correction.open')}</a>`}`;
  }

  private comparison(revisions: Revision[]): TemplateResult | typeof nothing {
    if (revisions.length < 2 || !this.compared) {
      return nothing;
    }
    const { from, to } = this.compared;
    const choose = (label: string, value: number, put: (revision: number) => void): TemplateResult => html`<label class="field"
      ><span>${label}</span>
      <select @change=${(event: Event) => put(Number((event.target as HTMLSelectElement).value))}>
        ${revisions.map(
          (one) => html`<option value=${one.revision} .selected=${live(one.revision === value)}>${one.revision} · ${moment(one.createdAt)}</option>`,
        )}
      </select>
    </label>`;
    return html`<section class="card" aria-labelledby="comparison">
      <h2 id="comparison">${t('question.compare')}</h2>
      <div class="filters">
        ${choose(t('question.compare.from'), from, (revision) => void this.compare(revision, to))}
        ${choose(t('question.compare.to'), to, (revision) => void this.compare(from, revision))}
      </div>
      ${shown(this.diff, diffView, () => void this.compare(from, to))}
    </section>`;
  }
}

function entry(one: Entry, names: Map<string, string>): TemplateResult {
  const topics = [...one.added.map((path) => `+ ${path}`), ...one.removed.map((path) => `− ${path}`)].join(', ');
  return html`<li>
    <strong>${t(`question.act.${one.act}`)}</strong> · ${t('items.revision', { n: one.revision })}
    ${one.reason ? html`<br />${one.reason}` : nothing} ${topics ? html`<br />${topics}` : nothing}
    <br /><span class="muted small-text">${moment(one.at)} · ${whoText(one.by, names)}</span>
  </li>`;
}

define('gf-question', QuestionPage);
