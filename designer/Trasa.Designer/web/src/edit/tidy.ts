import type { Point } from '../model/activity.ts';
import { areasIn, boundsOf, lanesIn, type Area } from '../model/areas.ts';
import type { Catalogue } from '../model/descriptor.ts';
import { boxesIn, type Box } from '../model/frame.ts';
import type { Json } from '../model/json.ts';
import { arrange } from '../model/layout.ts';
import { openScope, type Scope } from '../model/scope.ts';
import { changeConnections, place } from './edit.ts';
import { changeMark } from './marks.ts';

const margin = 60;
/** As much as a group around its activities needs. */
const lanePadding = 48;
const leastLane = 160;

/** Arranges a flowchart by what follows what. Work stays in its lane, and groups go where their activities went. */
export function tidy(doc: Json, scope: Scope, catalogue: Catalogue): Json {
  const laid = new Map([...arrange(scope.activities, scope.connections, catalogue)].map(([id, at]) => [id, { x: at.x + margin, y: at.y + margin }]));
  const straight = changeConnections(doc, scope.path, connections =>
    connections.map(connection => (connection.vertices.length === 0 ? connection : { ...connection.json, vertices: [] })));
  const lanes = lanesIn(scope, catalogue);
  const placed = lanes.length > 0 ? inLanes(straight, scope, lanes, laid, catalogue) : place(straight, scope, laid);
  return areasIn(scope, catalogue).filter(area => area.kind === 'group').reduce((next, group) => {
    const bounds = boundsOf(openScope(next, scope.path), new Set(group.members), catalogue);
    return bounds ? changeMark(next, scope.path, 'groups', group.id, { ...bounds }) : next;
  }, placed);
}

/** Across as laid out; down within the lane, which is as high as it needs. What stands in no lane stands below them. */
function inLanes(doc: Json, scope: Scope, lanes: readonly Area[], laid: ReadonlyMap<string, Point>, catalogue: Catalogue): Json {
  const sizes = new Map(boxesIn(scope, catalogue).map(box => [box.id, { ...box, ...laid.get(box.id)! }]));
  const places = new Map<string, Point>();
  let next = doc;
  let top = lanes[0]!.y;
  for (const lane of lanes) {
    const rows = stacked(lane.members.map(id => sizes.get(id)!), top + lanePadding);
    for (const box of rows) places.set(box.id, { x: box.x, y: box.y });
    const height = Math.round(Math.max(leastLane, ...rows.map(box => box.y + box.height + lanePadding - top)));
    next = changeMark(next, scope.path, 'lanes', lane.id, { y: top, height });
    top += height;
  }
  const others = [...sizes.values()].filter(box => !places.has(box.id));
  for (const box of stacked(others, top + lanePadding)) places.set(box.id, { x: box.x, y: box.y });
  return place(next, scope, places);
}

/** From left to right, each as high as it can stand without covering another. */
function stacked(boxes: readonly Box[], top: number): Box[] {
  const placed: Box[] = [];
  for (const box of [...boxes].sort((a, b) => a.x - b.x || a.y - b.y)) {
    const beside = placed.filter(other => other.x < box.x + box.width + 16 && box.x < other.x + other.width + 16).sort((a, b) => a.y - b.y);
    let y = top;
    for (const other of beside) if (other.y < y + box.height + 16 && y < other.y + other.height + 16) y = other.y + other.height + 20;
    placed.push({ ...box, y });
  }
  return placed;
}
