const KEPT = 'gradeflow-theme';

/** The reader's choice, or what the system says. */
export function isDark(): boolean {
  const kept = localStorage.getItem(KEPT);
  return kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

export function toggleTheme(): void {
  localStorage.setItem(KEPT, isDark() ? 'light' : 'dark');
  applyTheme();
  window.dispatchEvent(new CustomEvent('gf-theme'));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  applyTheme();
  window.dispatchEvent(new CustomEvent('gf-theme'));
});
