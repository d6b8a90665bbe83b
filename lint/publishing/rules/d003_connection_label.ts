import type { Definition } from '../definition.js';
import type { Rule } from '../rule.js';
import { namesSecret } from '../words.js';

const where = 'authentication.connectionLabel';
const VARIABLE = /\{\{([^}]*)\}\}/g;

export const d003: Rule = {
  id: 'D003',
  says: 'The connection label tells two connections apart and shows no secret.',
  check: (app) => {
    const label = app.authentication?.connectionLabel;
    if (!app.authentication || (label !== undefined && typeof label !== 'string')) return [];
    if (label === undefined || label === '') return [{ where, what: 'No label.', instead: 'Use what the connection test returns, as in `{{email}}`.' }];
    // A function decides for itself; the definition shows no more than that there is one.
    if (label.startsWith('$func$')) return [];
    const variables = [...label.matchAll(VARIABLE)].map(([, name]) => (name ?? '').trim());
    if (variables.length === 0) return [{ where, what: `“${label}” is the same for every connection.`, instead: 'Use what the connection test returns, as in `{{email}}`.' }];
    const isSecret = namesSecret(label.replace(VARIABLE, ' ')) || variables.some((name) => isSecretVariable(app, name));
    return isSecret ? [{ where, what: `“${label}” shows a secret.`, instead: 'Use a name or an address that the connection test returns.' }] : [];
  },
};

function isSecretVariable(app: Definition, variable: string): boolean {
  const name = variable.split('.').at(-1) ?? '';
  return namesSecret(name) || (app.authentication?.fields ?? []).some(({ key, type }) => key === name && type === 'password');
}
