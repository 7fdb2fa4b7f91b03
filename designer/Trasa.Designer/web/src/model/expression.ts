import { asText, isObject, object, print, text, type Json, type JsonObject } from './json.ts';

/** How a value is written: plainly, as a FEEL expression, or taken from a variable. Other languages are kept as they are. */
export interface Expression {
  readonly language: string;
  readonly value: Json;
}

export const literal = 'Literal';
export const feel = 'Feel';
export const variable = 'Variable';

export function readExpression(json: Json | undefined): Expression | undefined {
  if (json === undefined || json === null) return undefined;
  if (!isObject(json)) return { language: literal, value: json };
  if (isObject(json.expression)) return bare(json.expression);
  if (text(json, 'typeName') !== undefined) {
    const reference = text(object(json, 'memoryReference'), 'id');
    return reference ? { language: variable, value: { id: reference } } : undefined;
  }
  return text(json, 'type') !== undefined ? bare(json) : { language: literal, value: json };
}

/** Writes an input, keeping what else the wrapper holds. */
export function writeInput(old: Json | undefined, typeName: string, expression: Expression | undefined): Json | undefined {
  if (!expression) return undefined;
  const wrapper = isObject(old) && 'typeName' in old ? old : { typeName };
  const inner = isObject((wrapper as JsonObject).expression) ? ((wrapper as JsonObject).expression as JsonObject) : {};
  return { ...wrapper, expression: { ...inner, type: expression.language, value: expression.value } };
}

export function expressionText(expression: Expression | undefined): string {
  if (!expression || expression.value === null || expression.value === undefined) return '';
  if (expression.language === variable) return variableIn(expression.value);
  return asText(expression.value) ?? print(expression.value);
}

/** The id in a reference to a variable, which old files write as a JSON text. */
export function variableIn(value: Json): string {
  if (isObject(value)) return text(value, 'id') ?? text(value, 'name') ?? '';
  const written = asText(value) ?? '';
  try {
    const parsed: unknown = JSON.parse(written);
    return typeof parsed === 'object' && parsed !== null ? ((parsed as { id?: string; name?: string }).id ?? '') : written;
  } catch {
    return written;
  }
}

function bare(json: JsonObject): Expression {
  return { language: text(json, 'type') ?? literal, value: json.value ?? null };
}
