import { html, nothing, type TemplateResult } from 'lit';
import { get, send } from '../api';
import { localTime, moment, zone } from '../format';
import { t } from '../messages';
import { askFields } from '../parts/ask-fields';
import { ask, tell } from '../parts/dialog';
import { failureText } from '../parts/failure';
import { namesOf, whoText } from '../parts/names';
import { toast } from '../parts/toast';
import type { Sitting } from '../types';

export type Standing = 'NOT_STARTED' | 'ACTIVE' | 'SILENT' | 'FINISHED' | 'EXPIRED' | 'VOIDED';

/** Somebody of the cohort on an exam day. */
export interface Sitter {
  learnerId: string;
  name?: string | null;
  standing: Standing;
  attemptId?: string | null;
  deadline?: string | null;
  seenAt?: string | null;
  extraMinutes: number;
  questions?: number | null;
  answered?: number | null;
  late?: number | null;
}

/** What the staff did to an attempt, and why. */
interface Deed {
  at: string;
  actor: string;
  deed: 'VOIDED' | 'REOPENED' | 'LATE_ACCEPTED' | 'EXTRA_TIME' | 'CLOSING_MOVED';
  reason: string;
  detail?: string | null;
}

interface LateAnswer {
  position: number;
  receivedAt: string;
  acceptedAt?: string | null;
  waiting: boolean;
}

export function nameOf(sitter: Sitter): string {
  return sitter.name ?? sitter.learnerId;
}

function reason(): TemplateResult {
  return html`<label class="field"><span>${t('sitting.reason')}</span><input name="reason" required maxlength="500" /></label>`;
}

function minutes(label: string, value: number, least: number): TemplateResult {
  return html`<label class="field"
    ><span>${label}</span><input name="minutes" type="number" min=${least} max="600" required value=${value}
  /></label>`;
}

/** What the instructor decides is done and said, or it is said why not. */
async function act(what: () => Promise<string>): Promise<void> {
  try {
    toast(await what());
  } catch (failure) {
    toast(failureText(failure), true);
  }
}

/** The closing alone; it holds at once, also for attempts that run. */
export async function moveClosing(plan: Sitting): Promise<void> {
  const given = await askFields(
    t('sitting.closing.title', { title: plan.title }),
    html`<p>${t('sitting.closing.text')} ${t('sittings.zone', { zone: zone() })}</p>
      <label class="field"
        ><span>${t('sittings.closesAt')}</span><input name="closesAt" type="datetime-local" required value=${localTime(plan.closesAt)}
      /></label>
      ${reason()}`,
    t('sitting.closing'),
  );
  if (given) {
    await act(async () => {
      const { bank, blueprint, cohort, title, opensAt, attemptsAllowed, accessCode } = plan;
      const closesAt = new Date(String(given.get('closesAt'))).toISOString();
      const body = { bank, blueprint, cohort, title, opensAt, closesAt, attemptsAllowed, accessCode, reason: String(given.get('reason')) };
      await send('PUT', `sittings/${plan.id}`, body);
      return t('sitting.closing.done');
    });
  }
}

/** @return whether it is gone */
export async function callOff(plan: Sitting): Promise<boolean> {
  const sure = await ask({ title: t('sitting.off.sure', { title: plan.title }), text: html`<p>${t('sitting.off.text')}</p>`, yes: t('sitting.off'), harmful: true });
  if (!sure) {
    return false;
  }
  try {
    await send('DELETE', `sittings/${plan.id}`);
    return true;
  } catch (failure) {
    toast(failureText(failure), true);
    return false;
  }
}

export async function giveTime(sitting: string, sitter: Sitter): Promise<void> {
  const given = await askFields(
    t('sitting.time.title', { name: nameOf(sitter) }),
    html`${minutes(t('sitting.time.minutes'), sitter.extraMinutes || 15, 0)} ${reason()}`,
    t('sitting.time'),
  );
  if (given) {
    await act(async () => {
      const body = { extraMinutes: Number(given.get('minutes')), reason: String(given.get('reason')) };
      await send('PUT', `sittings/${sitting}/accommodations/${encodeURIComponent(sitter.learnerId)}`, body);
      return t('sitting.time.done');
    });
  }
}

export async function voidAttempt(sitter: Sitter): Promise<void> {
  const given = await askFields(
    t('sitting.void.title', { name: nameOf(sitter) }),
    html`<p>${t('sitting.void.text')}</p>
      ${reason()}`,
    t('sitting.void'),
  );
  if (given) {
    await act(async () => {
      await send('POST', `attempts/${sitter.attemptId}/void`, { reason: String(given.get('reason')) });
      return t('sitting.void.done');
    });
  }
}

export async function reopen(sitter: Sitter): Promise<void> {
  const given = await askFields(
    t('sitting.reopen.title', { name: nameOf(sitter) }),
    html`<p>${t('sitting.reopen.text')}</p>
      ${minutes(t('sitting.reopen.minutes'), 15, 1)} ${reason()}`,
    t('sitting.reopen'),
  );
  if (given) {
    await act(async () => {
      const body = { minutes: Number(given.get('minutes')), reason: String(given.get('reason')) };
      await send('POST', `attempts/${sitter.attemptId}/reopen`, body);
      return t('sitting.reopen.done');
    });
  }
}

export async function showJournal(sitter: Sitter): Promise<void> {
  let deeds: Deed[];
  let names: Map<string, string>;
  try {
    deeds = await get<Deed[]>(`attempts/${sitter.attemptId}/journal`);
    names = await namesOf(deeds.map((deed) => deed.actor));
  } catch (failure) {
    toast(failureText(failure), true);
    return;
  }
  const said = ({ at, actor, deed, reason, detail }: Deed): TemplateResult => html`<li>
    <strong>${t(`sitting.deed.${deed}`)}</strong>${reason ? `: ${reason}` : nothing} ${detail ? html`<br />${detail}` : nothing}
    <br /><span class="muted small-text">${moment(at)} · ${whoText(actor, names)}</span>
  </li>`;
  await tell(
    t('sitting.journal.title', { name: nameOf(sitter) }),
    deeds.length === 0 ? html`<p class="muted">${t('sitting.journal.none')}</p>` : html`<ul class="plain-list">${deeds.map(said)}</ul>`,
  );
}

/** What came after the end, to be looked at, and to count where the instructor says so. */
export async function lateAnswers(sitter: Sitter): Promise<void> {
  let late: LateAnswer[];
  try {
    late = await get<LateAnswer[]>(`attempts/${sitter.attemptId}/late-answers`);
  } catch (failure) {
    toast(failureText(failure), true);
    return;
  }
  const waiting = late.filter((one) => one.waiting);
  const given = await askFields(
    t('sitting.late.title', { name: nameOf(sitter) }),
    html`<ul>
        ${late.map(
          (one) => html`<li>
            ${t('sitting.late.one', { n: one.position, when: moment(one.receivedAt) })}
            ${one.acceptedAt ? t('sitting.late.counts') : one.waiting ? '' : t('sitting.late.settled')}
          </li>`,
        )}
      </ul>
      ${waiting.length > 0
        ? html`<p>${t('sitting.late.text')}</p>
            ${reason()}`
        : html`<p>${t('sitting.late.none')}</p>`}`,
    t(waiting.length > 0 ? 'sitting.late.accept' : 'dialog.close'),
  );
  if (given && waiting.length > 0) {
    await act(async () => {
      const body = { reason: String(given.get('reason')), positions: waiting.map((one) => one.position) };
      const { accepted } = await send<{ accepted: number }>('POST', `attempts/${sitter.attemptId}/late-answers/accept`, body);
      return t('sitting.late.done', { n: accepted });
    });
  }
}
