import { html, nothing, type TemplateResult } from 'lit';
import { failed, isPassing } from './failure';

/** Something that is loaded: on its way, here, or not to be had. */
export type Loaded<T> = { kind: 'loading' } | { kind: 'here'; value: T } | { kind: 'failed'; failure: unknown };

export const LOADING: Loaded<never> = { kind: 'loading' };

export async function loaded<T>(promise: Promise<T>): Promise<Loaded<T>> {
  try {
    return { kind: 'here', value: await promise };
  } catch (failure) {
    return { kind: 'failed', failure };
  }
}

/** What was known stays where a later look fails for a moment. */
export function newer<T>(before: Loaded<T>, found: Loaded<T>): Loaded<T> {
  return before.kind === 'here' && found.kind === 'failed' && isPassing(found.failure) ? before : found;
}

/** In the place of a list that has nothing: what it would hold, and what to do. */
export function empty(title: string, text: string, action?: TemplateResult): TemplateResult {
  return html`<div class="notice">
    <h2>${title}</h2>
    <p>${text}</p>
    ${action ?? nothing}
  </div>`;
}

/** What is there, or a skeleton of about its size, or the failure with a way to try again. */
export function shown<T>(
  what: Loaded<T>,
  show: (value: T) => unknown,
  again: () => void,
  skeleton: TemplateResult = html`<div class="skeleton block"></div>`,
): unknown {
  switch (what.kind) {
    case 'loading':
      return skeleton;
    case 'failed':
      return failed(what.failure, again);
    case 'here':
      return show(what.value);
  }
}
