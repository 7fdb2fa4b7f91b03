import { isObject, list, text, withList, type Json } from '../model/json.ts';
import { change } from '../model/path.ts';

const storedWithInstance = 'Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core';

/** Adds a variable of the workflow, under a name that is free. */
export function withNewVariable(doc: Json, wanted: string, typeName: string): { doc: Json; id: string; name: string } {
  const variables = isObject(doc) ? doc.variables : undefined;
  const taken = new Set(list(variables).filter(isObject).flatMap(variable => [text(variable, 'id'), text(variable, 'name')]));
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
  const added = { id: name, name, typeName, isArray: false, value: null, storageDriverTypeName: storedWithInstance };
  return { doc: change(doc, ['variables'], old => withList(old, [...list(old), added])), id: name, name };
}
