import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { t } from '../messages';
import { ask } from './dialog';

/** Who holds text on this page that is stored nowhere. */
const holders = new Set<Unsaved>();

let asked: Promise<boolean> | undefined;

/** As long as its host is on the page and holds something unsaved, whoever is about to leave is asked first. */
export class Unsaved implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    readonly isHeld: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    holders.add(this);
  }

  hostDisconnected(): void {
    holders.delete(this);
  }
}

export function isAnythingUnsaved(): boolean {
  return [...holders].some((holder) => holder.isHeld());
}

/** Asks where something would be lost; once, however often somebody tries to leave meanwhile. */
export function mayLeave(): Promise<boolean> {
  if (!isAnythingUnsaved()) {
    return Promise.resolve(true);
  }
  asked ??= ask({
    title: t('unsaved.title'),
    text: html`<p>${t('unsaved.text')}</p>`,
    yes: t('unsaved.leave'),
    no: t('unsaved.stay'),
    harmful: true,
  }).finally(() => (asked = undefined));
  return asked;
}

/** The browser asks in its own words where the document itself is left. */
window.addEventListener('beforeunload', (event) => {
  if (isAnythingUnsaved()) {
    event.preventDefault();
  }
});
