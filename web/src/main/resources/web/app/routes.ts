import { html, type TemplateResult } from 'lit';

export interface Route {
  pattern: RegExp;
  /** Who may see it; empty for all who are signed in. */
  roles: string[];
  load(): Promise<unknown>;
  /** @param parts what the pattern's groups found */
  page(...parts: string[]): TemplateResult;
}

const LEADERS = ['instructor', 'admin'];
const AUTHORS = ['author', 'admin'];
const ANALYSTS = ['author', 'instructor', 'admin'];

/** Each page is loaded when it is first shown. The server knows the same first words, see Pages.java. */
export const ROUTES: Route[] = [
  { pattern: /^\/$/, roles: [], load: () => import('./learner/home'), page: () => html`<gf-home></gf-home>` },
  {
    pattern: /^\/attempts\/([0-9a-f-]{36})$/,
    roles: [],
    load: () => import('./learner/runner'),
    page: (id) => html`<gf-runner .attempt=${id}></gf-runner>`,
  },
  {
    pattern: /^\/attempts\/([0-9a-f-]{36})\/result$/,
    roles: [],
    load: () => import('./learner/result'),
    page: (id) => html`<gf-result .attempt=${id}></gf-result>`,
  },
  { pattern: /^\/history$/, roles: [], load: () => import('./learner/history'), page: () => html`<gf-history></gf-history>` },
  { pattern: /^\/topics$/, roles: ANALYSTS, load: () => import('./staff/topics'), page: () => html`<gf-topics></gf-topics>` },
  { pattern: /^\/sittings$/, roles: LEADERS, load: () => import('./staff/sittings'), page: () => html`<gf-sittings></gf-sittings>` },
  {
    pattern: /^\/sittings\/([0-9a-f-]{36})$/,
    roles: LEADERS,
    load: () => import('./staff/sitting'),
    page: (id) => html`<gf-sitting .sitting=${id}></gf-sitting>`,
  },
  { pattern: /^\/learners$/, roles: LEADERS, load: () => import('./staff/learners'), page: () => html`<gf-learners></gf-learners>` },
  {
    pattern: /^\/learners\/([^/]+)$/,
    roles: LEADERS,
    load: () => import('./staff/learner'),
    page: (id) => html`<gf-learner .learner=${decodeURIComponent(id)}></gf-learner>`,
  },
  { pattern: /^\/items$/, roles: ANALYSTS, load: () => import('./staff/items'), page: () => html`<gf-items></gf-items>` },
  {
    pattern: /^\/items\/([0-9a-f-]{36})\/(\d+)$/,
    roles: ANALYSTS,
    load: () => import('./staff/item'),
    page: (question, revision) => html`<gf-item .question=${question} .revision=${revision}></gf-item>`,
  },
  {
    pattern: /^\/corrections\/([0-9a-f-]{36})\/(\d+)$/,
    roles: ANALYSTS,
    load: () => import('./author/correction'),
    page: (question, revision) => html`<gf-correction .question=${question} .revision=${revision}></gf-correction>`,
  },
  { pattern: /^\/banks$/, roles: AUTHORS, load: () => import('./author/banks'), page: () => html`<gf-banks></gf-banks>` },
  {
    pattern: /^\/banks\/([a-z0-9-]+)$/,
    roles: AUTHORS,
    load: () => import('./author/bank'),
    page: (slug) => html`<gf-bank .slug=${slug}></gf-bank>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/new$/,
    roles: AUTHORS,
    load: () => import('./author/editor'),
    page: (slug) => html`<gf-editor .bank=${slug}></gf-editor>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/duplicates$/,
    roles: AUTHORS,
    load: () => import('./author/duplicates'),
    page: (slug) => html`<gf-duplicates .bank=${slug}></gf-duplicates>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/export$/,
    roles: AUTHORS,
    load: () => import('./author/export'),
    page: (slug) => html`<gf-export .bank=${slug}></gf-export>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/topics$/,
    roles: AUTHORS,
    load: () => import('./author/topic-tree'),
    page: (slug) => html`<gf-topic-tree .bank=${slug}></gf-topic-tree>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/blueprints$/,
    roles: AUTHORS,
    load: () => import('./author/blueprints'),
    page: (slug) => html`<gf-blueprints .bank=${slug}></gf-blueprints>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/new-blueprint$/,
    roles: AUTHORS,
    load: () => import('./author/blueprint-editor'),
    page: (slug) => html`<gf-blueprint-editor .bank=${slug}></gf-blueprint-editor>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/blueprints\/([a-z0-9-]+)$/,
    roles: AUTHORS,
    load: () => import('./author/blueprint-editor'),
    page: (slug, name) => html`<gf-blueprint-editor .bank=${slug} .name=${name}></gf-blueprint-editor>`,
  },
  {
    pattern: /^\/questions\/([0-9a-f-]{36})$/,
    roles: ANALYSTS,
    load: () => import('./author/question-page'),
    page: (id) => html`<gf-question .question=${id}></gf-question>`,
  },
  {
    pattern: /^\/questions\/([0-9a-f-]{36})\/edit$/,
    roles: AUTHORS,
    load: () => import('./author/editor'),
    page: (id) => html`<gf-editor .question=${id}></gf-editor>`,
  },
  {
    pattern: /^\/banks\/([a-z0-9-]+)\/import$/,
    roles: AUTHORS,
    load: () => import('./author/import'),
    page: (slug) => html`<gf-import .bank=${slug}></gf-import>`,
  },
  { pattern: /^\/pipeline$/, roles: ['admin'], load: () => import('./staff/pipeline'), page: () => html`<gf-pipeline></gf-pipeline>` },
];
