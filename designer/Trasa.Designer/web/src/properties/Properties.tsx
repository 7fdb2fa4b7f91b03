import { isActivity } from '../model/activity.ts';
import { at } from '../model/path.ts';
import { pathOf } from '../model/scope.ts';
import { useDesk, useActiveScope, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { ActivityProperties } from './ActivityProperties.tsx';
import { ConnectionProperties } from './ConnectionProperties.tsx';
import { WorkflowProperties } from './WorkflowProperties.tsx';

export function Properties() {
  const { acts } = useDesk();
  const scope = useActiveScope();
  const doc = usePart(state => state.doc);
  const { activities, connections } = usePart(state => state.selection);
  const canEdit = usePart(state => state.mode === 'edit');
  if (activities.size + connections.size > 1) {
    return (
      <div className="td-form">
        <h2>{t('Selected: {0}', activities.size + connections.size)}</h2>
        <p className="td-hint">{t('Changes of properties are made one activity at a time. What is selected can be moved, aligned, copied and deleted together.')}</p>
        {canEdit && <button type="button" className="td-button" onClick={() => acts.remove()}>{t('Delete')}</button>}
      </div>
    );
  }
  const [id] = activities;
  const [edge] = connections;
  const path = id === undefined ? undefined : pathOf(scope, id);
  const activity = path ? at(doc, path) : undefined;
  if (path && isActivity(activity)) return <ActivityProperties key={id} activity={activity} path={path} />;
  if (edge !== undefined) return <ConnectionProperties id={edge} />;
  return <WorkflowProperties />;
}
