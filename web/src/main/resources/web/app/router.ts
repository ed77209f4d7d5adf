import { isAnythingUnsaved, mayLeave } from './parts/unsaved';

/** Follows links of this site without loading the document anew, and tells who listens. Whoever holds unsaved text is asked first. */

type Listener = () => void;

/** What an entry of the browser's history keeps: its place among the others, so that a way back can be taken back. */
interface Place {
  place: number;
}

const listeners = new Set<Listener>();

let place = placeOf(history.state) ?? 0;

/** The path of the page that is shown; the address may be ahead of it. */
let path = location.pathname;

/** Waits for the browser to be where it is sent. */
let arrival: (() => void) | undefined;

history.replaceState({ place }, '');

export function onNavigation(listener: Listener): void {
  listeners.add(listener);
}

export function navigate(address: string): void {
  const to = new URL(address, location.href);
  if (leaves(to.pathname)) {
    void mayLeave().then((may) => may && go(to));
  } else {
    go(to);
  }
}

/** Another address of the page that is shown, without a way back to the one before. */
export function readdress(address: string): void {
  history.replaceState({ place }, '', address);
}

function go(to: URL): void {
  if (to.href === location.href) {
    readdress(to.href);
  } else {
    history.pushState({ place: ++place }, '', to);
  }
  tell();
}

function tell(): void {
  path = location.pathname;
  listeners.forEach((listener) => listener());
}

function leaves(other: string): boolean {
  return other !== path && isAnythingUnsaved();
}

function placeOf(state: unknown): number | undefined {
  return (state as Place | null)?.place;
}

/** What the document itself answers; all else of this site is the server's. */
function isOurs(url: URL): boolean {
  return url.origin === location.origin && !/^\/(q|api|session|openapi|health)(\/|$)/.test(url.pathname);
}

function follow(event: MouseEvent): void {
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  if (!link?.href || link.target || link.hasAttribute('download') || event.defaultPrevented || event.button !== 0) {
    return;
  }
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const url = new URL(link.href);
  if (!isOurs(url)) {
    return;
  }
  event.preventDefault();
  navigate(url.href);
}

/** The browser has moved already; where the reader has to be asked first, it is sent back until then. */
async function moved(state: unknown): Promise<void> {
  if (arrival) {
    arrival();
    return;
  }
  const to = placeOf(state);
  if (to === undefined) {
    // Somebody wrote another fragment into the address.
    place++;
    readdress(location.href);
    tell();
    return;
  }
  if (leaves(location.pathname)) {
    const by = to - place;
    await travel(-by);
    if (!(await mayLeave())) {
      return;
    }
    await travel(by);
  }
  place = to;
  tell();
}

function travel(by: number): Promise<void> {
  return new Promise((resolve) => {
    arrival = () => {
      arrival = undefined;
      resolve();
    };
    history.go(by);
  });
}

document.addEventListener('click', follow);
window.addEventListener('popstate', (event) => void moved(event.state));
