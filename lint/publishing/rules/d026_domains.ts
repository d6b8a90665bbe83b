import type { Rule } from '../rule.js';
import { authFields } from '../steps.js';

const DOMAIN = /(^|_)(sub_?domain|domain|host|hostname|site|server|(base|instance|api|server)_url|url)$/;

/** Whether code checks such a value can not be seen in a definition, so the rule asks for none. */
export const d026: Rule = {
  id: 'D026',
  says: 'A connection asks for no domain, to which somebody could then lead the key.',
  check: (app) =>
    authFields(app)
      .filter(({ field }) => field.inputFormat !== undefined || DOMAIN.test(field.key))
      .map(({ where }) => ({ where, what: 'The connection asks for a domain.', instead: 'Drop the field; if it must be, refuse every value but a plain subdomain, with a test.' })),
};
