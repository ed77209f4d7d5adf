import { html, type TemplateResult } from 'lit';
import { ask } from './dialog';

/**
 * Asks for some fields in a dialog.
 *
 * @return what was filled in; null where it was called off
 */
export async function askFields(title: string, content: TemplateResult, yes: string): Promise<FormData | null> {
  const answered = ask({
    title,
    text: html`<form class="stack" @submit=${(event: Event) => event.preventDefault()}>${content}</form>`,
    yes,
  });
  const form = document.querySelector<HTMLFormElement>('dialog[open] form');
  return (await answered) && form ? new FormData(form) : null;
}
