import { html, type TemplateResult } from 'lit';
import { t } from '../messages';
import { isAsking } from '../parts/dialog';
import { device } from '../parts/storage';

export interface Keys {
  /** @param index of the choice, from 0 */
  choose(index: number): void;
  enter(): void;
  previous(): void;
  next(): void;
  flag(): void;
  /** How many choices there are now. */
  choices(): number;
  isReady(): boolean;
}

const TYPED_INTO = 'input:not([type=radio]):not([type=checkbox]), select, textarea';
const PRESSED = 'button, a, summary, [role=button]';

/** Where a letter is meant for something else than the question. */
const ELSEWHERE = 'header, nav';

const OFF = 'gradeflow-keys-off';

/** Whether letters and digits act; who dictates, or is easily led astray by them, turns them off. */
export function areKeysOn(): boolean {
  return device.get(OFF) === null;
}

export function turnKeys(): void {
  if (areKeysOn()) {
    device.set(OFF, '1');
  } else {
    device.remove(OFF);
  }
}

export function keysHint(on: boolean, turn: () => void): TemplateResult {
  return html`<p class="keys muted row wrap">
    <span><strong>${t('run.keys')}:</strong> ${t(on ? 'run.keys.text' : 'run.keys.few')}</span>
    <button class="plain link" @click=${turn}>${t(on ? 'run.keys.off' : 'run.keys.on')}</button>
  </p>`;
}

/**
 * A–F or 1–6 choose, Enter checks or goes on, left and right move, F flags; where there is a choice F, Shift+F does. Nothing
 * happens while somebody types, or a dialog is open, or by a key that is held; up and down stay the browser's.
 */
export function keyHandler(keys: Keys): (event: KeyboardEvent) => void {
  return (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isAsking() || !keys.isReady()) {
      return;
    }
    if (target.matches?.(TYPED_INTO) && !(event.key === 'Enter' && target.tagName === 'INPUT')) {
      return;
    }
    if (event.repeat && !event.key.startsWith('Arrow')) {
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
  return areKeysOn() && !target.closest?.(ELSEWHERE) && letter(event, keys);
}

function letter(event: KeyboardEvent, keys: Keys): boolean {
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
