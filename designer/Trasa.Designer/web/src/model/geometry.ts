import { boundariesOf, boundaryOutcome, embeddedIn, isActivity, outcomesOf, typeOf, type Activity } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { isExpanded, regionsOf, type Region } from './frame.ts';
import { list, text } from './json.ts';
import { isContainer } from './scope.ts';

export const cardWidth = 200;
export const headHeight = 62;
export const portHeight = 22;
export const slotHeight = 26;
export const edgeHeight = 26;
export const listGap = 96;
const framePadding = 12;

/** A timer or event on the border of a card. */
export interface Edge {
  readonly outcome: string;
  readonly kind: 'timer' | 'event';
  readonly interrupts: boolean;
}

/** What a card shows beside its title; computed and never measured, so that hundreds of cards open at once. */
export interface CardShape {
  readonly outcomes: readonly string[];
  readonly edges: readonly Edge[];
  readonly slots: number;
  readonly inside: number | null;
  /** Where its activities stand, when it is drawn as a frame. */
  readonly regions: readonly Region[];
  readonly width: number;
  readonly height: number;
}

const shapes = new WeakMap<Catalogue, WeakMap<Activity, Map<string, CardShape>>>();

/** Activities never change, so that a shape once computed stays right. */
export function shapeOf(activity: Activity, catalogue: Catalogue, used: readonly string[]): CardShape {
  const known = remembered(activity, catalogue);
  const ports = [...new Set(used)].join('\u001f');
  let shape = known.get(ports);
  if (!shape) known.set(ports, (shape = compute(activity, catalogue, used)));
  return shape;
}

/** Where an outcome's arrow leaves the card. */
export function portAt(shape: CardShape, outcome: string): { readonly x: number; readonly y: number; readonly isEdge: boolean } {
  const edge = shape.edges.findIndex(candidate => candidate.outcome === outcome);
  if (edge >= 0) return { x: edgeOffset(shape, edge), y: shape.height, isEdge: true };
  const y = shape.outcomes.length <= 1 ? headHeight / 2 : headHeight + shape.outcomes.indexOf(outcome) * portHeight + portHeight / 2;
  return { x: shape.width, y, isEdge: false };
}

/** Every outcome an arrow may leave from, those of timers and events last. */
export function portsOf(shape: CardShape): readonly string[] {
  return [...shape.outcomes, ...shape.edges.map(edge => edge.outcome)];
}

/** Of the rows that name the outcomes; one alone needs no row. */
export function outcomesHeight({ outcomes }: Pick<CardShape, 'outcomes'>): number {
  return outcomes.length > 1 ? outcomes.length * portHeight + 4 : 0;
}

export function edgeOffset(shape: CardShape, index: number): number {
  const step = Math.min(88, (shape.width - 16) / shape.edges.length);
  return 26 + index * step;
}

function remembered(activity: Activity, catalogue: Catalogue): Map<string, CardShape> {
  let ofCatalogue = shapes.get(catalogue);
  if (!ofCatalogue) shapes.set(catalogue, (ofCatalogue = new WeakMap()));
  let known = ofCatalogue.get(activity);
  if (!known) ofCatalogue.set(activity, (known = new Map()));
  return known;
}

function compute(activity: Activity, catalogue: Catalogue, used: readonly string[]): CardShape {
  const descriptor = catalogue.find(typeOf(activity));
  const edges = edgesOf(activity);
  const onEdge = new Set(edges.map(edge => edge.outcome));
  const outcomes = [...new Set([...outcomesOf(activity, descriptor), ...used])].filter(outcome => !onEdge.has(outcome));
  if (outcomes.length === 0 && !descriptor) outcomes.push('Done');
  const slots = embeddedIn(activity, descriptor).length;
  const inside = isContainer(activity) ? list(activity.activities).filter(isActivity).length : null;
  const head = headHeight + outcomesHeight({ outcomes });
  const foot = edges.length > 0 ? edgeHeight : 0;
  const common = { outcomes, edges, slots, inside };
  if (!isExpanded(activity)) return { ...common, regions: [], width: cardWidth, height: head + (slots + (inside === null ? 0 : 1)) * slotHeight + foot };
  const regions = regionsOf(activity, catalogue, { x: framePadding, y: head });
  const width = Math.max(cardWidth, ...regions.map(region => region.width)) + 2 * framePadding;
  const bottom = Math.max(head, ...regions.map(region => region.y + region.height));
  return { ...common, regions: regions.map(region => ({ ...region, width: width - 2 * framePadding })), width, height: bottom + framePadding + foot };
}

function edgesOf(activity: Activity): Edge[] {
  const edges = boundariesOf(activity).map(boundary => ({
    outcome: boundaryOutcome(boundary), kind: text(boundary, 'kind') === 'event' ? 'event' as const : 'timer' as const, interrupts: boundary.interrupting !== false,
  }));
  return [...new Map(edges.map(edge => [edge.outcome, edge])).values()];
}
