import { html, nothing, type TemplateResult } from 'lit';
import { get, type Page } from '../api';
import { Element, define, entitle } from '../element';
import { date } from '../format';
import { t } from '../messages';
import { head } from '../parts/head';
import { Listing } from '../parts/listing';
import { LOADING, empty, loaded, shown, type Loaded } from '../parts/state';
import { headings, table } from '../parts/table';
import { Typing } from '../parts/typing';
import { readdress } from '../router';
import { cohortPicker, loadScope, within, type Scope } from './scope';

interface Member {
  learnerId: string;
  name?: string | null;
  since?: string | null;
}

const PART = 100;

/** Who belongs to the cohorts that the reader leads. */
class Learners extends Element {
  static override properties = {
    scope: { state: true },
    cohort: { state: true },
    wanted: { state: true },
  };

  declare scope: Loaded<Scope>;
  declare cohort: string;
  declare wanted: string;

  private readonly members = new Listing<Member>(this, (cursor) =>
    get<Page<Member>>(`cohorts/${encodeURIComponent(this.cohort)}/members`, { name: this.wanted.trim(), cursor, limit: PART }),
  );
  private readonly typing = new Typing(this, () => void this.members.load());

  constructor() {
    super();
    this.scope = LOADING;
    this.cohort = '';
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

  private async take(cohort: string): Promise<void> {
    this.cohort = cohort;
    readdress('/learners?' + new URLSearchParams({ cohort }).toString());
    await this.members.begin();
  }

  private find(wanted: string): void {
    this.wanted = wanted;
    this.typing.typed();
  }

  override render(): TemplateResult {
    return html`<div class="page">
      ${head({ title: t('learners.title'), lead: t('learners.lead') })}
      ${shown(
        this.scope,
        (scope) =>
          scope.cohorts.length === 0
            ? empty(t('learners.noCohort'), t('learners.noCohort.text'))
            : html`<form class="filters card" role="search" @submit=${(event: Event) => event.preventDefault()}>
                  ${cohortPicker(scope, this.cohort, (cohort) => void this.take(cohort))}
                  <label class="field"
                    ><span>${t('learners.find')}</span>
                    <input type="search" @input=${(event: Event) => this.find((event.target as HTMLInputElement).value)} />
                  </label>
                </form>
                ${this.members.shown((members) => this.list(members))}`,
        () => void this.load(),
      )}
    </div>`;
  }

  private list(members: Member[]): TemplateResult {
    if (members.length === 0) {
      return this.wanted.trim()
        ? html`<p class="muted" role="status">${t('learners.noneFound')}</p>`
        : empty(t('learners.none'), t('learners.none.text'));
    }
    return table(
      t('learners.caption', { cohort: this.cohort }),
      headings([{ name: t('learners.name') }, { name: t('learners.since') }]),
      members.map(
        (member) => html`<tr>
          <th scope="row">
            <a href="/learners/${encodeURIComponent(member.learnerId)}">${member.name ?? t('learner.unnamed')}</a>
            ${member.name ? nothing : html`<span class="muted small-text">${member.learnerId}</span>`}
          </th>
          <td data-label=${t('learners.since')}>${date(member.since)}</td>
        </tr>`,
      ),
      'cards-when-narrow',
    );
  }
}

define('gf-learners', Learners);
