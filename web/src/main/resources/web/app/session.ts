import { PAGE_HEADER, Refused, call } from './api';

export interface Person {
  id: string;
  name: string;
  roles: string[];
}

let person: Person | null = null;

/** Who is signed in; null where nobody is. */
export async function load(): Promise<Person | null> {
  try {
    person = await call<Person>('/session');
  } catch (failure) {
    if (failure instanceof Refused && failure.isSignedOut) {
      person = null;
    } else {
      throw failure;
    }
  }
  return person;
}

/** Whether somebody else has signed in since in this browser; false where that can't be told. */
export async function isSomebodyElse(): Promise<boolean> {
  try {
    return person !== null && (await call<Person>('/session')).id !== person.id;
  } catch {
    // Signed out, or without a network: whoever calls next is told.
    return false;
  }
}

export function current(): Person | null {
  return person;
}

export function hasRole(...roles: string[]): boolean {
  return person !== null && roles.some((role) => person!.roles.includes(role));
}

/** Leads back to where one is. */
export function signInAddress(to = location.pathname + location.search): string {
  return '/session/sign-in?to=' + encodeURIComponent(to);
}

export const SIGN_OUT = '/session/sign-out';

/** Ends the session. It is announced first, for browsers that don't say which page leads to an address. */
export async function leave(): Promise<void> {
  try {
    await call('/session/leaving', { method: 'POST', headers: PAGE_HEADER });
  } catch (failure) {
    console.info('The end of the session could not be announced', failure);
  }
  location.assign(SIGN_OUT);
}
