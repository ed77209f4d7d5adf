import { html, nothing, type TemplateResult } from 'lit';
import { getAll, send } from '../api';
import { Element, define, entitle } from '../element';
import { number } from '../format';
import { t } from '../messages';
import { ask } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { head } from '../parts/head';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
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
    this.found = await loaded(getAll<Blueprint>(`banks/${this.bank}/blueprints`));
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
      ${head({
        title: t('blueprints.title'),
        lead: t('blueprints.lead'),
        back: { address: `/banks/${this.bank}`, name: this.bank },
        actions: html`<a class="button" href="/banks/${this.bank}/new-blueprint">${t('blueprints.new')}</a>`,
      })}
      ${shown(
        this.found,
        (blueprints) =>
          blueprints.length === 0
            ? empty(t('blueprints.none'), t('blueprints.none.text'))
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
