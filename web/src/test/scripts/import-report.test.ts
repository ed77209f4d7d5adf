import { blockOf, countOf, judgedOtherwise, mended, withLeftOut, type Report, type Verdict } from '../app/author/import-report';
import { equal } from './asserts';

const LINES = ['// [id:q1]', '::q1::Which? {=a ~b}', '', '// [id:q2]', '::q2::Who? {=c ~d}'];

function verdict(number: number, more: Partial<Verdict> = {}): Verdict {
  return { number, line: number, status: 'imported', externalId: `q${number}`, topics: [], problems: [], ...more };
}

function report(...questions: Verdict[]): Report {
  return { imported: 0, updated: 0, unchanged: 0, rejected: 0, untagged: 0, format: 'gift', dryRun: true, questions };
}

Deno.test('should change the lines of a question that the server says are its own', () => {
  const told = report(verdict(1, { line: 2, lines: { first: 1, last: 2 } }), verdict(2, { line: 5, lines: { first: 4, last: 5 } }));
  const block = blockOf(told, 0, LINES);

  equal(block, { begin: 0, end: 2 });
  equal(mended(LINES, block, '// [id:q1]\n::q1::What? {=a ~b}'), LINES.join('\n').replace('Which', 'What'));
});

Deno.test('should show up to the next question where nobody says which lines are its own', () => {
  equal(blockOf(report(verdict(1, { line: 2 }), verdict(2, { line: 5 })), 0, LINES), { begin: 1, end: 4 });
  equal(blockOf(report(verdict(1, { line: 2 })), 0, LINES), { begin: 1, end: 5 });
});

Deno.test('should find what is judged otherwise though nobody touched it', () => {
  const repeated = verdict(3, { status: 'rejected', problems: [{ code: 'repeated', severity: 'error', message: 'As 1.', line: 3 }] });
  const before = report(verdict(1), verdict(2), repeated);
  const checked = report(verdict(2), verdict(3));

  equal(judgedOtherwise(before, checked, new Set([1])), [verdict(3)]);
  equal(judgedOtherwise(before, report(verdict(2, { line: 9 }), repeated), new Set([1])), []);
  const whole = withLeftOut(checked, before, new Set([1]));
  equal(whole.questions.map((one) => one.number), [1, 2, 3]);
  equal(countOf(whole, 'imported', new Set([1])), 2);
  equal(countOf(whole, 'imported', new Set()), 3);
});
