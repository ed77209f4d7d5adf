import { html, type TemplateResult } from 'lit';
import { PAGE_HEADER, address, call } from '../api';
import { t } from '../messages';
import { failureText } from '../parts/failure';
import { toast } from '../parts/toast';

const MOST_BYTES = 2 * 1024 * 1024;

/** By what a picture is, as its name has to end. */
const ENDINGS: Record<string, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

/**
 * Keeps a picture in the bank and tells what shows it. Its name is new, so that it takes no other's place, and says nothing of what it
 * shows, since whoever knows a name can see the picture.
 */
export function pictureField(bank: string, put: (markdown: string) => void): TemplateResult {
  const taken = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) {
      await keep(bank, file, put);
    }
  };
  return html`<label class="button ghost small"
    >${t('edit.picture')}<input class="unseen" type="file" accept=${Object.keys(ENDINGS).join(',')} @change=${(event: Event) => void taken(event)}
  /></label>`;
}

async function keep(bank: string, file: File, put: (markdown: string) => void): Promise<void> {
  const ending = ENDINGS[file.type];
  if (!ending || file.size > MOST_BYTES) {
    toast(t('edit.picture.refused'), true);
    return;
  }
  const name = `picture-${crypto.randomUUID().slice(0, 8)}.${ending}`;
  try {
    await call(address(`banks/${bank}/assets/${name}`), {
      method: 'PUT',
      headers: { ...PAGE_HEADER, 'Content-Type': 'application/octet-stream' },
      body: file,
    });
    put(`![${t('edit.picture.text')}](asset:${name})`);
  } catch (failure) {
    toast(failureText(failure), true);
  }
}
