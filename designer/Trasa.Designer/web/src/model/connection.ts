import type { Point } from './activity.ts';
import { isList, isObject, list, member, object, text, type Json, type JsonObject } from './json.ts';

export const defaultPort = 'Done';

/** An arrow of a flowchart as the canvas sees it; `json` is what the file says. */
export interface Connection {
  readonly source: string;
  readonly port: string;
  readonly target: string;
  readonly targetPort: string;
  readonly vertices: readonly Point[];
  readonly json: JsonObject;
}

export function connectionsOf(container: JsonObject): Connection[] {
  return list(member(container, 'connections')).filter(isObject).map(read);
}

export function newConnection(source: string, port: string, target: string): JsonObject {
  return { source: { activity: source, port }, target: { activity: target, port: 'In' }, vertices: [] };
}

/** The same connection with other ends, in the shape that the file has. */
export function withEnds(json: JsonObject, source: string, port: string, target: string): JsonObject {
  const name = (camel: string) => (camel in json ? camel : camel.charAt(0).toUpperCase() + camel.slice(1) in json ? camel.charAt(0).toUpperCase() + camel.slice(1) : camel);
  const nested = isObject(member(json, 'source'));
  const ends = nested
    ? {
        [name('source')]: { ...object(json, 'source'), activity: source, port },
        [name('target')]: { ...object(json, 'target'), activity: target },
      }
    : { [name('source')]: source, [name('sourcePort')]: port, [name('target')]: target };
  return { ...json, ...ends, ...(isList(json.vertices) ? { vertices: [] } : {}) };
}

export function connectionKey(connection: Pick<Connection, 'source' | 'port' | 'target'>): string {
  return `${connection.source}\u001f${connection.port}\u001f${connection.target}`;
}

function read(json: JsonObject): Connection {
  return {
    source: end(json, 'source'),
    port: port(json, 'source', 'sourcePort') || defaultPort,
    target: end(json, 'target'),
    targetPort: port(json, 'target', 'targetPort') || 'In',
    vertices: list(json.vertices).filter(isObject).map(vertex => ({ x: Number(text(vertex, 'x')), y: Number(text(vertex, 'y')) })),
    json,
  };
}

function end(json: JsonObject, name: string): string {
  const nested = object(json, name);
  if (!nested) return text(json, name) ?? '';
  return text(nested, 'activity') ?? text(nested, 'activityId') ?? text(nested, 'id') ?? '';
}

function port(json: JsonObject, name: string, flat: string): string | undefined {
  const nested: Json | undefined = member(json, name);
  return isObject(nested) ? text(nested, 'port') : text(json, flat);
}
