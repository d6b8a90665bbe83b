import type { INodeProperties } from 'n8n-workflow';
import { listProperties } from './lists.js';
import { shownFor } from './property.js';
import { executionId, IMAGE_OPTIONS, optionsOf, simplify, timeout } from './shared.js';
import { workflowLocator } from './workflow.js';

export const executionProperties: INodeProperties[] = [
  ...shownFor('execution', ['get', 'wait'], [executionId]),
  ...shownFor('execution', ['getAll'], [workflowLocator({ description: 'Empty means every workflow of the account' })]),
  ...listProperties,
  ...shownFor('execution', ['get', 'getAll', 'wait'], [simplify]),
  ...shownFor('execution', ['get'], [optionsOf(IMAGE_OPTIONS)]),
  ...shownFor('execution', ['wait'], [optionsOf([...IMAGE_OPTIONS, timeout])]),
];
