import { defineInputFields, defineTrigger, type Bundle, type ZObject } from 'zapier-platform-core';
import { creditBalance } from '../core/account/balance.js';
import { LIMIT_FIELD, LOW_BALANCE_FIELDS, lowBalance, SAMPLE_LOW_BALANCE } from '../core/account/low_balance.js';
import { clock } from '../platforms/zapier/clock.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { wireflowStep } from '../platforms/zapier/step.js';

const inputFields = defineInputFields([inputField(LIMIT_FIELD)]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client, memory }) => {
    const { readNumberField } = await import('../platforms/zapier/checks.js');
    const limit = readNumberField(LIMIT_FIELD, bundle.inputData);
    const low = await lowBalance(memory, await creditBalance(client), limit, clock.now());
    return low === null ? [] : [low];
  });

export default defineTrigger({
  key: 'low_credit_balance',
  noun: 'Balance',
  display: {
    label: 'Low Credit Balance',
    description: 'Triggers when the credits of the account fall below a limit.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: SAMPLE_LOW_BALANCE,
    outputFields: outputFields(LOW_BALANCE_FIELDS),
  },
});
