import { html, nothing, type TemplateResult } from 'lit';

interface Head {
  title: unknown;
  /** What the page is about, in a sentence. */
  lead?: unknown;
  /** The page above this one. */
  back?: { address: string; name: string };
  /** What can be done here, at its side. */
  actions?: unknown;
}

/** What every page begins with. */
export function head({ title, lead, back, actions }: Head): TemplateResult {
  return html`${back ? html`<p class="back muted"><span aria-hidden="true">← </span><a href=${back.address}>${back.name}</a></p>` : nothing}
    <header class="row between wrap">
      <div class="grow">
        <h1>${title}</h1>
        ${lead ? html`<p class="muted lead-in">${lead}</p>` : nothing}
      </div>
      ${actions ? html`<span class="row wrap">${actions}</span>` : nothing}
    </header>`;
}
