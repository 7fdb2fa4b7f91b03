/** The English text is the key; the host gives the translations of the person's language. */
let translations: Readonly<Record<string, string>> = {};
let language = 'en';

export function speak(texts: Readonly<Record<string, string>>, tongue: string): void {
  translations = texts;
  language = tongue;
}

export function t(text: string, ...values: readonly (string | number)[]): string {
  return (translations[text] ?? text).replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

export function shortTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? '' : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
