import './node.ts';
import type { CardNode } from '../src/canvas/ActivityCard.tsx';
import { drawn } from '../src/canvas/drawing.ts';
import { boxesOf, corners, linesIn, waysIn } from '../src/canvas/lines.ts';
import { allActivities, type Point } from '../src/model/activity.ts';
import { Catalogue, type ActivityDescriptor } from '../src/model/descriptor.ts';
import type { Box } from '../src/model/frame.ts';
import { parse, type Json } from '../src/model/json.ts';
import { at, root, type Path } from '../src/model/path.ts';
import { isFlowchart, openScope } from '../src/model/scope.ts';

/**
 * How the arrows of workflows run, a line of JSON for each flowchart: how many there are, which are led around cards,
 * which run behind one all the same, and which cards lie on another. Trasa.EndToEnd.Tests gives the shipped workflows.
 */
const { activities, workflows } = given as { readonly activities: readonly ActivityDescriptor[]; readonly workflows: Readonly<Record<string, string>> };
const catalogue = new Catalogue(activities);

for (const [file, content] of Object.entries(workflows)) {
  const doc = parse(content);
  for (const { activity, path } of allActivities(at(doc, root), root)) {
    if (!isFlowchart(activity)) continue;
    const told = tell(doc, path);
    const isStable = JSON.stringify(told) === JSON.stringify(tell(parse(content), path));
    console.log(JSON.stringify({ file, flowchart: activity.id, ...told, isStable }));
  }
}

function tell(doc: Json, path: Path) {
  const scope = openScope(doc, path);
  const cards = drawn({ scope, catalogue, problems: [], overlays: null, found: new Set(), canEdit: true }).filter((node): node is CardNode => node.type === 'activity');
  const byId = new Map(cards.map(card => [card.id, card]));
  const places = corners(cards);
  const [ways, lines, boxes] = [waysIn(scope, byId, places), linesIn(scope, byId, places), boxesOf(scope, byId, places)];
  const name = (index: number) => `${scope.connections[index]!.source} ${scope.connections[index]!.port} ${scope.connections[index]!.target}`;
  const covered = boxes.filter(box => boxes.some(other => other !== box && runsBehind(box, { x: box.x + box.width, y: box.y + box.height }, other))).map(box => box.id);
  const behind = ways.flatMap((way, index) => {
    const line = lines[index] ?? way?.plain() ?? [];
    const crossed = boxes.filter(box => line.slice(1).some((end, part) => runsBehind(line[part]!, end, box)));
    return crossed.length > 0 ? [`${name(index)}: ${crossed.map(box => box.id).join(', ')}`] : [];
  });
  return { arrows: ways.length, led: lines.flatMap((line, index) => (line ? [{ name: name(index), line }] : [])), behind, covered };
}

function runsBehind(a: Point, b: Point, box: Box): boolean {
  return Math.min(a.x, b.x) < box.x + box.width - 1 && Math.max(a.x, b.x) > box.x + 1 && Math.min(a.y, b.y) < box.y + box.height - 1 && Math.max(a.y, b.y) > box.y + 1;
}
