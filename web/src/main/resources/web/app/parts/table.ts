import { html, nothing, type TemplateResult } from 'lit';

export interface Column {
  name: string;
  numeric?: boolean;
  /** Whether its name is only for those who can't see what stands there. */
  unseen?: boolean;
  /** Another class of its cells. */
  kind?: string;
}

/** How rows stand: which column orders them, and whether the largest comes first. */
export interface Sorting<K extends string> {
  key: K;
  down: boolean;
}

/** A table that scrolls in its frame where it is too wide; the frame can be reached by keyboard. */
export function table(label: string, headings: unknown, rows: unknown, kind = ''): TemplateResult {
  return html`<div class="table-frame" tabindex="0" role="group" aria-label=${label}>
    <table class=${kind}>
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

export function headings(columns: Column[]): TemplateResult[] {
  return columns.map(
    ({ name, numeric, unseen, kind }) =>
      html`<th scope="col" class=${classes(numeric, kind)}>${unseen ? html`<span class="unseen">${name}</span>` : name}</th>`,
  );
}

/** The heading of a column by which rows can be ordered. */
export function sortable<K extends string>(column: Column & { key: K }, sorting: Sorting<K>, sortBy: (key: K) => void): TemplateResult {
  const here = sorting.key === column.key;
  return html`<th scope="col" class=${classes(column.numeric, column.kind)} aria-sort=${here ? (sorting.down ? 'descending' : 'ascending') : nothing}>
    <button class="sort" @click=${() => sortBy(column.key)}>
      <span>${column.name}</span><span class="arrow" aria-hidden="true">${here ? (sorting.down ? '▾' : '▴') : ''}</span>
    </button>
  </th>`;
}

/** In order; what can't be told stands last, either way. */
export function ordered<T>(items: T[], value: (item: T) => string | number | null | undefined, down: boolean): T[] {
  return [...items].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a == null || b == null) {
      return Number(a == null) - Number(b == null);
    }
    return (down ? -1 : 1) * (typeof a === 'string' ? a.localeCompare(String(b), undefined, { numeric: true }) : a - Number(b));
  });
}

function classes(numeric: boolean | undefined, kind: string | undefined): string {
  return [numeric ? 'numeric' : '', kind ?? ''].filter(Boolean).join(' ');
}
