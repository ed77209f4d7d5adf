import { canBeGraded, isComplete, openPairs } from '../app/learner/question';
import { equal } from './asserts';

const matching = {
  kind: 'MATCHING',
  select: { min: 0, max: 0 },
  prompts: [
    { id: '1', text: '7' },
    { id: '2', text: '9' },
  ],
} as const;
const asked = { ...matching, prompts: [...matching.prompts] };

Deno.test('should call a matching complete once all of its pairs are given', () => {
  equal(isComplete(asked, { pairs: { 1: 'A' } }), false);
  equal(openPairs(asked, { pairs: { 1: 'A' } }), 1);
  equal(canBeGraded(asked, { pairs: { 1: 'A' } }), true);
  equal(isComplete(asked, { pairs: { 1: 'A', 2: 'B' } }), true);
  equal(isComplete(asked, {}), false);
  equal(canBeGraded(asked, {}), false);
});

Deno.test('should call choices complete once there are as many as are asked for', () => {
  const multiple = { kind: 'MULTIPLE', select: { min: 2, max: 2 } } as const;

  equal(isComplete(multiple, { choices: ['A'] }), false);
  equal(canBeGraded(multiple, { choices: ['A'] }), false);
  equal(isComplete(multiple, { choices: ['A', 'B'] }), true);
});
