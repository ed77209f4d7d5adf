import { html, type TemplateResult } from 'lit';
import { day, number, percent } from '../format';
import { t } from '../messages';
import { intervalText } from '../parts/interval';
import { headings, table } from '../parts/table';
import type { ChartOption } from '../parts/chart';
import type { Period } from '../types';

/** Accuracy by period as a line, its interval as whiskers. */
export function trendOption(periods: Period[]): ChartOption {
  return (colors) => ({
    grid: { left: 48, right: 16, top: 16, bottom: 32 },
    tooltip: {
      trigger: 'axis',
      // A tooltip of markup would need styles in the page, which its policy forbids.
      renderMode: 'richText',
      formatter: (points: { dataIndex: number }[]) => said(periods[points[0].dataIndex]),
    },
    xAxis: { type: 'category', data: periods.map((period) => day(period.from)), axisLabel: { color: colors.muted }, axisLine: { lineStyle: { color: colors.line } } },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { color: colors.muted, formatter: (value: number) => percent(value) },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        data: periods.map((period, index) => [index, period.interval?.low ?? null, period.interval?.high ?? null]),
        renderItem: (_: unknown, api: { value(index: number): number; coord(point: number[]): number[] }) => {
          const low = api.coord([api.value(0), api.value(1)]);
          const high = api.coord([api.value(0), api.value(2)]);
          const style = { stroke: colors.accent, lineWidth: 1.5, opacity: 0.7 };
          const line = (x1: number, y1: number, x2: number, y2: number): object => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
          return {
            type: 'group',
            children: [
              line(low[0], low[1], high[0], high[1]),
              line(low[0] - 4, low[1], low[0] + 4, low[1]),
              line(high[0] - 4, high[1], high[0] + 4, high[1]),
            ],
          };
        },
      },
      {
        type: 'line',
        data: periods.map((period) => period.accuracy ?? null),
        lineStyle: { color: colors.accent, width: 2 },
        itemStyle: { color: colors.accent },
        symbolSize: 8,
      },
    ],
  });
}

function said(period: Period): string {
  return `${day(period.from)}: ${percent(period.accuracy)}  ${intervalText(period.interval)}\n${t('figure.n', { n: number(period.answers) })}`;
}

export function trendTable(periods: Period[], label: string): TemplateResult {
  const columns = [
    { name: t('topics.week') },
    { name: t('topics.accuracy'), numeric: true },
    { name: t('topics.interval'), numeric: true },
    { name: t('topics.n'), numeric: true },
  ];
  return table(
    label,
    headings(columns),
    periods.map(
      (period) => html`<tr>
        <th scope="row">${day(period.from)}</th>
        <td class="numeric">${percent(period.accuracy)}</td>
        <td class="numeric">${intervalText(period.interval)}</td>
        <td class="numeric">${number(period.answers)}</td>
      </tr>`,
    ),
  );
}
