import type { Rule } from '../rule.js';

export const d015: Rule = {
  id: 'D015',
  says: 'Each pair of a search and a create names two that exist.',
  check: (app) =>
    Object.entries({ ...app.searchOrCreates, ...app.searchAndCreates }).flatMap(([key, { search, create, update }]) => {
      const where = `searchOrCreates.${key}`;
      return [
        ...(search in app.searches ? [] : [{ where, what: `There is no search “${search}”.`, instead: `Name one of: ${Object.keys(app.searches).join(', ')}.` }]),
        ...[create, update]
          .filter((name) => name !== undefined && !(name in app.creates))
          .map((name) => ({ where, what: `There is no create “${name}”.`, instead: `Name one of: ${Object.keys(app.creates).join(', ')}.` })),
      ];
    }),
};
