import { t } from '../text/text.ts';

/** What a variable, an input or an output may hold: the name in the file, and whether it is a list. */
export interface TypeChoice {
  readonly type: string;
  readonly isArray: boolean;
}

/** The kinds that are offered; a file may name others, which stay as they are. */
export const offered: readonly TypeChoice[] = [
  ...['String', 'Decimal', 'Int32', 'Int64', 'Boolean', 'DateTime', 'DateTimeOffset', 'TimeSpan', 'Guid', 'Object'].map(type => ({ type, isArray: false })),
  { type: 'Object', isArray: true },
];

/** As people call it; a type that nobody here knows is shown as it is written. */
export function typeWords({ type, isArray }: TypeChoice): string {
  if (!isArray) return one(type);
  return type === 'Object' ? t('List') : t('List: {0}', one(type));
}

/** One word for the value of a choice. */
export function typeKey({ type, isArray }: TypeChoice): string {
  return isArray ? `${type}[]` : type;
}

function one(type: string): string {
  switch (type) {
    case 'String': return t('Text');
    case 'Decimal': return t('Number');
    case 'Int32': return t('Whole number');
    case 'Int64': return t('Whole number (large)');
    case 'Boolean': return t('Yes/no');
    case 'DateTime': return t('Date and time');
    case 'DateTimeOffset': return t('Date and time with its zone');
    case 'TimeSpan': return t('Duration');
    case 'Guid': return t('Identifier');
    case 'Object': return t('Data');
    default: return type;
  }
}
