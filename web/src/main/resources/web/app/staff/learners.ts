import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { date } from '../format';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { LOADING, loaded, shown, type Loaded } from '../parts/state';
import { toast } from '../parts/toast';
import { cohortPicker, loadScope, within, type Scope } from './scope';

interface Member {
  learnerId: string;
  name?: string | null;
  since?: string | null;
}

/** Who belongs to the cohorts that the reader leads. */
class Learners extends Element {
  static override properties = {
    scope: { state: true },
    cohort: { state: true },
    members: { state: true },
    next: { state: true },
    wanted: { state: true },
  };

  declare scope: Loaded<Scope>;
  declare cohort: string;
  declare members: Loaded<Member[]>;
  declare next: string | null;
  declare wanted: string;

  constructor() {
    super();
    this.scope = LOADING;
    this.cohort = '';
    this.members = LOADING;
    this.next = null;
    this.wanted = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    entitle(t('learners.title'));
    void this.load();
  }

  private async load(): Promise<void> {
    const found = await loaded(loadScope());
    this.scope = found.kind === 'here' ? { kind: 'here', value: { ...found.value, seesAll: false } } : found;
    if (this.scope.kind === 'here' && this.scope.value.cohorts.length > 0) {
      const asked = new URLSearchParams(location.search).get('cohort') ?? undefined;
      await this.take(within(this.scope.value, { cohort: asked }).cohort);
    }
  }

  private fetchPart(cursor: string | null): Promise<Page<Member>> {
    return get<Page<Member>>(`cohorts/${encodeURIComponent(this.cohort)}/members`, { cursor, limit: 100 });
  }

  private async take(cohort: string): Promise<void> {
    this.cohort = cohort;
    history.replaceState(null, '', '/learners?' + new URLSearchParams({ cohort }).toString());
    this.members = LOADING;
    const found = await loaded(this.fetchPart(null));
    if (this.cohort === cohort) {
      this.next = found.kind === 'here' ? (found.value.next ?? null) : null;
      this.members = found.kind === 'here' ? { kind: 'here', value: found.value.items } : found;
    }
  }

  private async loadMore(): Promise<void> {
    try {
      const page = await this.fetchPart(this.next);
      const before = this.members.kind === 'here' ? this.members.value : [];
      this.members = { kind: 'here', value: [...before, ...page.items] };
      this.next = page.next ?? null;
    } catch (failure) {
      toast(failureText(failure), true);
    }
  }

  override render(): TemplateResult {
    return html`<div class="page">
      <div>
        <h1>${t('learners.title')}</h1>
        <p class="muted">${t('learners.lead')}</p>
      </div>
      ${shown(
        this.scope,
        (scope) =>
          scope.cohorts.length === 0
            ? html`<div class="notice"><h2>${t('learners.noCohort')}</h2><p>${t('learners.noCohort.text')}</p></div>`
            : html`<form class="filters card" role="search" @submit=${(event: Event) => event.preventDefault()}>
                  ${cohortPicker(scope, this.cohort, (cohort) => void this.take(cohort))}
                  <label class="field"
                    ><span>${t('learners.find')}</span>
                    <input type="search" @input=${(event: Event) => (this.wanted = (event.target as HTMLInputElement).value)} />
                  </label>
                </form>
                ${shown(this.members, (members) => this.list(members), () => void this.take(this.cohort))}`,
        () => void this.load(),
      )}
    </div>`;
  }

  private list(members: Member[]): TemplateResult {
    if (members.length === 0) {
      return html`<div class="notice"><h2>${t('learners.none')}</h2><p>${t('learners.none.text')}</p></div>`;
    }
    const wanted = this.wanted.trim().toLocaleLowerCase();
    const found = members.filter((member) => `${member.name ?? ''} ${member.learnerId}`.toLocaleLowerCase().includes(wanted));
    const caption = t('learners.caption', { cohort: this.cohort });
    return html`${found.length === 0
        ? html`<p class="muted" role="status">${t('learners.noneFound')}</p>`
        : html`<div class="table-frame" tabindex="0" role="region" aria-label=${caption}>
            <table class="cards-when-narrow">
              <caption class="unseen">
                ${caption}
              </caption>
              <thead>
                <tr>
                  <th scope="col">${t('learners.name')}</th>
                  <th scope="col">${t('learners.since')}</th>
                </tr>
              </thead>
              <tbody>
                ${found.map(
                  (member) => html`<tr>
                    <td data-label=${t('learners.name')}>
                      <a href="/learners/${encodeURIComponent(member.learnerId)}">${member.name ?? t('learner.unnamed')}</a>
                      ${member.name ? nothing : html`<span class="muted small-text">${member.learnerId}</span>`}
                    </td>
                    <td data-label=${t('learners.since')}>${date(member.since)}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`}
      ${this.next ? html`<p><button class="button ghost" @click=${() => void this.loadMore()}>${t('history.more')}</button></p>` : nothing}`;
  }
}

define('gf-learners', Learners);
