import { LitElement } from 'lit';
import { t } from './messages';

/** An element that renders into the document itself, so that one style sheet, one outline and one focus order hold for all of it. */
export abstract class Element extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Defines it once, however often its module is loaded. */
export function define(name: string, type: CustomElementConstructor): void {
  if (!customElements.get(name)) {
    customElements.define(name, type);
  }
}

/** Gives the browser's window the page's name. */
export function entitle(page: string): void {
  document.title = `${page} · ${t('app.name')}`;
}
