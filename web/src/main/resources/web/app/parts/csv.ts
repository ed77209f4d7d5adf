import { call, Unreachable } from '../api';
import { failureText } from './failure';
import { toast } from './toast';

/** Saves what the API gives as a table. */
async function download(url: string, name: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Accept: 'text/csv' } });
  } catch (failure) {
    throw new Unreachable('The server could not be reached.', { cause: failure });
  }
  if (!response.ok) {
    // The same call, so that its problem is read in one place.
    await call(url, { headers: { Accept: 'text/csv' } });
    return;
  }
  save(await response.blob(), name);
}

/** The same for a button: where it can't be had, it is said why. */
export async function offer(url: string, name: string): Promise<void> {
  try {
    await download(url, name);
  } catch (failure) {
    toast(failureText(failure), true);
  }
}

/** Saves rows as a table; what a spreadsheet would take for a formula is made a text. */
export function saveRows(rows: (string | number | null | undefined)[][], name: string): void {
  const lines = rows.map((row) => row.map(cell).join(','));
  save(new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv;charset=utf-8' }), name);
}

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
