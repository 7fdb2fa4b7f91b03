import { t } from '../text/text.ts';
import type { Mark } from './contract.ts';
import type { Badge } from './row.ts';

/** How often a row decided lately, and how many saved examples reach it. */
export function hitBadges(mark: Mark | undefined, hasHits: boolean): Badge[] {
  const { tests, hits } = mark ?? { tests: 0, hits: 0 };
  const badges: Badge[] = [];
  if (hasHits) badges.push(hits > 0 ? { text: hits === 1 ? t('1 hit') : t('{0} hits', hits), title: hits === 1 ? t('Decided once in the last 30 days.') : t('Decided {0} times in the last 30 days.', hits), tone: 'quiet' } : { text: t('never'), title: t('Not once in the last 30 days.'), tone: 'warn' });
  badges.push({ text: tests === 1 ? t('1 test') : t('{0} tests', tests), title: tests === 1 ? t('1 saved example reaches this row.') : tests > 0 ? t('{0} saved examples reach this row.', tests) : t('No saved example reaches this row.'), tone: tests > 0 ? 'quiet' : 'none' });
  return badges;
}
