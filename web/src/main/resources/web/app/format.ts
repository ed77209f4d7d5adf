const LANGUAGE = typeof navigator === 'undefined' ? 'en' : navigator.language;

const percents = new Intl.NumberFormat(LANGUAGE, { style: 'percent', maximumFractionDigits: 0 });
const numbers = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
const decimals = new Intl.NumberFormat(LANGUAGE, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'negative' });
const moments = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
const times = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'medium' });
const dates = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' });
const days = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const inSeconds = new Intl.NumberFormat(LANGUAGE, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 });
const ago = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });

/** What stands where a figure can't be told. */
export const NONE = '–';

/** @param share from 0 to 1 */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? NONE : percents.format(share);
}

/** To two decimals, as correlations are told; what is nothing to two decimals has no sign. */
export function decimal(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : decimals.format(value).replace('-', '\u2212');
}

export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : numbers.format(value);
}

/** In the reader's zone. */
export function moment(instant: string | null | undefined): string {
  return instant ? moments.format(new Date(instant)) : NONE;
}

/** The day of a moment, in the reader's zone. */
export function date(instant: string | null | undefined): string {
  return instant ? dates.format(new Date(instant)) : NONE;
}

export function time(instant: string | null | undefined): string {
  return instant ? times.format(new Date(instant)) : NONE;
}

/** As a field for a date and a time has it: in the reader's zone, to the minute. */
export function localTime(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The name of the reader's zone. */
export function zone(): string {
  return moments.resolvedOptions().timeZone;
}

/** Of a day without a zone. */
export function day(date: string): string {
  return days.format(new Date(date + 'T12:00:00'));
}

export function since(instant: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 60) {
    return ago.format(seconds, 'second');
  }
  if (size < 3600) {
    return ago.format(Math.round(seconds / 60), 'minute');
  }
  return size < 86_400 ? ago.format(Math.round(seconds / 3600), 'hour') : ago.format(Math.round(seconds / 86_400), 'day');
}

export function duration(millis: number | null | undefined): string {
  if (millis === null || millis === undefined) {
    return NONE;
  }
  const seconds = millis / 1000;
  if (seconds < 10) {
    return inSeconds.format(Math.round(seconds * 10) / 10);
  }
  return seconds < 120 ? inSeconds.format(Math.round(seconds)) : clock(millis);
}

/** As on a clock: 1:05:09, or 5:09. */
export function clock(millis: number): string {
  const all = Math.max(0, Math.ceil(millis / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}
