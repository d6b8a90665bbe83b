import type { Field } from './field.js';

export const WORKFLOW_NAME_FIELD: Field = {
  key: 'name',
  label: 'Name',
  help: 'The whole name or a part of it, in any case.',
  type: 'line',
  required: true,
  maxLength: 500,
};

export const MINIMUM_CREDITS_FIELD: Field = {
  key: 'minimum_credits',
  label: 'Minimum Credits',
  help: 'If fewer credits are left, nothing is found, and the Zap can stop.',
  type: 'integer',
  required: false,
  min: 0,
  max: 100_000_000,
};

export const ESTIMATED_WORKFLOW_FIELD: Field = {
  key: 'workflow',
  label: 'Workflow',
  type: 'line',
  required: true,
};
