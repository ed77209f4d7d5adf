import { html, nothing, svg, type TemplateResult } from 'lit';
import { percent } from '../format';
import type { Interval } from '../types';

/**
 * A share as a bar and its interval as a line over it. It is drawn by attributes alone, which the page's security policy allows;
 * the figures stand beside it as text, so it is hidden from those who can't see it.
 *
 * @param mark a share to compare with, such as a pass mark
 */
export function intervalBar(share: number | null, interval: Interval | null, mark: number | null = null): TemplateResult {
  const at = (value: number): number => Math.round(value * 1000) / 10;
  return html`<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="ground" x="0" y="2.5" width="100" height="5" rx="1"></rect>
    ${share === null ? nothing : svg`<rect class="share" x="0" y="2.5" width=${at(share)} height="5" rx="1"></rect>`}
    ${interval
      ? svg`<line class="range" x1=${at(interval.low)} x2=${at(interval.high)} y1="5" y2="5"></line>
          <line class="end" x1=${at(interval.low)} x2=${at(interval.low)} y1="3" y2="7"></line>
          <line class="end" x1=${at(interval.high)} x2=${at(interval.high)} y1="3" y2="7"></line>`
      : nothing}
    ${mark === null ? nothing : svg`<line class="mark" x1=${at(mark)} x2=${at(mark)} y1="0" y2="10"></line>`}
  </svg>`;
}

export function intervalText(interval: Interval | null): string {
  return interval ? `${percent(interval.low)} – ${percent(interval.high)}` : '';
}
