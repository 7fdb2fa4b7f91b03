import { idOf } from '../model/activity.ts';
import { connectionKey, newConnection, withEnds, type Connection } from '../model/connection.ts';
import type { Json } from '../model/json.ts';
import type { Scope } from '../model/scope.ts';
import { changeConnections } from './edit.ts';

export interface Ends {
  readonly source: string;
  readonly port: string;
  readonly target: string;
}

/** Why two activities cannot be connected, or nothing. */
export function refusal(scope: Scope, ends: Ends): string | undefined {
  if (scope.kind !== 'flowchart') return 'Only a flowchart has connections.';
  if (ends.source === ends.target) return 'An activity cannot be connected with itself.';
  if (!scope.activities.some(activity => idOf(activity) === ends.target)) return 'Only activities in the same container can be connected.';
  const taken = scope.connections.some(connection => connectionKey(connection) === connectionKey(ends));
  return taken ? 'This connection is there already.' : undefined;
}

export function connect(doc: Json, scope: Scope, ends: Ends): Json {
  return changeConnections(doc, scope.path, connections => [...connections, newConnection(ends.source, ends.port, ends.target)]);
}

export function reconnect(doc: Json, scope: Scope, old: Connection, ends: Ends): Json {
  return changeConnections(doc, scope.path, connections =>
    connections.map(connection => (connection.json === old.json ? withEnds(connection.json, ends.source, ends.port, ends.target) : connection)));
}

export function disconnect(doc: Json, scope: Scope, keys: ReadonlySet<string>): Json {
  return changeConnections(doc, scope.path, connections => connections.filter(connection => !keys.has(connectionKey(connection))));
}

/** An outcome that got another name takes its arrows along. */
export function renamePort(doc: Json, scope: Scope, id: string, from: string, to: string): Json {
  if (scope.kind !== 'flowchart') return doc;
  return changeConnections(doc, scope.path, connections =>
    connections.map(connection => (connection.source === id && connection.port === from ? withEnds(connection.json, id, to, connection.target) : connection)));
}
