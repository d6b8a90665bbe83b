import { findWorkflows } from '../../../core/account/find_workflows.js';
import { clientOf, expectReadable, failure, recorded, response } from '../../helpers/core.js';

const LIST = [
  { id: 'cm_old', name: 'Product Posters', lastExecutedAt: '2026-03-01T00:00:00Z' },
  { id: 'cm_new', name: 'Posters  for\tShops', lastExecutedAt: '2026-03-20T00:00:00Z' },
  { id: 'cm_never', name: 'Posters', lastExecutedAt: null },
  { id: 'cm_cafe', name: 'Caf\u00e9 menus', lastExecutedAt: '2026-03-19T00:00:00Z' },
  { id: 'cm_other', name: 'Avatars', lastExecutedAt: '2026-03-21T00:00:00Z' },
];
const find = async (given: unknown) => (await findWorkflows(clientOf(recorded(() => response(200, LIST))), given)).map(({ id }) => id);

test('a part of the name is enough, in any case: the exact name first, then the most recently used', async () => {
  expect(await find('posters')).toEqual(['cm_never', 'cm_new', 'cm_old']);
  expect(await find('POST')).toEqual(['cm_new', 'cm_old', 'cm_never']);
});

test.each([['  posters for  shops ', ['cm_new']], ['posters\nfor shops', ['cm_new']], ['(.*)', []], ['CAFE\u0301', ['cm_cafe']], ['ｃａｆé', ['cm_cafe']], ['Avatarss', []]])('%j finds %j', async (given, ids) => {
  expect(await find(given)).toEqual(ids);
});

test('a name that is a number is a name', async () => {
  expect(await find(7)).toEqual([]);
});

test.each([undefined, null, '', '  ', {}, true, ['Posters']])('%j is no name, and would find everything: it is refused before anything is asked', async (given) => {
  const wire = recorded(() => response(200, LIST));
  const error = await failure(() => findWorkflows(clientOf(wire), given));
  expect(error).toMatchObject({ kind: 'bad_input', field: 'name' });
  expectReadable(error);
  expect(wire.sent).toEqual([]);
});
