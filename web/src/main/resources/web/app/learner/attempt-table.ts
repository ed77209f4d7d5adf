import { html, nothing, type TemplateResult } from 'lit';
import { moment, number, percent } from '../format';
import { t } from '../messages';
import { headings, table } from '../parts/table';
import { current } from '../session';
import type { HistoryItem } from '../types';

/** Attempts, one a row, with a way to each. */
export function attemptTable(items: HistoryItem[], caption: string): TemplateResult {
  const columns = [
    { name: t('history.when') },
    { name: t('history.what') },
    { name: t('history.state') },
    { name: t('history.answered'), numeric: true },
    { name: t('history.score'), numeric: true },
    { name: t('history.open'), unseen: true },
  ];
  return table(caption, headings(columns), items.map(row), 'cards-when-narrow');
}

function row(item: HistoryItem): TemplateResult {
  const isOwn = item.learnerId === current()?.id;
  const running = item.status === 'OPEN' || item.status === 'PAUSED';
  const share = item.maximum ? (item.score ?? 0) / item.maximum : null;
  const score = item.scaledScore == null ? percent(share) : number(item.scaledScore);
  return html`<tr>
    <td data-label=${t('history.when')}>${moment(item.startedAt)}</td>
    <td data-label=${t('history.what')}>${t(`mode.${item.mode}`)} · ${item.bank}${item.preview ? ` · ${t('preview')}` : nothing}</td>
    <td data-label=${t('history.state')}>
      ${t(`status.${item.status}`)}
      ${item.passed == null
        ? nothing
        : html`<span class="tag ${item.passed ? 'good' : 'bad'}">${t(item.passed ? 'result.passed' : 'result.failed')}</span>`}
    </td>
    <td data-label=${t('history.answered')} class="numeric">${item.answered} / ${item.questions}</td>
    <td data-label=${t('history.score')} class="numeric">${score}</td>
    <td>
      ${running && !isOwn
        ? nothing
        : html`<a class="button ghost small" href=${running ? `/attempts/${item.id}` : `/attempts/${item.id}/result`}
            >${running ? t('home.go') : t('run.toResult')}</a
          >`}
    </td>
  </tr>`;
}
