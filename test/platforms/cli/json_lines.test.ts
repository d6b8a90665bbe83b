import { BALANCE_OUTPUT_FIELDS, ESTIMATE_OUTPUT_FIELDS, WORKFLOW_OUTPUT_FIELDS } from '../../../core/outputs/account_output.js';
import type { OutputField } from '../../../core/outputs/output_field.js';
import { RUN_FIELDS } from '../../../core/outputs/run_output.js';
import type { Profile } from '../../../emulators/wireflow/index.js';
import { openTerminal, type Terminal } from './terminal.js';

/** A pipeline reads these lines: the keys of the steps, each with the kind of value that its field has. */
const IS: Readonly<Record<OutputField['type'], (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  time: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  file: (value) => typeof value === 'string',
  list: (value) => Array.isArray(value),
};

/** Where a line is not what its fields say; empty values are of every kind. */
function misfits(line: Record<string, unknown>, fields: readonly OutputField[], place = ''): string[] {
  const known = new Map(fields.map((field) => [field.key, field]));
  const keys = [...Object.keys(line).filter((key) => !known.has(key)), ...[...known.keys()].filter((key) => !(key in line))].map((key) => `${place}${key}: in one of the two`);
  return [...keys, ...fields.flatMap(({ key, type, items = [] }) => {
    const value = line[key];
    if (value === null || value === undefined) return [];
    if (!IS[type](value)) return [`${place}${key} (${type}): ${JSON.stringify(value)}`];
    return type === 'list' ? (value as Record<string, unknown>[]).flatMap((item, index) => misfits(item, items, `${place}${key}[${index}].`)) : [];
  })]; // prettier-ignore
}

const WORKFLOW = 'cmlocaltexttoimage0000000';
let terminal: Terminal;
const made = async () => String((await terminal.run(['generate', '--prompt', 'A boat', '--json'])).lines[0]?.['execution_id']);
const COMMANDS: readonly (readonly [name: string, args: () => Promise<string[]> | string[], fields: readonly OutputField[]])[] = [
  ['generate', () => ['generate', '--prompt', 'A boat', '--run-id', 'row 7'], RUN_FIELDS],
  ['generate, not waited for', () => ['generate', '--prompt', 'A boat', '--wait', '0'], RUN_FIELDS],
  ['run', () => ['run', WORKFLOW, '--prompt', 'A boat'], RUN_FIELDS],
  ['get', async () => ['get', await made()], RUN_FIELDS],
  ['wait', async () => ['wait', await made()], RUN_FIELDS],
  ['estimate', () => ['estimate', WORKFLOW], ESTIMATE_OUTPUT_FIELDS],
  ['credits', () => ['credits'], BALANCE_OUTPUT_FIELDS],
  ['workflows', () => ['workflows'], WORKFLOW_OUTPUT_FIELDS],
];

describe.each<Profile>(['superset', 'article', 'docs', 'modern'])('with replies as in the profile %s', (profile) => {
  beforeAll(async () => void (terminal = await openTerminal({ profile, credits: 5_000 })));
  afterAll(() => terminal.close());

  test.each(COMMANDS)('%s --json', async (_, args, fields) => {
    const { lines, stderr } = await terminal.run([...(await args()), '--json']);
    expect({ lines: lines.length > 0, stderr: lines.length > 0 ? '' : stderr }).toEqual({ lines: true, stderr: '' });
    expect(lines.flatMap((line) => misfits(line, fields))).toEqual([]);
  });
});
