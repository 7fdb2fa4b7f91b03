import { labelOf } from '../model/activity.ts';
import type { Region } from '../model/frame.ts';
import { key } from '../model/path.ts';
import { useDesk } from '../state/use.ts';
import { goInside } from '../state/walk.ts';
import { t } from '../text/text.ts';
import type { CardData } from './ActivityCard.tsx';
import { Icon } from './icons.tsx';

/** What stands inside of an activity, drawn in place: a part for its list and for each slot. */
export function Frame({ data }: { readonly data: CardData }) {
  return data.shape.regions.map(region => <Part key={key(region.inside)} data={data} region={region} />);
}

function Part({ data, region }: { readonly data: CardData; readonly region: Region }) {
  const { store } = useDesk();
  const path = [...data.path, ...region.inside];
  const name = region.label || t('inside');
  return (
    <div className="td-region" data-region={key(path)} style={{ left: region.x, top: region.y, width: region.width, height: region.height }}>
      <div className="td-region-head">
        <button type="button" tabIndex={-1} className="td-region-name nodrag nopan" title={t('Open on a canvas of its own')} onClick={() => store.enter(path)}>{name}</button>
        {data.canEdit && (
          <button type="button" tabIndex={-1} className="td-region-add nodrag nopan" aria-label={t('Add to {0} of {1}', name, labelOf(data.activity))} title={t('Add an activity')} onClick={() => goInside(store, path, 'add')}>
            <Icon name="add" size={13} />
          </button>
        )}
      </div>
      {region.scope.activities.length === 0 && <p>{data.canEdit ? t('Drop an activity here.') : t('empty')}</p>}
    </div>
  );
}
