const LONGEST_MILLIS = 5000;
const LOOK_MILLIS = 20;

/** So often a page that has nothing to load is looked at, too: it is drawn a moment after it is asked for. */
const LEAST_LOOKS = 3;

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Scrolls to what the address names within the page, and gives it the focus. What is still on its way is waited for.
 *
 * @return false where the address names nothing that is there
 */
export async function reveal(hash: string): Promise<boolean> {
  const found = hash.length > 1 ? await there(hash) : null;
  if (!found) {
    return false;
  }
  if (!found.matches(FOCUSABLE)) {
    found.tabIndex = -1;
  }
  found.scrollIntoView();
  found.focus({ preventScroll: true });
  return true;
}

async function there(hash: string): Promise<HTMLElement | null> {
  const end = performance.now() + LONGEST_MILLIS;
  for (let looks = 1; location.hash === hash; looks++) {
    const found = document.getElementById(hash.slice(1));
    // What comes above it later would move it away again.
    const isLoading = (!found && looks < LEAST_LOOKS) || document.querySelector('main .skeleton') !== null;
    if (!isLoading || performance.now() > end) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
  }
  return null;
}
