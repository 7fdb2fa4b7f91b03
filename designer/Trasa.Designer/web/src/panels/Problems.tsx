import { Icon } from '../canvas/icons.tsx';
import type { Problem } from '../host/host.ts';
import { index } from '../model/compare.ts';
import { labelOf } from '../model/activity.ts';
import { fromPointer, type Path } from '../model/path.ts';
import { nearest, scopeOf } from '../model/scope.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

export function Problems() {
  const { store } = useDesk();
  const problems = usePart(state => state.problems);
  const doc = usePart(state => state.doc);
  if (problems.length === 0) return <p className="td-none"><Icon name="check" /> {t('No problems. This workflow can be published.')}</p>;
  const all = index(doc);
  const go = (problem: Problem) => {
    const path: Path = (problem.activityId ? all.get(problem.activityId)?.path : undefined) ?? nearest(doc, fromPointer(doc, problem.place));
    const found = scopeOf(doc, path);
    if (found?.id) store.show(path);
    else if (found) store.enter(found.scope);
    store.set({ panel: 'properties' });
  };
  return (
    <ul className="td-problems">
      {[...problems].sort((a, b) => Number(b.isError) - Number(a.isError)).map((problem, position) => {
        const at = problem.activityId ? all.get(problem.activityId) : undefined;
        return (
          <li key={position}>
            <button type="button" className={problem.isError ? 'is-error' : ''} onClick={() => go(problem)}>
              <Icon name="alert" size={15} />
              <span><b>{at ? labelOf(at.activity) : t('Workflow')}</b> {problem.message} <small>{problem.isError ? t('Error') : t('Warning')} · {problem.code}</small></span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
