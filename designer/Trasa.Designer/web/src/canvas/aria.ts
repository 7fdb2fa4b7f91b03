import type { AriaLabelConfig } from '@xyflow/react';
import { t } from '../text/text.ts';

export function aria(): Partial<AriaLabelConfig> {
  return {
    'node.a11yDescription.default': t('Press Enter to select the activity, Delete to remove it, C to connect it.'),
    'node.a11yDescription.keyboardDisabled': t('Press Enter to select the activity.'),
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) => t('Moved {0}, to {1}, {2}', t(direction), Math.round(x), Math.round(y)),
    'edge.a11yDescription.default': t('Press Enter to select the connection, Delete to remove it, I to insert an activity.'),
    'controls.ariaLabel': t('Zoom'),
    'controls.zoomIn.ariaLabel': t('Zoom in'),
    'controls.zoomOut.ariaLabel': t('Zoom out'),
    'controls.fitView.ariaLabel': t('Zoom to fit'),
    'minimap.ariaLabel': t('Overview'),
  };
}
