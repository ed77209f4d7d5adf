import { html, nothing, type TemplateResult } from 'lit';
import { decimal } from '../format';
import { t } from '../messages';
import type { Interval } from '../types';

/** A share of attempts with its 95 % interval. */
export interface Proportion extends Interval {
  share: number;
  trials: number;
}

export interface Correlation extends Interval {
  value: number;
  n: number;
}

export interface Flag {
  kind: 'TOO_EASY' | 'TOO_HARD' | 'KEY_MAY_BE_WRONG' | 'DISTRACTOR_OF_THE_STRONG' | 'DEAD_DISTRACTOR';
  option?: string;
  reason: string;
}

export interface OptionFigure {
  option: string;
  key: boolean;
  chosen: Proportion;
  correlation?: Correlation | null;
}

export interface Item {
  question: string;
  revision: number;
  externalId?: string | null;
  figures: {
    n: number;
    facility?: Proportion | null;
    meanScore?: number | null;
    itemRest?: Correlation | null;
    discrimination?: number | null;
    exposure: number;
    medianMillis?: number | null;
    options: OptionFigure[];
    patterns: { chosen: string[]; key: boolean; share: Proportion }[];
    flags: Flag[];
  };
  drift?: { difference: number; low: number; high: number } | null;
}

export interface Items {
  asOf: string | null;
  population: { attempts: number; described: string };
  items: Item[];
}

export function nameOf(item: Item): string {
  return item.externalId ?? item.question.slice(0, 8);
}

export function correlationText(correlation: Correlation | null | undefined): string {
  return correlation ? t('figure.range', { low: decimal(correlation.low), high: decimal(correlation.high) }) : '';
}

export function flagTag(flag: Flag): TemplateResult {
  const tone = flag.kind === 'KEY_MAY_BE_WRONG' ? 'bad' : 'warn';
  return html`<span class="tag ${tone}">${t(`items.flag.${flag.kind}`)}${flag.option ? ` ${flag.option}` : nothing}</span>`;
}
