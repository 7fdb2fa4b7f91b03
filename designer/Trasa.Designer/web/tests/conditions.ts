import { operators, readCondition, rightOf, shownRight, withOperator, writeCondition, type Comparison, type Condition, type Operator } from '../src/model/condition.ts';

/**
 * Random conditions, a line of JSON each: what was typed, the FEEL that rows wrote, and whether the rows come back from it.
 * Trasa.EndToEnd.Tests runs this and has the FEEL read by the engine.
 */
const known = ['days', 'note', 'requester.region', 'größe'];
const pieces = ['and', 'or', 'in', ' ', ', ', ',', '"', '\\', '\n', '\t', "'", '(', ')', '[', ']', '{', '@', '=', '5', '-2.50', 'true', 'days', 'note', 'Ünï', '😀', 'a b', 'date("2026-05-01")', '@"PT2H"', '"quoted"', 'contains('];

let state = 20260430;
const next = (below: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const one = <T>(of: readonly T[]): T => of[next(of.length)]!;
const words = () => Array.from({ length: 1 + next(4) }, () => one(pieces)).join('');

for (let round = 0; round < 2_000; round++) {
  const typed = Array.from({ length: 1 + next(3) }, words).filter(text => text.trim() !== '');
  if (typed.length === 0) continue;
  const rows = typed.map<Comparison>(text => {
    const operator = one(operators);
    return { left: one(known), operator, right: operator.startsWith('is ') ? '' : rightOf(operator, text, known) };
  }).filter(row => row.operator.startsWith('is ') || row.right !== '');
  const condition: Condition = { join: rows.length > 1 ? one(['and', 'or']) : 'and', rows };
  const feel = writeCondition(condition);
  const back = readCondition(feel);
  const again = rows.map(row => ({ ...row, right: row.right === '' ? '' : rightOf(row.operator, shownRight(row, known), known) }));
  const other = rows.filter(row => row.right !== '').map(row => withOperator(row, one<Operator>(['=', 'in', 'contains'])));
  console.log(JSON.stringify({
    feel,
    isReadBack: JSON.stringify(back) === JSON.stringify(condition),
    isShownAndTypedAgain: JSON.stringify(again) === JSON.stringify(rows),
    changed: writeCondition({ ...condition, rows: other }),
    text: typed[0], literal: rightOf('=', typed[0]!, known),
  }));
}
