import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Page } from '../api';
import { t } from '../messages';
import { failureText } from './failure';
import { LOADING, newer, shown, type Loaded } from './state';
import { toast } from './toast';

/** A list of the server that comes part by part, as far as somebody asks for. */
export class Listing<T> {
  found: Loaded<T[]> = LOADING;
  private next: string | null = null;
  private parts = 1;
  private busy = false;
  /** Counts what was asked, so that an older answer doesn't take the place of a newer one. */
  private asked = 0;

  /** @param part what the server has after a cursor, or at the beginning */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly part: (cursor: string | null) => Promise<Page<T>>,
  ) {}

  get items(): T[] {
    return this.found.kind === 'here' ? this.found.value : [];
  }

  /** Asks anew, from the beginning; what is here stays until then. */
  load(): Promise<void> {
    this.parts = 1;
    return this.ask(false);
  }

  /** The same of something else, for which what is here would be wrong. */
  begin(): Promise<void> {
    this.found = LOADING;
    this.host.requestUpdate();
    return this.load();
  }

  /** Looks again at as much as is here, which stays where that can't be done for a moment. */
  refresh(): Promise<void> {
    return this.ask(true);
  }

  async more(): Promise<void> {
    this.busy = true;
    this.host.requestUpdate();
    const asked = ++this.asked;
    try {
      const { items, next } = await this.part(this.next);
      if (asked === this.asked) {
        this.found = { kind: 'here', value: [...this.items, ...items] };
        this.next = next ?? null;
        this.parts++;
      }
    } catch (failure) {
      if (asked === this.asked && !isAborted(failure)) {
        toast(failureText(failure), true);
      }
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** What is there, and below it a way to more. */
  shown(show: (items: T[]) => unknown): unknown {
    return shown(
      this.found,
      (items) => html`${show(items)} ${this.next ? moreButton(() => void this.more(), this.busy) : nothing}`,
      () => void this.begin(),
    );
  }

  private async ask(quiet: boolean): Promise<void> {
    const asked = ++this.asked;
    let found: Loaded<T[]>;
    let next: string | null = null;
    try {
      const items: T[] = [];
      for (let part = 0; part < this.parts && (part === 0 || next); part++) {
        const page: Page<T> = await this.part(next);
        items.push(...page.items);
        next = page.next ?? null;
      }
      found = { kind: 'here', value: items };
    } catch (failure) {
      found = { kind: 'failed', failure };
    }
    if (asked !== this.asked || (found.kind === 'failed' && isAborted(found.failure))) {
      return;
    }
    this.next = found.kind === 'here' ? next : this.next;
    this.found = quiet ? newer(this.found, found) : found;
    this.host.requestUpdate();
  }
}

/**
 * Draws some of what is here already, and offers the rest: a page of thousands of entries would stand still.
 *
 * @param isAll whether all that there is is here
 */
export function drawn<T>(items: T[], count: number, draw: (items: T[]) => unknown, more: () => void, isAll = true): TemplateResult {
  const left = items.length - count;
  return html`${draw(items.slice(0, count))} ${left > 0 ? moreButton(more, false, isAll ? left : undefined) : nothing}`;
}

function moreButton(more: () => void, busy: boolean, left?: number): TemplateResult {
  return html`<p class="more"
    ><button class="button ghost" ?disabled=${busy} @click=${more}>${left ? t('list.moreOf', { n: left }) : t('list.more')}</button></p
  >`;
}

function isAborted(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError';
}
