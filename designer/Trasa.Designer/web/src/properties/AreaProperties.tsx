import { Icon } from '../canvas/icons.tsx';
import type { Area } from '../model/areas.ts';
import { literal } from '../model/expression.ts';
import { useDesk, usePart } from '../state/use.ts';
import { t } from '../text/text.ts';
import { Row, TextField } from './fields.tsx';
import { LiteralField } from './LiteralField.tsx';

const who = { name: 'who', type: 'String', description: '', required: false, editor: 'person' };

/** A group's title; a lane's title and whose work it holds. */
export function AreaProperties({ area }: { readonly area: Area }) {
  const { acts } = useDesk();
  const canEdit = usePart(state => state.mode === 'edit');
  const isLane = area.kind === 'lane';
  return (
    <div className="td-form">
      <h2>{isLane ? t('Lane') : t('Group')}</h2>
      <fieldset disabled={!canEdit}>
        <TextField first label={t('Title')} value={area.title} onChange={title => acts.changeArea(area.id, { title }, 'title')} />
        {isLane && (
          <Row label={t('Position or team')} hint={t('A user task that is put into this lane goes to them.')}>
            {({ id, describedBy }) => <LiteralField id={id} describedBy={describedBy} invalid={false} input={who} expression={area.who ? { language: literal, value: area.who } : undefined} onChange={value => acts.changeArea(area.id, { who: typeof value === 'string' ? value : '' }, 'who')} />}
          </Row>
        )}
        {canEdit && (
          <div className="td-actions">
            {area.members.length > 0 && <button type="button" className="td-button is-small" onClick={() => acts.selectMembers(area.id)}>{t('Select what is in it')}</button>}
            <button type="button" className="td-button is-small" onClick={() => acts.remove()}><Icon name="trash" size={14} /> {isLane ? t('Delete the lane') : t('Ungroup')}</button>
          </div>
        )}
      </fieldset>
      <p className="td-hint">{t('Activities inside: {0}', area.members.length)}</p>
    </div>
  );
}
