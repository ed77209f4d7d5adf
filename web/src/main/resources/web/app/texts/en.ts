import { author } from './en/author';
import { common } from './en/common';
import { leader } from './en/leader';
import { learner } from './en/learner';

/** Of these texts, and what their plurals follow. */
export const language = 'en';

/** Every text of the pages; another language is another such bundle of the same names. */
export const english = { ...common, ...learner, ...leader, ...author } as const;
