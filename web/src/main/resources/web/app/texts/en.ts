import { author } from './en/author';
import { common } from './en/common';
import { leader } from './en/leader';
import { learner } from './en/learner';

/** Every text of the pages; another language is another such bundle of the same names. */
export const english = { ...common, ...learner, ...leader, ...author } as const;
