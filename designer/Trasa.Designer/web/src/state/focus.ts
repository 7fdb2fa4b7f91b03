import { flushSync } from 'react-dom';

const longestWait = 600;

/** Where the keyboard goes on when what had the focus is gone. */
export const heading = '.td-workspace .td-title';

/** Changes what is shown and moves the focus into it before the next key arrives: nobody waits for a picture to type on. */
export function focusAfter(change: () => void, selector: string): void {
  flushSync(change);
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** The page came without a heading, so nothing of it has the focus yet; what somebody has gone to meanwhile keeps it. */
export function focusHeading(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(heading)?.focus({ preventScroll: true });
}

/**
 * The keys go on where the eye is. A card out of sight gets them as soon as the canvas has moved there, unless the focus
 * has gone elsewhere meanwhile: a field that somebody types into keeps it.
 */
export function focusCard(id: string): void {
  const card = () => document.querySelector<HTMLElement>(`.td-workspace .react-flow__node[data-id="${CSS.escape(id)}"]`);
  const before = document.activeElement;
  const since = performance.now();
  const take = () => {
    if (document.activeElement !== before) return;
    card()?.focus({ preventScroll: true });
    if (document.activeElement !== card() && performance.now() - since < longestWait) requestAnimationFrame(take);
  };
  take();
}
