import dagre from '@dagrejs/dagre';
import { idOf, type Activity, type Point } from './activity.ts';
import type { Connection } from './connection.ts';
import type { Catalogue } from './descriptor.ts';
import { shapeOf } from './geometry.ts';

/** Left to right by what follows what. Used on demand and for activities that never had a place. */
export function arrange(activities: readonly Activity[], connections: readonly Connection[], catalogue: Catalogue): Map<string, Point> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 44, ranksep: 90, ranker: activities.length > 300 ? 'longest-path' : 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  const used = Map.groupBy(connections, connection => connection.source);
  for (const activity of activities) {
    const ports = (used.get(idOf(activity)) ?? []).map(connection => connection.port);
    const { width, height } = shapeOf(activity, catalogue, ports);
    graph.setNode(idOf(activity), { width, height });
  }
  connections.forEach((connection, index) => {
    if (graph.hasNode(connection.source) && graph.hasNode(connection.target)) graph.setEdge(connection.source, connection.target, {}, String(index));
  });
  dagre.layout(graph);
  return new Map(activities.map(activity => {
    const { x, y, width, height } = graph.node(idOf(activity)) as { x: number; y: number; width: number; height: number };
    return [idOf(activity), { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
  }));
}
