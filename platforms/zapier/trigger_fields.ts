import { defineInputFields } from 'zapier-platform-core';
import { WORKFLOW_FIELD } from '../../core/fields/target_fields.js';
import { inputField } from './fields.js';

/** The filter that every trigger about executions has. */
export const workflowFilter = defineInputFields([{ ...inputField(WORKFLOW_FIELD), dynamic: 'workflows.id.name' }]);
