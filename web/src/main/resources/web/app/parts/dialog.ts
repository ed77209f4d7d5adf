import { html, nothing, render, type TemplateResult } from 'lit';
import { t } from '../messages';

export interface Question {
  title: string;
  text: unknown;
  yes: string;
  /** Null where there is nothing to decide. */
  no?: string | null;
  /** Whether it can't be taken back: then a stroke too much does nothing. */
  harmful?: boolean;
}

/** Asks before something that can't be taken back. The browser's own dialog keeps focus inside and gives it back. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'dialog';
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    render(content(question, dialog), dialog);
    dialog.addEventListener('close', () => {
      resolve(dialog.returnValue === 'yes');
      dialog.remove();
    });
    dialog.addEventListener('submit', (event) => {
      event.preventDefault();
      close(dialog);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>('form input, form textarea')?.focus();
  });
}

/** Shows something that is read and closed. */
export async function tell(title: string, text: TemplateResult): Promise<void> {
  await ask({ title, text, yes: t('dialog.close'), no: null });
}

export function isAsking(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** What is to be filled in has to be right first. */
function close(dialog: HTMLDialogElement): void {
  const form = dialog.querySelector('form');
  if (!form || form.reportValidity()) {
    dialog.close('yes');
  }
}

function content(question: Question, dialog: HTMLDialogElement): TemplateResult {
  return html`
    <h2 id="dialog-title">${question.title}</h2>
    <div>${question.text}</div>
    <div class="row end">
      ${question.no === null
        ? nothing
        : html`<button class="button ghost" ?autofocus=${question.harmful ?? false} @click=${() => dialog.close('no')}>
            ${question.no ?? t('dialog.cancel')}
          </button>`}
      <button class="button" ?autofocus=${!question.harmful} @click=${() => close(dialog)}>${question.yes}</button>
    </div>
  `;
}
