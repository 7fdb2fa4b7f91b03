import { isActivity } from '../model/activity.ts';
import { at } from '../model/path.ts';
import { pathOf } from '../model/scope.ts';
import { useDesk, useActiveScope, usePart } from '../state/use.ts';
import { commands } from '../state/commands.ts';
import { t } from '../text/text.ts';
import { areasIn } from '../model/areas.ts';
import { ActivityProperties } from './ActivityProperties.tsx';
import { AreaProperties } from './AreaProperties.tsx';
import { ConnectionProperties } from './ConnectionProperties.tsx';
import { WorkflowProperties } from './WorkflowProperties.tsx';

export function Properties() {
  const scope = useActiveScope();
  const doc = usePart(state => state.doc);
  const { activities, connections, areas } = usePart(state => state.selection);
  const catalogue = usePart(state => state.catalogue);
  const canEdit = usePart(state => state.mode === 'edit');
  if (activities.size + connections.size > 1) {
    return (
      <div className="td-form">
        <h2>{t('Selected: {0}', activities.size + connections.size)}</h2>
        <p className="td-hint">{t('Changes of properties are made one activity at a time. What is selected can be moved, aligned, copied and deleted together.')}</p>
        {canEdit && <div className="td-actions">{together.map(id => <Together key={id} id={id} />)}</div>}
      </div>
    );
  }
  const [id] = activities;
  const [edge] = connections;
  const [chosenArea] = areas;
  const path = id === undefined ? undefined : pathOf(scope, id);
  const activity = path ? at(doc, path) : undefined;
  if (path && isActivity(activity)) return <ActivityProperties key={id} activity={activity} path={path} />;
  if (edge !== undefined) return <ConnectionProperties id={edge} />;
  const area = chosenArea === undefined ? undefined : areasIn(scope, catalogue).find(candidate => candidate.id === chosenArea);
  if (area) return <AreaProperties key={area.id} area={area} scope={scope} />;
  return <WorkflowProperties />;
}

const together = ['group', 'left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down', 'duplicate', 'delete'];

/** What is done with several activities at once, for those who do not know the keys yet. */
function Together({ id }: { readonly id: string }) {
  const command = commands(useDesk()).find(candidate => candidate.id === id)!;
  return <button type="button" className="td-button is-small" title={command.keys?.[0]} onClick={command.run}>{command.name}</button>;
}
