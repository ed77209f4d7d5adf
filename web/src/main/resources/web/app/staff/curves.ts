import { html, type TemplateResult } from 'lit';
import { number, percent } from '../format';
import { t } from '../messages';
import type { ChartOption } from '../parts/chart';
import { intervalText } from '../parts/interval';
import type { Proportion } from './item-figures';

export interface CurveGroup {
  low: number;
  high: number;
  n: number;
  full: Proportion;
  options: { option: string; key: boolean; chosen: Proportion }[];
}

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

function range(group: CurveGroup): string {
  return group.low === group.high ? percent(group.low) : `${percent(group.low)} – ${percent(group.high)}`;
}

/** A line an option: how many of each group chose it. The key is drawn thick, the others apart by their symbols and letters. */
export function curveOption(groups: CurveGroup[]): ChartOption {
  const options = groups[0]?.options ?? [];
  return (colors) => ({
    grid: { left: 48, right: 40, top: 16, bottom: 48 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      formatter: (points: { dataIndex: number }[]) => said(groups[points[0].dataIndex]),
    },
    xAxis: {
      type: 'category',
      name: t('item.curves.axis'),
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: { color: colors.muted },
      data: groups.map(range),
      axisLabel: { color: colors.muted },
      axisLine: { lineStyle: { color: colors.line } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { color: colors.muted, formatter: (value: number) => percent(value) },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: options.map(({ option, key }, index) => {
      const color = key ? colors.accent : colors.muted;
      return {
        type: 'line',
        name: option,
        data: groups.map((group) => group.options[index].chosen.share),
        symbol: SYMBOLS[index % SYMBOLS.length],
        symbolSize: key ? 10 : 8,
        lineStyle: { color, width: key ? 3 : 1.5, type: key ? 'solid' : 'dashed' },
        itemStyle: { color },
        labelLayout: { moveOverlap: 'shiftY' },
        endLabel: { show: true, formatter: option, color: key ? colors.accent : colors.text },
        z: key ? 3 : 2,
      };
    }),
  });
}

function said(group: CurveGroup): string {
  const lines = group.options.map((one) => `${one.option}${one.key ? ' ✓' : ''}  ${percent(one.chosen.share)}`);
  return [`${range(group)}, ${t('figure.n', { n: number(group.n) })}`, ...lines].join('\n');
}

export function curveTable(groups: CurveGroup[], label: string): TemplateResult {
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('item.curves.axis')}</th>
          <th scope="col" class="numeric">${t('items.n')}</th>
          ${(groups[0]?.options ?? []).map((one) => html`<th scope="col" class="numeric">${one.option}${one.key ? ' ✓' : ''}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          (group) => html`<tr>
            <th scope="row">${range(group)}</th>
            <td class="numeric">${number(group.n)}</td>
            ${group.options.map(
              ({ chosen }) => html`<td class="numeric">
                ${percent(chosen.share)}<br /><span class="muted small-text">${intervalText(chosen)}</span>
              </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
