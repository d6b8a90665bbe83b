import { BALANCE_OUTPUT_FIELDS, balanceOutput } from '../../../core/outputs/account_output.js';
import { BALANCE_KEYS } from '../../../core/api/readers/credits.js';
import { SAMPLE_ESTIMATE } from '../../../core/outputs/account_output.js';
import { check, keep } from '../check.js';
import { interfaceItems } from '../fields/interface_items.js';
import type { ModuleDefinition } from '../format/component.js';
import { asJson, call, iml, paths } from '../iml/expression.js';
import { notReadable } from '../reading/poll.js';
import { withoutSecret } from '../reading/secrets.js';
import { asAmount, isNumber, notedTexts } from '../reading/values.js';
import { requestTo } from '../request.js';

const CREDITS = notedTexts('credits', paths(['body', 'body.data'], BALANCE_KEYS));
const sample = balanceOutput(SAMPLE_ESTIMATE.available ?? 0);

/** The shape of this reply is published nowhere, so the reply is handed on as well. */
export const getCreditBalance: ModuleDefinition = {
  id: 'getCreditBalance',
  label: 'Get the credit balance',
  description: 'Returns information about the credits that are left in the account.',
  type: 'action',
  crud: 'read',
  connection: 'apiKey',
  communication: [
    requestTo('usage', { response: { temp: { ...CREDITS.temp, reply: iml(withoutSecret(asJson('body'))) } } }),
    keep({ credits_text: iml(CREDITS.first) }),
    check(isNumber("ifempty(temp.credits_text, '')"), notReadable('a credit balance')),
    { response: { output: { id: sample.id, credits: iml(asAmount('temp.credits_text')), reply: iml(call('parseJSON', 'temp.reply')) } } },
  ],
  interface: [...interfaceItems(BALANCE_OUTPUT_FIELDS), { name: 'reply', type: 'any', label: 'Reply of Wireflow' }],
  samples: sample,
};
