import { defineInputFields, defineSearch, type Bundle, type ZObject } from 'zapier-platform-core';
import { BALANCE_OUTPUT_FIELDS, balanceOutput } from '../core/outputs/account_output.js';
import { creditBalance } from '../core/account/balance.js';
import { MINIMUM_CREDITS_FIELD } from '../core/fields/search_fields.js';
import { inputField, outputFields } from '../platforms/zapier/fields.js';
import { wireflowStep } from '../platforms/zapier/step.js';

const inputFields = defineInputFields([inputField(MINIMUM_CREDITS_FIELD)]);

export const perform = (z: ZObject, bundle: Bundle<Record<string, unknown>>) =>
  wireflowStep(z, bundle, async ({ client }) => {
    const { readOptionalNumber } = await import('../core/fields/checks.js');
    // A debt is a balance too.
    const minimum = readOptionalNumber(MINIMUM_CREDITS_FIELD, bundle.inputData) ?? -Infinity;
    const credits = await creditBalance(client);
    return credits < minimum ? [] : [balanceOutput(credits)];
  });

export default defineSearch({
  key: 'credit_balance',
  noun: 'Balance',
  display: { label: 'Find Credit Balance', description: 'Finds how many credits are left in your account.' },
  operation: { inputFields, perform, sample: balanceOutput(985), outputFields: outputFields(BALANCE_OUTPUT_FIELDS) },
});
