import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Unreachable } from './api';
import { Element, define } from './element';
import { t, type Message } from './messages';
import { failureText } from './parts/failure';
import { reveal } from './parts/fragment';
import { onNavigation } from './router';
import { ROUTES, type Route } from './routes';
import { forgetPlaces, keptAttempts } from './learner/kept';
import { ask } from './parts/dialog';
import { SIGN_OUT, type Person, hasRole, isSomebodyElse, leave, load, signInAddress } from './session';
import { applyTheme, isDark, toggleTheme } from './theme';
import './parts/toast';

interface Place {
  address: string;
  name: Message;
  roles: string[];
}

const PLACES: Place[] = [
  { address: '/', name: 'app.practise', roles: [] },
  { address: '/history', name: 'app.history', roles: [] },
  { address: '/topics', name: 'app.topics', roles: ['author', 'instructor', 'admin'] },
  { address: '/learners', name: 'app.learners', roles: ['instructor', 'admin'] },
  { address: '/sittings', name: 'app.sittings', roles: ['instructor', 'admin'] },
  { address: '/items', name: 'app.items', roles: ['author', 'instructor', 'admin'] },
  { address: '/banks', name: 'app.banks', roles: ['author', 'admin'] },
  { address: '/pipeline', name: 'app.pipeline', roles: ['admin'] },
];

/** As many places fit beside the rest on a phone, and on a tablet; see frame.css. */
const MOST_FEW = 3;
const MOST_SOME = 6;

/** A page's module can't be had, as after an update of the site: its files have other names then, which only a new document knows. */
class Renewed extends Error {}

/** The frame around every page: who is signed in, where one can go, and the page that the address names. */
class Shell extends Element {
  static override properties = {
    person: { state: true },
    state: { state: true },
    failure: { state: true },
    page: { state: true },
    open: { state: true },
  };

  declare person: Person | null;
  declare state: 'loading' | 'ready' | 'failed';
  declare failure: unknown;
  declare page: unknown;
  /** Whether the navigation is, where it doesn't stand beside the rest. */
  declare open: boolean;

  constructor() {
    super();
    this.person = null;
    this.state = 'loading';
    this.page = null;
    this.open = false;
    applyTheme();
    onNavigation(() => void this.go(true));
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) {
        // A page out of the browser's memory may be of somebody who has signed out since.
        location.reload();
      }
    });
    document.addEventListener('visibilitychange', () => void this.seen());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  private async seen(): Promise<void> {
    if (!document.hidden && (await isSomebodyElse())) {
      location.reload();
    }
  }

  /** What earlier pages left on this device is sent wherever one is. */
  private async sendLeftovers(): Promise<void> {
    const person = this.person!.id;
    if (keptAttempts(person).size > 0) {
      const { sendLeftovers } = await import('./learner/leftovers');
      sendLeftovers(person, /^\/attempts\/([0-9a-f-]{36})$/.exec(location.pathname)?.[1]);
    }
  }

  private async signOut(event: Event): Promise<void> {
    event.preventDefault();
    const n = [...keptAttempts(this.person!.id).values()].reduce((sum, count) => sum + count, 0);
    if (n > 0 && !(await ask({ title: t('kept.signOut'), text: html`<p>${t('kept.signOut.text', { n })}</p>`, yes: t('app.signOut'), harmful: true }))) {
      return;
    }
    forgetPlaces();
    await leave();
  }

  private async begin(): Promise<void> {
    this.state = 'loading';
    // The page's module comes while the session is looked up; what fails of it is told when it is shown.
    void find(location.pathname)?.route.load().catch(() => undefined);
    try {
      this.person = await load();
      await this.go(false);
    } catch (failure) {
      this.failure = failure;
      this.state = 'failed';
    }
  }

  /** @param moved whether the reader came from another page, so that focus has to follow */
  private async go(moved: boolean): Promise<void> {
    this.open = false;
    if (location.pathname === '/session/failed') {
      this.page = signInFailed();
      this.state = 'ready';
      return;
    }
    if (!this.person) {
      this.page = location.pathname === '/' ? welcome() : signInFirst();
      this.state = 'ready';
      return;
    }
    void this.sendLeftovers();
    const found = find(location.pathname);
    if (!found) {
      this.page = notFound();
    } else if (found.route.roles.length > 0 && !hasRole(...found.route.roles)) {
      this.page = notAllowed(found.route.roles[0]);
    } else {
      try {
        await found.route.load();
        // Another address is another page, also where both are of one kind.
        this.page = keyed(location.pathname, found.route.page(...found.parts));
      } catch (failure) {
        this.failure = navigator.onLine ? new Renewed('A page could not be loaded', { cause: failure }) : new Unreachable('A page could not be loaded', { cause: failure });
        this.state = 'failed';
        return;
      }
    }
    this.state = 'ready';
    await this.updateComplete;
    if (!(await reveal(location.hash)) && moved) {
      window.scrollTo(0, 0);
      this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    }
  }

  override render(): TemplateResult {
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${t('app.skip')}</a>
      <header class="bar">
        <a class="brand" href="/" aria-label=${t('app.name')}
          ><img src="/icon.svg" alt="" width="24" height="24" /><span class="brand-name">${t('app.name')}</span></a
        >
        ${this.person ? this.nav() : nothing}
        <div class="bar-end">
          <button class="plain icon" aria-label=${t(isDark() ? 'app.theme.light' : 'app.theme.dark')} @click=${this.turn}>
            ${isDark() ? '☀' : '☾'}
          </button>
          ${this.person
            ? html`<span class="who" title=${this.person.roles.join(', ')}>${this.person.name}</span>
                <a class="quiet" href=${SIGN_OUT} @click=${(event: Event) => void this.signOut(event)}>${t('app.signOut')}</a>`
            : this.state === 'loading'
              ? nothing
              : html`<a class="button small" href=${signInAddress()}>${t('app.signIn')}</a>`}
        </div>
      </header>
      <main id="main" tabindex="-1" aria-busy=${this.state === 'loading'}>${this.content()}</main>
      <gf-toasts></gf-toasts>
    `;
  }

  private content(): unknown {
    switch (this.state) {
      case 'loading':
        return html`<div class="page"><div class="skeleton title"></div><div class="skeleton block"></div></div>`;
      case 'failed':
        return html`<div class="page narrow">
          <h1>${t('error.title')}</h1>
          <p role="alert">${this.failure instanceof Renewed ? t('error.renewed') : failureText(this.failure)}</p>
          <button class="button" @click=${() => (this.failure instanceof Renewed ? location.reload() : void this.begin())}>${t('error.again')}</button>
        </div>`;
      case 'ready':
        return this.page;
    }
  }

  private nav(): TemplateResult {
    const places = PLACES.filter((place) => place.roles.length === 0 || hasRole(...place.roles));
    const many = places.length > MOST_SOME ? 'many' : places.length > MOST_FEW ? 'some' : 'few';
    const turn = (): void => {
      this.open = !this.open;
    };
    return html`<button class="menu button ghost small" aria-expanded=${this.open} aria-controls="places" @click=${turn}>${t('app.menu')}</button>
      <nav id="places" class="${many} ${this.open ? 'open' : ''}" aria-label=${t('app.nav')} @keydown=${this.pressed}>
        ${places.map((place) => {
          const here = place.address === '/' ? location.pathname === '/' : location.pathname.startsWith(place.address);
          return html`<a href=${place.address} aria-current=${here ? 'page' : nothing}>${t(place.name)}</a>`;
        })}
      </nav>`;
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.open) {
      this.open = false;
      this.querySelector<HTMLElement>('.menu')?.focus();
    }
  };

  private turn(): void {
    toggleTheme();
    this.requestUpdate();
  }

  private skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  }
}

function find(path: string): { route: Route; parts: string[] } | null {
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (match) {
      return { route, parts: match.slice(1) };
    }
  }
  return null;
}

function welcome(): TemplateResult {
  return html`<div class="page narrow welcome">
    <h1>${t('welcome.title')}</h1>
    <p class="lead">${t('welcome.lead')}</p>
    <p><a class="button large" href=${signInAddress('/')}>${t('app.signIn')}</a></p>
    <ul>
      <li>${t('welcome.point1')}</li>
      <li>${t('welcome.point2')}</li>
      <li>${t('welcome.point3')}</li>
    </ul>
    <p><a href="/q/swagger-ui/">${t('app.api')}</a></p>
  </div>`;
}

/** The issuer says why in the address; it is told as a text, for anybody can write an address. */
function signInFailed(): TemplateResult {
  const why = new URLSearchParams(location.search).get('error');
  return html`<div class="page narrow">
    <h1>${t('error.notSignedIn')}</h1>
    <p>${t('error.notSignedInText')} ${why ? html`<code>${why.slice(0, 100)}</code>` : nothing}</p>
    <p><a class="button" href=${signInAddress('/')}>${t('error.signInAgain')}</a></p>
  </div>`;
}

function signInFirst(): TemplateResult {
  return html`<div class="page narrow">
    <h1>${t('app.signIn')}</h1>
    <p>${t('error.signedOut')}</p>
    <p><a class="button" href=${signInAddress()}>${t('app.signIn')}</a></p>
  </div>`;
}

function notFound(): TemplateResult {
  return html`<div class="page narrow">
    <h1>${t('error.notFound')}</h1>
    <p>${t('error.notFoundText')}</p>
    <p><a class="button" href="/">${t('error.home')}</a></p>
  </div>`;
}

function notAllowed(role: string): TemplateResult {
  return html`<div class="page narrow">
    <h1>${t('error.notAllowed')}</h1>
    <p>${t('error.notAllowedText', { role })}</p>
    <p><a class="button" href="/">${t('error.home')}</a></p>
  </div>`;
}

define('gf-shell', Shell);
