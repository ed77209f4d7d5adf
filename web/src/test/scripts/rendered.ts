import { nothing } from 'lit';

interface Template {
  strings: readonly string[];
  values: unknown[];
}

/** A template as the markup that it stands for, without what listens to it. */
export function rendered(value: unknown): string {
  if (value === nothing || value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(rendered).join('');
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const { strings, values } = value as Template;
  let markup = strings[0];
  values.forEach((one, index) => {
    const attribute = /\s([.?@]?)[\w-]+=$/.exec(markup);
    const isLeftOut = attribute !== null && (attribute[1] !== '' || one === nothing);
    markup = isLeftOut ? markup.slice(0, attribute.index) : markup + (attribute ? `"${rendered(one)}"` : rendered(one));
    markup += strings[index + 1];
  });
  return markup;
}

/** The same without the white space between elements. */
export function dense(value: unknown): string {
  return rendered(value).replace(/>\s+/g, '>').replace(/\s+</g, '<');
}
