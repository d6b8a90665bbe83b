import { FALLBACKS } from '../runs/flux/fallback.js';
import type { Field } from './field.js';

export const NO_FALLBACK = 'stop';

export const FALLBACK_FIELD: Field = {
  key: 'fallback',
  label: 'If Wireflow Can’t Start It',
  help: 'For a prompt alone: one image is made with your own key of that provider, and billed there; only when surely nothing was started.',
  type: 'line',
  required: false,
  choices: [{ value: NO_FALLBACK, label: 'Stop' }, ...FALLBACKS.map(({ key, label }) => ({ value: key, label }))],
  group: 'money',
};
