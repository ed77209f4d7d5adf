import { html, nothing, type TemplateResult } from 'lit';
import { Refused, get, getTagged, send } from '../api';
import { Element, define, entitle } from '../element';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { Unsaved } from '../parts/unsaved';
import { navigate } from '../router';
import type { Answered, Topic } from '../types';
import { draftOf, emptyDraft, lineOf, type BankQuestion, type Draft } from './draft';
import { scoringPicker, typeFields, typePicker, written } from './fields';
import { pictureField } from './picture-field';
import { preview } from './preview';
import { nameOf } from './question-card';
import { topicsField } from './topics-field';

interface Edited {
  question: BankQuestion;
  warnings: { code: string; message: string }[];
}

/** A question is written, or changed, beside what a learner will see of it. */
class Editor extends Element {
  static override properties = {
    bank: {},
    question: {},
    draft: { state: true },
    topics: { state: true },
    answered: { state: true },
    failure: { state: true },
    busy: { state: true },
  };

  /** The slug; of a question that is there, its own is asked for. */
  declare bank: string;
  /** The id; empty for a new one. */
  declare question: string;
  declare draft: Loaded<Draft>;
  declare topics: Topic[];
  /** What is tried out in the preview. */
  declare answered: Answered;
  declare failure: unknown;
  declare busy: boolean;

  private seen: BankQuestion | undefined;
  private etag: string | null = null;
  private dirty = false;

  constructor() {
    super();
    new Unsaved(this, () => this.dirty);
    this.bank = '';
    this.question = '';
    this.draft = LOADING;
    this.topics = [];
    this.answered = {};
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t(this.question ? 'edit.title' : 'edit.new'));
    void this.load();
  }

  private async load(): Promise<void> {
    if (this.question) {
      const found = await loaded(getTagged<BankQuestion>(`questions/${this.question}`));
      if (found.kind !== 'here') {
        this.draft = found;
        return;
      }
      this.seen = found.value.value;
      this.etag = found.value.etag;
      this.bank = this.seen.bank;
    }
    this.draft = { kind: 'here', value: this.seen ? draftOf(this.seen) : emptyDraft() };
    const topics = await loaded(get<{ topics: Topic[] }>(`banks/${this.bank}/topics`));
    this.topics = topics.kind === 'here' ? topics.value.topics : [];
  }

  private change(change: Partial<Draft>): void {
    if (this.draft.kind === 'here') {
      this.dirty = true;
      this.draft = { kind: 'here', value: { ...this.draft.value, ...change } };
      this.answered = change.type ? {} : this.answered;
    }
  }

  /** After what is written by now. */
  private addPicture(picture: string): void {
    if (this.draft.kind === 'here') {
      const stem = this.draft.value.stem.trimEnd();
      this.change({ stem: stem ? `${stem}\n\n${picture}` : picture });
    }
  }

  private async save(draft: Draft, overwrite = false): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    try {
      const edited = this.question
        ? await send<Edited>('PUT', `questions/${this.question}`, lineOf(draft), this.etag && !overwrite ? { 'If-Match': this.etag } : {})
        : await send<Edited>('POST', `banks/${this.bank}/questions`, lineOf(draft));
      this.dirty = false;
      edited.warnings.forEach((warning) => toast(warning.message));
      toast(t(this.question ? 'edit.saved' : 'edit.created'));
      navigate(`/questions/${edited.question.id}`);
    } catch (failure) {
      this.busy = false;
      if (failure instanceof Refused && failure.problem.status === 412) {
        await this.ofBoth(draft);
      } else {
        this.failure = failure;
        await this.updateComplete;
        this.querySelector<HTMLElement>('#faults')?.focus();
      }
    }
  }

  /** Somebody else changed it meanwhile: whose is kept is the author's to say. */
  private async ofBoth(draft: Draft): Promise<void> {
    const mine = await ask({ title: t('edit.changed'), text: html`<p>${t('edit.changed.text')}</p>`, yes: t('edit.changed.mine'), no: t('edit.changed.theirs') });
    if (mine) {
      await this.save(draft, true);
    } else {
      this.dirty = false;
      this.draft = LOADING;
      await this.load();
    }
  }

  override render(): TemplateResult {
    const back = this.question ? `/questions/${this.question}` : `/banks/${this.bank}`;
    return html`<div class="page">
      ${head({
        title: t(this.question ? 'edit.title' : 'edit.new'),
        back: { address: back, name: this.seen ? nameOf(this.seen) : this.bank },
      })}
      ${shown(this.draft, (draft) => this.form(draft, back), () => void this.load())}
    </div>`;
  }

  private form(draft: Draft, back: string): TemplateResult {
    const change = (changed: Partial<Draft>): void => this.change(changed);
    const area = (label: string, field: 'stem' | 'explanation', rows: number): TemplateResult => html`<label class="field"
      ><span>${label}</span>
      <textarea rows=${rows} .value=${draft[field]} @input=${(event: Event) => change({ [field]: (event.target as HTMLTextAreaElement).value })}></textarea>
    </label>`;
    return html`${this.failure ? faults(this.failure) : nothing}
      <div class="beside">
        <form
          class="card stack"
          @submit=${(event: Event) => {
            event.preventDefault();
            void this.save(draft);
          }}
        >
          <div class="filters pairwise">
            ${typePicker(draft, change)} ${scoringPicker(draft, change)}
            ${written(t('edit.maximum'), draft.maximum, (maximum) => change({ maximum }), '', '1')}
            ${written(t('edit.externalId'), draft.externalId, (externalId) => change({ externalId }))}
          </div>
          ${area(t('edit.stem'), 'stem', 5)}
          <div>${pictureField(this.bank, (picture) => this.addPicture(picture))}</div>
          ${typeFields(draft, change)} ${area(t('edit.explanation'), 'explanation', 4)}
          <p class="muted">${t('edit.markdown')}</p>
          ${topicsField(draft.topics, this.topics, (topics) => change({ topics }))}
          ${this.seen?.state === 'PUBLISHED' ? html`<p class="muted">${t('edit.newRevision')}</p>` : nothing}
          <div class="row wrap">
            <button class="button" ?disabled=${this.busy}>${t(this.question ? 'edit.save' : 'edit.create')}</button>
            <a class="button ghost" href=${back}>${t('dialog.cancel')}</a>
          </div>
        </form>
        ${preview(draft, this.bank, this.answered, (answered) => (this.answered = answered))}
      </div>`;
  }
}

function faults(failure: unknown): TemplateResult {
  const found = failure instanceof Refused ? (failure.problem.problems ?? []) : [];
  return html`<div class="notice bad" role="alert" id="faults" tabindex="-1">
    ${found.length > 1
      ? html`<h2>${t('edit.faults')}</h2>
          <ul>
            ${found.map((fault) => html`<li>${fault.message}</li>`)}
          </ul>`
      : html`<p>${failureText(failure)}</p>`}
  </div>`;
}

define('gf-editor', Editor);
