import { isNotRight, isUnkeyed, outcomeIn, outcomeOf, outcomeText, toneOf } from '../app/learner/outcome';
import { equal } from './asserts';

const graded = { correct: false, score: 0, maximum: 1, key: { kind: 'choice' } };

Deno.test('should call a withdrawn question neither right nor wrong', () => {
  const withdrawn = { correct: false, score: 0, maximum: 0, key: { kind: 'withdrawn' }, status: 'GRADED' } as const;

  equal(outcomeOf(withdrawn), 'withdrawn');
  equal(toneOf('withdrawn'), '');
  equal(isNotRight(withdrawn), false);
  equal(isNotRight({ ...withdrawn, status: 'UNANSWERED' }), false);
  equal(outcomeText('withdrawn', withdrawn), 'Withdrawn: it counts for nobody');
});

Deno.test('should say why everybody has full credit', () => {
  const credited = { correct: true, score: 1, maximum: 1, key: { kind: 'credit-all' }, status: 'UNANSWERED' } as const;

  equal(outcomeText(outcomeIn(credited), credited), 'Full credit for everybody');
  equal(isNotRight(credited), false);
});

Deno.test('should tell what is right, partly right, wrong, blank, pending and open apart', () => {
  equal(outcomeOf({ ...graded, correct: true, score: 1 }), 'right');
  equal(outcomeOf({ ...graded, score: 0.5 }), 'partly');
  equal(outcomeOf(graded), 'wrong');
  equal(outcomeIn({ ...graded, status: 'UNANSWERED' }), 'blank');
  equal(outcomeIn({ ...graded, correct: null, status: 'UNANSWERED' }), 'open');
  equal(outcomeIn({ ...graded, status: 'PENDING' }), 'pending');
  equal(toneOf('blank'), 'bad');
  equal(toneOf('open'), '');
});

Deno.test('should know keys under which nothing is right or wrong', () => {
  equal(isUnkeyed({ kind: 'withdrawn' }), true);
  equal(isUnkeyed({ kind: 'credit-all' }), true);
  equal(isUnkeyed({ kind: 'choice' }), false);
  equal(isUnkeyed(null), false);
});
