import { isAsking } from '../parts/dialog';

export interface Keys {
  /** @param index of the choice, from 0 */
  choose(index: number): void;
  enter(): void;
  previous(): void;
  next(): void;
  flag(): void;
  /** How many choices there are now. */
  choices(): number;
}

const TYPED_INTO = 'input:not([type=radio]):not([type=checkbox]), select, textarea';
const PRESSED = 'button, a, summary, [role=button]';

/**
 * A–F or 1–6 choose, Enter checks or goes on, left and right move, F flags; where there is a choice F, Shift+F does. Nothing
 * happens while somebody types, or a dialog is open; up and down stay the browser's.
 */
export function keyHandler(keys: Keys): (event: KeyboardEvent) => void {
  return (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isAsking()) {
      return;
    }
    if (target.matches?.(TYPED_INTO) && !(event.key === 'Enter' && target.tagName === 'INPUT')) {
      return;
    }
    if (act(event, target, keys)) {
      event.preventDefault();
    }
  };
}

function act(event: KeyboardEvent, target: HTMLElement, keys: Keys): boolean {
  switch (event.key) {
    case 'ArrowLeft':
      keys.previous();
      return true;
    case 'ArrowRight':
      keys.next();
      return true;
    case 'Enter':
      if (target.closest?.(PRESSED)) {
        return false;
      }
      if (target.tagName === 'INPUT') {
        // What was typed becomes the answer first.
        target.dispatchEvent(new Event('change', { bubbles: true }));
      }
      keys.enter();
      return true;
  }
  const key = event.key.toLowerCase();
  const index = key >= '1' && key <= '6' ? Number(key) - 1 : key.length === 1 ? 'abcdef'.indexOf(key) : -1;
  if (key === 'f' && (event.shiftKey || keys.choices() < 6)) {
    keys.flag();
    return true;
  }
  if (index >= 0 && index < keys.choices()) {
    keys.choose(index);
    return true;
  }
  return false;
}
