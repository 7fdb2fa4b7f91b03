import { crumbs } from '../model/scope.ts';
import { key } from '../model/path.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';

export function Breadcrumbs() {
  const { store } = useDesk();
  const doc = usePart(state => state.doc);
  const scope = usePart(state => state.scope);
  const catalogue = usePart(state => state.catalogue);
  const found = crumbs(doc, scope, catalogue);
  if (found.length < 2) return null;
  return (
    <nav className="td-crumbs" aria-label={t('Where you are')}>
      <ol>
        {found.map((crumb, index) => (
          <li key={key(crumb.path)}>
            {index < found.length - 1 ? <button type="button" className="td-link" onClick={() => store.enter(crumb.path)}>{crumb.label}</button> : <span aria-current="page">{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
