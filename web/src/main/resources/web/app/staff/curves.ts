import { html, type TemplateResult } from 'lit';
import { number, percent } from '../format';
import { t } from '../messages';
import type { ChartOption } from '../parts/chart';
import { intervalText } from '../parts/interval';
import { headings, table } from '../parts/table';
import type { Proportion } from './item-figures';

export interface CurveGroup {
  low: number;
  high: number;
  n: number;
  full: Proportion;
  options: { option: string; key: boolean; chosen: Proportion }[];
}

/** As little of the height is less than a letter. */
const CLOSE = 0.07;

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

function range(group: CurveGroup): string {
  return group.low === group.high ? percent(group.low) : `${percent(group.low)} – ${percent(group.high)}`;
}

/** A line an option: how many of each group chose it. The key is drawn thick, the others apart by their symbols and letters. */
export function curveOption(groups: CurveGroup[]): ChartOption {
  const options = groups[0]?.options ?? [];
  const names = endNames(groups);
  return (colors) => ({
    grid: { left: 48, right: 56, top: 16, bottom: 48 },
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
        endLabel: { show: names[index] !== '', formatter: names[index], color: key ? colors.accent : colors.text, fontSize: 14 },
        z: key ? 3 : 2,
      };
    }),
  });
}

/** What stands at the end of each line; of those that end close together, the first has the letters of all. */
function endNames(groups: CurveGroup[]): string[] {
  const last = groups.at(-1)?.options ?? [];
  const names = last.map(() => '');
  const byHeight = last.map((one, index) => ({ index, share: one.chosen.share, option: one.option })).sort((one, other) => one.share - other.share);
  let first: (typeof byHeight)[number] | undefined;
  for (const one of byHeight) {
    first = first && one.share - first.share < CLOSE ? first : one;
    names[first.index] += (names[first.index] ? ', ' : '') + one.option;
  }
  return names;
}

function said(group: CurveGroup): string {
  const lines = group.options.map((one) => `${one.option}${one.key ? ' ✓' : ''}  ${percent(one.chosen.share)}`);
  return [`${range(group)}, ${t('figure.n', { n: number(group.n) })}`, ...lines].join('\n');
}

export function curveTable(groups: CurveGroup[], label: string): TemplateResult {
  const options = (groups[0]?.options ?? []).map((one) => ({ name: `${one.option}${one.key ? ' ✓' : ''}`, numeric: true }));
  return table(
    label,
    headings([{ name: t('item.curves.axis') }, { name: t('items.n'), numeric: true }, ...options]),
    groups.map(
      (group) => html`<tr>
        <th scope="row">${range(group)}</th>
        <td class="numeric">${number(group.n)}</td>
        ${group.options.map(
          ({ chosen }) => html`<td class="numeric">
            ${percent(chosen.share)}<br /><span class="muted small-text">${intervalText(chosen)}</span>
          </td>`,
        )}
      </tr>`,
    ),
  );
}
