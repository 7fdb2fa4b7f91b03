/** The English text is the key; the host gives the translations of the person's language. */
let translations: Readonly<Record<string, string>> = {};
let clock = new Intl.DateTimeFormat('en');

export function speak(texts: Readonly<Record<string, string>>, language: string, zone?: string | null): void {
  translations = texts;
  clock = clockOf(language, zone);
}

export function t(text: string, ...values: readonly (string | number)[]): string {
  return (translations[text] ?? text).replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

/** As all pages write it: 22 Nov 2026 19:24. */
export function shortTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const parts = new Map(clock.formatToParts(time).map(part => [part.type, part.value]));
  return `${parts.get('day')} ${parts.get('month')} ${parts.get('year')} ${parts.get('hour')}:${parts.get('minute')}`;
}

/** A zone that this browser does not know is the browser's own. */
function clockOf(language: string, zone: string | null | undefined): Intl.DateTimeFormat {
  const shown = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat(language, { ...shown, ...(zone ? { timeZone: zone } : {}) });
  } catch {
    return new Intl.DateTimeFormat(language, shown);
  }
}

/** How many things somebody has chosen. */
export function items(count: number): string {
  return count === 1 ? t('1 item') : t('{0} items', count);
}
