import { boundariesOf, boundaryOutcome, embeddedIn, isActivity, outcomesOf, typeOf, type Activity } from './activity.ts';
import type { Catalogue } from './descriptor.ts';
import { list } from './json.ts';
import { isContainer } from './scope.ts';

export const cardWidth = 200;
export const headHeight = 62;
export const portHeight = 22;
export const slotHeight = 26;
export const listGap = 96;

/** What a card shows beside its title; computed and never measured, so that hundreds of cards open at once. */
export interface CardShape {
  readonly outcomes: readonly string[];
  readonly boundaries: ReadonlySet<string>;
  readonly slots: number;
  readonly inside: number | null;
  readonly height: number;
}

export function shapeOf(activity: Activity, catalogue: Catalogue, used: readonly string[]): CardShape {
  const descriptor = catalogue.find(typeOf(activity));
  const known = outcomesOf(activity, descriptor);
  const outcomes = [...new Set([...known, ...used])];
  if (outcomes.length === 0 && !descriptor) outcomes.push('Done');
  const slots = embeddedIn(activity, descriptor).length;
  const inside = isContainer(activity) ? list(activity.activities).filter(isActivity).length : null;
  const ports = outcomes.length > 1 ? outcomes.length * portHeight + 4 : 0;
  const height = headHeight + ports + (slots + (inside === null ? 0 : 1)) * slotHeight;
  return { outcomes, boundaries: new Set(boundariesOf(activity).map(boundaryOutcome)), slots, inside, height };
}

/** Height above the card's top at which an outcome's port stands. */
export function portOffset(shape: CardShape, outcome: string): number {
  if (shape.outcomes.length <= 1) return headHeight / 2;
  return headHeight + shape.outcomes.indexOf(outcome) * portHeight + portHeight / 2;
}
