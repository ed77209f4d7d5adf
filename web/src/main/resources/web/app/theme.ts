import { device } from './parts/storage';

const KEPT = 'gradeflow-theme';

/** The reader's choice, or what the system says. */
export function isDark(): boolean {
  const kept = device.get(KEPT);
  return kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

export function toggleTheme(): void {
  device.set(KEPT, isDark() ? 'light' : 'dark');
  applyTheme();
  window.dispatchEvent(new CustomEvent('gf-theme'));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  applyTheme();
  window.dispatchEvent(new CustomEvent('gf-theme'));
});
