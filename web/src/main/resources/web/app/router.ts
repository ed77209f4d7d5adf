/** Follows links of this site without loading the document anew, and tells who listens. */

type Listener = () => void;

const listeners = new Set<Listener>();

export function onNavigation(listener: Listener): void {
  listeners.add(listener);
}

export function navigate(address: string, replace = false): void {
  if (replace) {
    history.replaceState(null, '', address);
  } else {
    history.pushState(null, '', address);
  }
  listeners.forEach((listener) => listener());
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
  if (!isOurs(url) || url.hash) {
    return;
  }
  event.preventDefault();
  navigate(url.pathname + url.search);
}

document.addEventListener('click', follow);
window.addEventListener('popstate', () => listeners.forEach((listener) => listener()));
