import { html, nothing, type TemplateResult } from 'lit';
import { get } from '../api';
import { Element, define, entitle } from '../element';
import '../learner/attempt-list';
import { readinessSaid } from '../learner/readiness';
import { t } from '../messages';
import { head } from '../parts/head';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { readdress } from '../router';
import type { Readiness } from '../types';
import { bankPicker, cohortPicker, loadScope, nothingYet, within, type Scope } from './scope';
import './topic-figures';

/** What one learner knows, for those who lead a cohort of theirs: topics beside the cohort, readiness, attempts. */
class LearnerPage extends Element {
  static override properties = {
    learner: {},
    scope: { state: true },
    name: { state: true },
    asked: { state: true },
    readiness: { state: true },
  };

  /** The id. */
  declare learner: string;
  declare scope: Loaded<Scope>;
  declare name: string;
  declare asked: Record<string, string>;
  declare readiness: Loaded<Readiness>;

  constructor() {
    super();
    this.scope = LOADING;
    this.name = '';
    this.asked = {};
    this.readiness = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('learners.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    void loaded(get<{ id: string; name?: string | null }[]>('learners', { ids: this.learner })).then((found) => {
      this.name = (found.kind === 'here' && found.value[0]?.name) || t('learner.unnamed');
      entitle(this.name);
    });
    this.scope = await loaded(loadScope());
    if (this.scope.kind === 'here' && this.scope.value.banks.length > 0) {
      const asked = Object.fromEntries(new URLSearchParams(location.search));
      this.ask({ ...asked, ...within(this.scope.value, asked) });
    }
  }

  private ask(asked: Record<string, string>): void {
    const before = this.asked.bank;
    const wanted = Object.fromEntries(Object.entries(asked).filter(([name, value]) => value && name !== 'learner'));
    this.asked = { ...wanted, learner: this.learner };
    readdress(`/learners/${encodeURIComponent(this.learner)}?` + new URLSearchParams(wanted).toString());
    if (before !== asked.bank) {
      void this.readReadiness(asked.bank);
    }
  }

  private async readReadiness(bank: string): Promise<void> {
    this.readiness = LOADING;
    const found = await loaded(get<Readiness>('analytics/readiness', { bank, learner: this.learner }));
    if (this.asked.bank === bank) {
      this.readiness = found;
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: this.name || html`<span class="skeleton line"></span>`, back: { address: '/learners', name: t('learners.all') } })}
      ${shown(
        this.scope,
        (scope) => nothingYet(scope) ?? this.content(scope),
        () => void this.load(),
      )}
    </div>`;
  }

  private content(scope: Scope): TemplateResult {
    const bank = this.asked.bank ?? '';
    return html`<form class="filters card" @submit=${(event: Event) => event.preventDefault()}>
        ${bankPicker(scope, bank, (slug) => this.ask({ ...this.asked, bank: slug, topic: '' }))}
        ${cohortPicker(scope, this.asked.cohort ?? '', (cohort) => this.ask({ ...this.asked, cohort }))}
      </form>
      <section class="card" aria-labelledby="readiness">
        <h2 id="readiness">${t('home.readiness')}</h2>
        ${shown(this.readiness, (readiness) => readinessSaid(readiness, 'others'), () => void this.readReadiness(bank))}
      </section>
      <gf-topic-figures
        .asked=${this.asked}
        @gf-topic=${(event: CustomEvent<string>) => this.ask({ ...this.asked, topic: event.detail })}
      ></gf-topic-figures>
      <section aria-labelledby="attempts" class="stack">
        <h2 id="attempts">${t('learner.attempts')}</h2>
        ${bank
          ? html`<gf-attempt-list .learner=${this.learner} .bank=${bank} .none=${html`<p class="muted">${t('learner.attempts.none')}</p>`}></gf-attempt-list>`
          : nothing}
      </section>`;
  }
}

define('gf-learner', LearnerPage);
