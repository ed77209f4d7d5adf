import { svg, html, type TemplateResult } from 'lit';
import { percent } from '../format';

const RADIUS = 80;
const CENTER = { x: 100, y: 96 };

function point(share: number): string {
  const angle = Math.PI * (1 - share);
  return `${(CENTER.x + RADIUS * Math.cos(angle)).toFixed(2)} ${(CENTER.y - RADIUS * Math.sin(angle)).toFixed(2)}`;
}

function arc(from: number, to: number): string {
  return `M ${point(from)} A ${RADIUS} ${RADIUS} 0 0 1 ${point(to)}`;
}

/**
 * A share on a half circle, with its interval as a broad band.
 *
 * @param said what it shows, for those who can't see it
 */
export function gauge(share: number, low: number, high: number, said: string): TemplateResult {
  return html`<svg class="gauge" viewBox="0 0 200 112" role="img" aria-label=${said}>
    ${svg`<path class="ground" d=${arc(0, 1)}></path>
      <path class="range" d=${arc(low, Math.max(high, low + 0.005))}></path>
      <path class="needle" d=${arc(Math.max(0, share - 0.006), Math.min(1, share + 0.006))}></path>
      <text x="100" y="90" text-anchor="middle">${percent(share)}</text>`}
  </svg>`;
}
