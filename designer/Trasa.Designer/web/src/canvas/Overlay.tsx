import type { ActivityOverlay } from '../host/host.ts';
import { t } from '../text/text.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: Record<ActivityOverlay['state'], IconName | null> = {
  done: 'check', waiting: 'clock', running: 'start', faulted: 'alert', cancelled: 'close', added: 'add', removed: 'trash', changed: 'set', none: null,
};

export function stateName(state: ActivityOverlay['state']): string {
  switch (state) {
    case 'done': return t('Done');
    case 'waiting': return t('Waiting');
    case 'running': return t('Running');
    case 'faulted': return t('Faulted');
    case 'cancelled': return t('Cancelled');
    case 'added': return t('Added');
    case 'removed': return t('Removed');
    case 'changed': return t('Changed');
    case 'none': return '';
  }
}

export function Overlay({ overlay }: { readonly overlay: ActivityOverlay | undefined }) {
  if (!overlay) return null;
  const icon = icons[overlay.state];
  const words = [stateName(overlay.state), overlay.count ? `× ${overlay.count}` : '', overlay.text ?? ''].filter(Boolean).join(' ');
  if (!words) return null;
  return (
    <span className={`td-overlay is-${overlay.state}`} title={words}>
      {icon && <Icon name={icon} size={12} />}
      {overlay.text || (overlay.count ? overlay.count : stateName(overlay.state))}
    </span>
  );
}
