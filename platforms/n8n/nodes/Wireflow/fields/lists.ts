import type { INodeProperties } from 'n8n-workflow';

const LISTING = { resource: ['execution', 'workflow'], operation: ['getAll'] };

export const returnAll: INodeProperties = {
  displayName: 'Return All',
  name: 'returnAll',
  type: 'boolean',
  default: false,
  description: 'Whether to return all results or only up to a given limit',
  displayOptions: { show: LISTING },
};

/** How much of a list is wanted, as n8n's own nodes ask for it. */
export const listProperties: INodeProperties[] = [
  returnAll,
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    default: 50,
    typeOptions: { minValue: 1 },
    description: 'Max number of results to return',
    displayOptions: { show: { ...LISTING, returnAll: [false] } },
  },
];
