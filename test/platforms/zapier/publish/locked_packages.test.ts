import { foldersOf } from '../../../../platforms/zapier/publish/locked_packages.js';

test('the folders that npm would fill: dependencies of dependencies, the nearest version of each, nothing else', () => {
  const locked = {
    '': { dependencies: { a: '1' } },
    'node_modules/a': { dependencies: { b: '1', '@s/c': '1' }, optionalDependencies: { 'other-system': '1' } },
    'node_modules/a/node_modules/b': { dependencies: { d: '1' } },
    'node_modules/b': {},
    'node_modules/@s/c': { dependencies: { b: '1', a: '1' } },
    'node_modules/d': {},
    'node_modules/unused': {},
  };
  expect(foldersOf(['a'], locked)).toEqual(['node_modules/@s/c', 'node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/b', 'node_modules/d']);
});
