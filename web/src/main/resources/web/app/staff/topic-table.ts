import { html, nothing, type TemplateResult } from 'lit';
import { duration, number, percent } from '../format';
import { t, type Message } from '../messages';
import { intervalBar, intervalText } from '../parts/interval';
import { ordered, sortable, table, type Sorting } from '../parts/table';
import type { TopicFigure } from '../types';

export type SortKey = 'title' | 'accuracy' | 'answers' | 'learners' | 'medianMillis';

export type Sort = Sorting<SortKey>;

interface Table {
  topics: TopicFigure[];
  open: Set<string>;
  sort: Sort;
  chosen: string;
  /** Accuracy of those who are compared with, by topic. */
  compared: Map<string, number>;
  /** Whether they are of one learner alone. */
  ofOne: boolean;
  sortBy(key: SortKey): void;
  turn(topic: string): void;
  choose(topic: string): void;
}

/** Those that are spare are left out where there is little room. */
const COLUMNS: { key: SortKey; name: Message; numeric: boolean; spare?: boolean }[] = [
  { key: 'title', name: 'topics.topic', numeric: false },
  { key: 'accuracy', name: 'topics.accuracy', numeric: true },
  { key: 'answers', name: 'topics.n', numeric: true },
  { key: 'learners', name: 'topics.learners', numeric: true, spare: true },
  { key: 'medianMillis', name: 'topics.time', numeric: true, spare: true },
];

/** The tree of topics with what is known of each; siblings are sorted among themselves. */
export function topicTable(of: Table): TemplateResult {
  return table(t('topics.caption'), COLUMNS.filter(({ key }) => !of.ofOne || key !== 'learners').map((column) => heading(column, of)), rows('', 0, of), 'topic-table');
}

function heading({ key, name, numeric, spare }: (typeof COLUMNS)[number], { sort, sortBy }: Table): TemplateResult {
  return html`${sortable({ key, name: t(name), numeric, kind: spare ? 'spare' : '' }, sort, sortBy)}
  ${key === 'accuracy' ? html`<th class="bar-cell"><span class="unseen">${t('topics.interval')}</span></th>` : nothing}`;
}

function rows(parent: string, depth: number, of: Table): TemplateResult[] {
  return ordered(childrenOf(of.topics, parent), (topic) => topic[of.sort.key], of.sort.down).flatMap((topic) => {
    const has = of.topics.some((other) => other.topic.startsWith(topic.topic + '/'));
    const open = of.open.has(topic.topic);
    return [row(topic, depth, has, open, of), ...(has && open ? rows(topic.topic, depth + 1, of) : [])];
  });
}

function row(topic: TopicFigure, depth: number, has: boolean, open: boolean, { turn, choose, chosen, compared, ofOne }: Table): TemplateResult {
  return html`<tr class=${chosen === topic.topic ? 'chosen' : ''}>
    <th scope="row" class="depth-${Math.min(depth, 3)}"><span>
      ${has
        ? html`<button
            class="plain fold"
            aria-expanded=${open}
            aria-label=${t(open ? 'topics.collapse' : 'topics.expand', { topic: topic.title })}
            @click=${() => turn(topic.topic)}
          >
            ${open ? '▾' : '▸'}
          </button>`
        : html`<span class="fold" aria-hidden="true"></span>`}
      <button class="plain link" aria-pressed=${chosen === topic.topic} @click=${() => choose(topic.topic)}>${topic.title}</button></span>
    </th>
    <td class="numeric">
      ${percent(topic.accuracy)} ${topic.interval ? html`<br /><span class="muted small-text">${intervalText(topic.interval)}</span>` : nothing}
    </td>
    <td class="bar-cell">${intervalBar(topic.accuracy ?? null, topic.interval ?? null, compared.get(topic.topic) ?? null)}</td>
    <td class="numeric">${number(topic.answers)}</td>
    ${ofOne ? nothing : html`<td class="numeric spare">${number(topic.learners)}</td>`}
    <td class="numeric spare">${duration(topic.medianMillis)}</td>
  </tr>`;
}

export function childrenOf(topics: TopicFigure[], parent: string): TopicFigure[] {
  const start = parent ? parent + '/' : '';
  return topics.filter((topic) => topic.topic.startsWith(start) && !topic.topic.slice(start.length).includes('/'));
}
