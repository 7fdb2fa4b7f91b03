import { useMemo } from 'react';
import type { Problem } from '../host/host.ts';
import { usePart } from '../state/use.ts';

/** The problems of one activity: those that name a property stand beside its field, the others above the form. */
export function useProblems(id: string): { general: readonly Problem[]; of: (property: string) => readonly Problem[] } {
  const problems = usePart(state => state.problems);
  return useMemo(() => {
    const own = problems.filter(problem => problem.activityId === id);
    return {
      general: own.filter(problem => propertyIn(problem.place) === undefined),
      of: (property: string) => own.filter(problem => propertyIn(problem.place) === property),
    };
  }, [problems, id]);
}

/** `/root/activities/3/condition/expression` is about `condition`; `/root/activities/3` about the activity itself. */
function propertyIn(place: string): string | undefined {
  const parts = place.split('/').slice(1);
  const last = Math.max(parts.indexOf('root'), ...parts.flatMap((part, index) => (part === 'activities' ? [index + (parts[index + 1] === '$values' ? 2 : 1)] : [])));
  return parts[last + 1];
}
