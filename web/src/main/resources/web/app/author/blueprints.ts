import { html, nothing, type TemplateResult } from 'lit';
import { get, send, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import type { Blueprint } from '../types';

/** How exams over a bank are composed, and whether the bank has the questions for them. */
class Blueprints extends Element {
  static override properties = { bank: {}, found: { state: true } };

  /** The slug. */
  declare bank: string;
  declare found: Loaded<Blueprint[]>;

  constructor() {
    super();
    this.found = LOADING;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('blueprints.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    this.found = await loaded(get<Page<Blueprint>>(`banks/${this.bank}/blueprints`, { limit: 50 }).then((page) => page.items));
  }

  private async drop(blueprint: Blueprint): Promise<void> {
    const sure = await ask({
      title: t('blueprints.delete.sure', { title: blueprint.title }),
      text: html`<p>${t('blueprints.delete.text')}</p>`,
      yes: t('blueprints.delete'),
      harmful: true,
    });
    if (!sure) {
      return;
    }
    try {
      await send('DELETE', `banks/${this.bank}/blueprints/${blueprint.name}`);
      await this.load();
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <p class="muted"><a href="/banks/${this.bank}">${this.bank}</a></p>
      <div class="row between wrap">
        <div>
          <h1>${t('blueprints.title')}</h1>
          <p class="muted">${t('blueprints.lead')}</p>
        </div>
        <a class="button" href="/banks/${this.bank}/new-blueprint">${t('blueprints.new')}</a>
      </div>
      ${shown(
        this.found,
        (blueprints) =>
          blueprints.length === 0
            ? html`<div class="notice"><h2>${t('blueprints.none')}</h2><p>${t('blueprints.none.text')}</p></div>`
            : blueprints.map((blueprint) => this.card(blueprint)),
        () => void this.load(),
      )}
    </div>`;
  }

  private card(blueprint: Blueprint): TemplateResult {
    const values = { questions: blueprint.questions + blueprint.unscored, minutes: blueprint.minutes, passMark: blueprint.passMark };
    return html`<article class="card">
      <div class="row between wrap">
        <h2>
          <a href="/banks/${this.bank}/blueprints/${blueprint.name}">${blueprint.title}</a>
          ${blueprint.fillable
            ? html`<span class="tag good">${t('blueprints.fillable')}</span>`
            : html`<span class="tag bad">${t('blueprints.notFillable')}</span>`}
          ${blueprint.sittingOnly ? html`<span class="tag">${t('blueprints.sittingOnly')}</span>` : nothing}
        </h2>
        <button class="button ghost small" aria-label="${t('blueprints.delete')}: ${blueprint.title}" @click=${() => void this.drop(blueprint)}>
          ${t('blueprints.delete')}
        </button>
      </div>
      <p class="muted">${t('home.exam.text', values)}</p>
      <ul class="plain-list">
        ${blueprint.sections.map(
          (section) => html`<li class="row between wrap">
            <span>${section.topic}</span>
            <span class="muted">${t('blueprints.section', { count: number(section.count), available: number(section.available) })}</span>
          </li>`,
        )}
      </ul>
    </article>`;
  }
}

define('gf-blueprints', Blueprints);
