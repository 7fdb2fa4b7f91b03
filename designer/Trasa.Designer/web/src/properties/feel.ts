/** Names of DMN 1.5 section 10.3.4 and the words of the grammar that are worth completing. */
export const feelWords: readonly string[] = [
  'if ', 'then ', 'else ', 'for ', 'return ', 'some ', 'every ', 'satisfies ', 'between ', 'instance of ', 'true', 'false', 'null', 'function',
  'abs()', 'all()', 'any()', 'append()', 'ceiling()', 'concatenate()', 'contains()', 'context()', 'context merge()', 'context put()', 'count()', 'date()', 'date and time()', 'day of week()',
  'decimal()', 'distinct values()', 'duration()', 'ends with()', 'even()', 'flatten()', 'floor()', 'get entries()', 'get value()', 'index of()', 'insert before()', 'is()', 'list contains()', 'list replace()',
  'lower case()', 'matches()', 'max()', 'mean()', 'median()', 'min()', 'mode()', 'modulo()', 'month of year()', 'not()', 'now()', 'number()', 'odd()', 'product()', 'range()', 'remove()', 'replace()',
  'reverse()', 'round half up()', 'sort()', 'split()', 'sqrt()', 'starts with()', 'string()', 'string join()', 'string length()', 'sublist()', 'substring()', 'substring after()', 'substring before()',
  'sum()', 'time()', 'today()', 'union()', 'upper case()', 'week of year()', 'years and months duration()',
];
