import { inline, markdown } from '../app/parts/markdown';
import { equal } from './asserts';
import { dense, rendered } from './rendered';

const line = (source: string): string => rendered(inline(source));
const prose = (source: string): string => /^<div class="prose">(.*)<\/div>$/s.exec(dense(markdown(source)))![1];

Deno.test('should make words strong and emphasised, one within the other', () => {
  equal(line('Which is **not** *even*?'), 'Which is <strong>not</strong> <em>even</em>?');
  equal(line('Which is __not__ _even_?'), 'Which is <strong>not</strong> <em>even</em>?');
  equal(line('***both***'), '<em><strong>both</strong></em>');
  equal(line('**strong *and* more**'), '<strong>strong <em>and</em> more</strong>');
  equal(line('*a **b***'), '<em>a <strong>b</strong></em>');
  equal(line('(*a*), "**b**".'), '(<em>a</em>), "<strong>b</strong>".');
  equal(line('**bold with `code*` and [a link](https://example.org)**'), 
    '<strong>bold with <code>code*</code> and <a href="https://example.org" target="_blank" rel="noopener noreferrer">a link</a></strong>');
});

Deno.test('should leave stars and underscores that flank nothing', () => {
  for (const source of [
    '*.java and *.class',
    's3:Get*,s3:List*',
    'arn:aws:s3:::bucket/* or arn:aws:s3:::other/*',
    '5 * 3 * 2',
    '** not strong **',
    'snake_case_name and __name',
    'max_depth, min_child_weight',
    'SELECT * FROM a; SELECT * FROM b',
    '2 ** 3 ** 2',
    '*',
    '****',
    '`*.java` and `*.class`'.replace(/`/g, ''),
  ]) {
    equal(line(source), source);
  }
});

Deno.test('should let what opens nothing stay beside what does', () => {
  equal(line('**a*'), '*<em>a</em>');
  equal(line('*a _b* c_'), '<em>a _b</em> c_');
  equal(line('s3:Get* is *right*'), 's3:Get* is <em>right</em>');
});

Deno.test('should see the neighbours of emphasis beyond the marks of words that were looked for', () => {
  const found = rendered(inline('a *small* one', { marks: [{ start: 3, end: 8 }] }));

  equal(found, 'a <em><mark>small</mark></em> one');
});

Deno.test('should keep a list whole over blank lines, and its first number', () => {
  equal(prose('1. a\n\n2. b\n\n3. c'), '<ol><li>a</li><li>b</li><li>c</li></ol>');
  equal(prose('- a\n\n- b'), '<ul><li>a</li><li>b</li></ul>');
  equal(prose('1. a\n\nThen:\n\n2. b\n3. c'), '<ol><li>a</li></ol><p>Then:</p><ol start="2"><li>b</li><li>c</li></ol>');
});

Deno.test('should end paragraphs with blank lines', () => {
  equal(prose('a\nb\n\nc'), '<p>a<br />b</p><p>c</p>');
  equal(prose('a\n\n- b\n\nc'), '<p>a</p><ul><li>b</li></ul><p>c</p>');
});
