import { defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { workflowChoices } from '../platforms/zapier/dropdown.js';

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  workflowChoices(z, bundle, 'workflow', ({ id }) => id);

/** Fills the Workflow dropdowns; its values are workflow ids. */
export default defineTrigger({
  key: 'workflows',
  noun: 'Workflow',
  display: { label: 'List Workflows', description: 'Triggers when the Workflow dropdown is opened.', hidden: true },
  operation: { perform, sample: { id: 'cm1abc123', name: 'Product Image Generator' } },
});
