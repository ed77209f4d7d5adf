import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Refused, get, send } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { Unsaved } from '../parts/unsaved';
import { navigate } from '../router';
import type { Blueprint, Topic } from '../types';

interface Section {
  topic: string;
  /** A count, or a share in per cent, by how the blueprint is written. */
  amount: string;
}

/** What the bank has for it; exact also where questions belong to several sections. */
interface Coverage {
  fillable: boolean;
  missing: number;
  sections: { topic: string; count: number; available: number; missing: number }[];
  unscored: { count: number; missing: number };
}

interface Draft {
  name: string;
  title: string;
  byShare: boolean;
  questions: string;
  unscored: string;
  minutes: string;
  passMark: string;
  min: string;
  max: string;
  sittingOnly: boolean;
  sections: Section[];
}

const EMPTY: Draft = {
  name: '',
  title: '',
  byShare: false,
  questions: '50',
  unscored: '0',
  minutes: '60',
  passMark: '700',
  min: '100',
  max: '1000',
  sittingOnly: false,
  sections: [{ topic: '', amount: '10' }],
};

/** A blueprint is written, and beside each section stands what the bank has for it. */
class BlueprintEditor extends Element {
  static override properties = {
    bank: {},
    name: {},
    draft: { state: true },
    topics: { state: true },
    stored: { state: true },
    coverage: { state: true },
    failure: { state: true },
    busy: { state: true },
  };

  /** The slug. */
  declare bank: string;
  /** Empty for a new one. */
  declare name: string;
  declare draft: Loaded<Draft>;
  declare topics: Topic[];
  /** As the server has it. */
  declare stored: Blueprint | null;
  declare coverage: Coverage | null;
  declare failure: unknown;
  declare busy: boolean;

  private changed = false;

  constructor() {
    super();
    new Unsaved(this, () => this.changed);
    this.name = '';
    this.draft = LOADING;
    this.topics = [];
    this.stored = null;
    this.coverage = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('blueprints.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    const topics = await loaded(get<{ topics: Topic[] }>(`banks/${this.bank}/topics`));
    if (topics.kind !== 'here') {
      this.draft = topics;
      return;
    }
    this.topics = topics.value.topics;
    if (this.name) {
      const stored = await loaded(get<Blueprint>(`banks/${this.bank}/blueprints/${this.name}`));
      this.stored = stored.kind === 'here' ? stored.value : null;
      this.draft = stored.kind === 'here' ? { kind: 'here', value: draftOf(stored.value) } : stored;
      await this.look();
    } else {
      this.draft = { kind: 'here', value: EMPTY };
    }
  }

  private async look(): Promise<void> {
    const coverage = await loaded(get<Coverage>(`banks/${this.bank}/blueprints/${this.name}/coverage`));
    this.coverage = coverage.kind === 'here' ? coverage.value : null;
  }

  private put(change: Partial<Draft>): void {
    if (this.draft.kind === 'here') {
      this.changed = true;
      this.draft = { kind: 'here', value: { ...this.draft.value, ...change } };
    }
  }

  /** A new one never takes the place of another. */
  private async isTaken(name: string): Promise<boolean> {
    try {
      await get<Blueprint>(`banks/${this.bank}/blueprints/${encodeURIComponent(name)}`);
      return true;
    } catch (failure) {
      if (failure instanceof Refused && failure.problem.status === 404) {
        return false;
      }
      throw failure;
    }
  }

  private async save(draft: Draft): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    try {
      if (!this.name && (await this.isTaken(draft.name.trim()))) {
        this.failure = new Error(t('blueprints.taken', { name: draft.name.trim() }));
        return;
      }
      this.stored = await send<Blueprint>('PUT', `banks/${this.bank}/blueprints/${encodeURIComponent(draft.name.trim())}`, bodyOf(draft));
      this.changed = this.draft.kind === 'here' && this.draft.value !== draft;
      toast(t(this.stored.fillable ? 'blueprints.saved' : 'blueprints.savedShort'));
      if (this.name) {
        await this.look();
      } else {
        navigate(`/banks/${this.bank}/blueprints/${this.stored.name}`);
      }
    } catch (failure) {
      this.failure = failure;
    } finally {
      this.busy = false;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({
        title: this.stored?.title ?? (this.name || t('blueprints.new')),
        back: { address: `/banks/${this.bank}/blueprints`, name: `${this.bank}, ${t('blueprints.title')}` },
      })}
      ${this.stored && !this.stored.fillable ? html`<div class="notice warn" role="status"><p>${t('blueprints.short')}</p></div>` : nothing}
      ${this.failure ? html`<div class="notice bad" role="alert"><p>${failureText(this.failure)}</p></div>` : nothing}
      ${shown(
        this.draft,
        (draft) => (this.topics.length === 0 ? html`<div class="notice"><p>${t('blueprints.noTopics')}</p></div>` : this.form(draft)),
        () => void this.load(),
      )}
      ${this.coverage ? covered(this.coverage) : nothing}
    </div>`;
  }

  private form(draft: Draft): TemplateResult {
    const field = (name: 'name' | 'title' | 'questions' | 'unscored' | 'minutes' | 'passMark' | 'min' | 'max', more: { numeric?: boolean; disabled?: boolean } = {}): TemplateResult =>
      html`<label class="field"
        ><span>${t(`blueprints.field.${name}`)}</span>
        <input
          inputmode=${more.numeric ? 'numeric' : 'text'}
          ?required=${name !== 'title'}
          ?disabled=${more.disabled ?? false}
          .value=${draft[name]}
          @input=${(event: Event) => this.put({ [name]: (event.target as HTMLInputElement).value })}
        />
      </label>`;
    return html`<form
      class="card stack"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.save(draft);
      }}
    >
      <div class="filters wide-fields">
        ${field('title')} ${field('name', { disabled: this.name !== '' })}
      </div>
      <div class="filters">
        ${field('minutes', { numeric: true })} ${field('unscored', { numeric: true })} ${field('passMark', { numeric: true })}
        ${field('min', { numeric: true })} ${field('max', { numeric: true })}
      </div>
      <label class="row"
        ><input type="checkbox" .checked=${draft.sittingOnly} @change=${(event: Event) => this.put({ sittingOnly: (event.target as HTMLInputElement).checked })} />${t(
          'blueprints.field.sittingOnly',
        )}</label
      >
      <fieldset class="stack">
        <legend>${t('blueprints.sections')}</legend>
        <div class="row wrap">
          <label class="row"
            ><input type="radio" name="by" .checked=${!draft.byShare} @change=${() => this.put({ byShare: false })} />${t('blueprints.byCount')}</label
          >
          <label class="row"><input type="radio" name="by" .checked=${draft.byShare} @change=${() => this.put({ byShare: true })} />${t('blueprints.byShare')}</label>
        </div>
        ${draft.byShare ? field('questions', { numeric: true }) : nothing} ${draft.sections.map((section, index) => this.section(draft, section, index))}
        <div>
          <button type="button" class="button ghost small" @click=${() => this.put({ sections: [...draft.sections, { topic: '', amount: '' }] })}>${t('key.add')}</button>
        </div>
        <p class="muted">${t('blueprints.sum', { n: sumOf(draft) })}</p>
      </fieldset>
      <div><button class="button" ?disabled=${this.busy}>${t('edit.save')}</button></div>
    </form>`;
  }

  private section(draft: Draft, section: Section, index: number): TemplateResult {
    const change = (changed: Partial<Section>): void =>
      this.put({ sections: draft.sections.map((one, other) => (other === index ? { ...one, ...changed } : one)) });
    const topic = this.topics.find((one) => one.path === section.topic);
    const missing = topic && !draft.byShare ? Math.max(0, Number(section.amount) - topic.questions) : 0;
    return html`<div class="row accepted wrap">
      <label class="field grow"
        ><span>${t('topics.topic')}</span>
        <select required @change=${(event: Event) => change({ topic: (event.target as HTMLSelectElement).value })}>
          <option value="">${t('blueprints.choose')}</option>
          ${this.topics.map((one) => html`<option value=${one.path} .selected=${live(one.path === section.topic)}>${one.path} (${one.questions})</option>`)}
        </select>
      </label>
      <label class="field tight"
        ><span>${t(draft.byShare ? 'blueprints.share' : 'blueprints.count')}</span>
        <input required inputmode="decimal" .value=${section.amount} @input=${(event: Event) => change({ amount: (event.target as HTMLInputElement).value })} />
      </label>
      <button
        type="button"
        class="button ghost small"
        aria-label=${t('key.remove', { n: index + 1 })}
        ?disabled=${draft.sections.length === 1}
        @click=${() => this.put({ sections: draft.sections.filter((_, other) => other !== index) })}
      >
        ✕
      </button>
      ${missing > 0 ? html`<span class="bad-text">${t('blueprints.missing', { n: number(missing) })}</span>` : nothing}
    </div>`;
  }
}

function covered(coverage: Coverage): TemplateResult {
  const enough = (missing: number): TemplateResult =>
    missing === 0
      ? html`<span class="tag good">${t('blueprints.coverage.enough')}</span>`
      : html`<span class="tag bad">${t('blueprints.coverage.missing', { n: number(missing) })}</span>`;
  const line = (name: string, count: number, available: number | null, missing: number): TemplateResult => html`<li class="row between wrap">
    <span>${name}</span>
    <span class="row wrap"
      >${available === null ? number(count) : t('blueprints.section', { count: number(count), available: number(available) })} ${enough(missing)}</span
    >
  </li>`;
  return html`<section class="card" aria-labelledby="coverage">
    <h2 id="coverage">${t('blueprints.coverage')}</h2>
    <ul class="plain-list">
      ${coverage.sections.map((one) => line(one.topic, one.count, one.available, one.missing))}
      ${coverage.unscored.count > 0 ? line(t('blueprints.coverage.unscored'), coverage.unscored.count, null, coverage.unscored.missing) : nothing}
    </ul>
    ${coverage.missing > 0 ? html`<p class="bad-text">${t('blueprints.coverage.all', { n: number(coverage.missing) })}</p>` : nothing}
  </section>`;
}

function sumOf({ sections }: Draft): string {
  return number(sections.reduce((sum, section) => sum + (Number(section.amount) || 0), 0));
}

function draftOf(blueprint: Blueprint): Draft {
  const byShare = blueprint.sections.some((section) => section.share != null);
  return {
    name: blueprint.name,
    title: blueprint.title,
    byShare,
    questions: String(blueprint.questions),
    unscored: String(blueprint.unscored),
    minutes: String(blueprint.minutes),
    passMark: String(blueprint.passMark),
    min: String(blueprint.scale.min),
    max: String(blueprint.scale.max),
    sittingOnly: blueprint.sittingOnly,
    sections: blueprint.sections.map((section) => ({ topic: section.topic, amount: String(byShare ? section.share : section.count) })),
  };
}

/** What is no number is left out, so that the server names it. */
function bodyOf(draft: Draft): Record<string, unknown> {
  const whole = (text: string): number | undefined => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text));
  return {
    title: draft.title.trim() || undefined,
    questions: draft.byShare ? whole(draft.questions) : undefined,
    unscored: whole(draft.unscored),
    minutes: whole(draft.minutes),
    passMark: whole(draft.passMark),
    scale: { min: whole(draft.min), max: whole(draft.max) },
    sittingOnly: draft.sittingOnly,
    sections: draft.sections.map(({ topic, amount }) => (draft.byShare ? { topic, share: whole(amount) } : { topic, count: whole(amount) })),
  };
}

define('gf-blueprint-editor', BlueprintEditor);
