import { Icon } from '../canvas/icons.tsx';
import { lanesIn, type Area } from '../model/areas.ts';
import { literal } from '../model/expression.ts';
import type { Scope } from '../model/scope.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Row, TextField } from './fields.tsx';
import { LiteralField } from './LiteralField.tsx';

const who = { name: 'who', type: 'String', description: '', required: false, editor: 'person' };

/** A group's title; a lane's title and whose work it holds. */
export function AreaProperties({ area, scope }: { readonly area: Area; readonly scope: Scope }) {
  const { acts, marks } = useDesk();
  const catalogue = usePart(state => state.catalogue);
  const lanes = lanesIn(scope, catalogue);
  const place = lanes.findIndex(lane => lane.id === area.id);
  const canEdit = usePart(state => state.mode === 'edit');
  const isLane = area.kind === 'lane';
  return (
    <div className="td-form">
      <h2>{isLane ? t('Lane') : t('Group')}</h2>
      <fieldset disabled={!canEdit}>
        <TextField first label={t('Title')} value={area.title} onChange={title => marks.change(area.id, { title }, scope.path, 'title')} />
        {isLane && (
          <Row label={t('Position or team')} hint={t('A user task that is put into this lane goes to them.')}>
            {({ id, describedBy }) => <LiteralField id={id} describedBy={describedBy} invalid={false} input={who} expression={area.who ? { language: literal, value: area.who } : undefined} onChange={value => marks.change(area.id, { who: typeof value === 'string' ? value : '' }, scope.path, 'who')} />}
          </Row>
        )}
        {canEdit && (
          <div className="td-actions">
            {isLane && lanes.length > 1 && <button type="button" className="td-button is-small" disabled={place === 0} onClick={() => marks.shiftLane(area.id, -1, scope.path)}><Icon name="up" size={14} /> {t('Move up')}</button>}
            {isLane && lanes.length > 1 && <button type="button" className="td-button is-small" disabled={place === lanes.length - 1} onClick={() => marks.shiftLane(area.id, 1, scope.path)}><Icon name="down" size={14} /> {t('Move down')}</button>}
            {area.members.length > 0 && <button type="button" className="td-button is-small" onClick={() => marks.selectMembers(area.id, scope.path)}>{t('Select what is in it')}</button>}
            <button type="button" className="td-button is-small" onClick={() => acts.remove()}><Icon name="trash" size={14} /> {isLane ? t('Delete the lane') : t('Ungroup')}</button>
          </div>
        )}
      </fieldset>
      <p className="td-hint">{t('Activities inside: {0}', area.members.length)}</p>
    </div>
  );
}
