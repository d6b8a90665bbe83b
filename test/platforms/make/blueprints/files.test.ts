import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from '../../../../platforms/make/app_definition.js';
import { appFiles } from '../../../../platforms/make/app_files.js';
import { blueprintOf, type Scenario, type Step } from '../../../../platforms/make/blueprints/blueprint.js';
import { faultsOf } from '../../../../platforms/make/blueprints/check.js';
import { BLUEPRINT_FOLDERS, blueprintFiles } from '../../../../platforms/make/blueprints/files.js';
import { USER_SCENARIOS } from '../../../../platforms/make/blueprints/for_users.js';
import { ours } from '../../../../platforms/make/blueprints/own_modules.js';
import { eachOf, formAnswer, newRows, putIntoDrive } from '../../../../platforms/make/blueprints/other_modules.js';
import { ERRORS_NOT_SHOWN, REVIEW_SCENARIOS } from '../../../../platforms/make/review/scenarios.js';

const ALL: readonly Scenario[] = [...USER_SCENARIOS, ...REVIEW_SCENARIOS];
const MODULE_IDS = app.groups.flatMap(({ modules }) => modules.map(({ id }) => id));

describe('the emitted blueprints', () => {
  test('are what a fresh run of the emitter writes (npm run make:emit)', () => {
    const fresh = blueprintFiles();
    const there = BLUEPRINT_FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
    expect(there.sort()).toEqual([...fresh.keys()].sort());
    for (const [path, text] of fresh) expect(`${path}\n${readFileSync(path, 'utf8')}`).toBe(`${path}\n${text}`);
  });

  test.each(ALL.map((scenario): [string, Scenario] => [scenario.file, scenario]))('%s has no fault', (_file, scenario) => {
    expect(faultsOf(scenario)).toEqual([]);
  });

  test('have what Make imports, and nothing of an account', () => {
    for (const scenario of ALL) {
      const { flow, ...rest } = blueprintOf(scenario);
      expect(Object.keys(rest).sort()).toEqual(['description', 'metadata', 'name']);
      expect(rest.metadata).toMatchObject({ version: 1, instant: scenario.isInstant ?? false, scenario: { roundtrips: 1, maxErrors: 3 }, designer: { orphans: [] } });
      expect(flow.map(({ id }) => id)).toEqual(flow.map((_, index) => index + 1));
      for (const { module, metadata } of flow) {
        expect(module).toMatch(/^(app#)?[a-z][a-z0-9-]*:[A-Za-z0-9]+$/);
        expect(metadata.designer).toEqual({ x: expect.any(Number), y: 0, name: expect.any(String) });
      }
    }
  });

  test('carry the name that the app has in Make', () => {
    const text = [...blueprintFiles('app#wireflow-abc123').values()].join('\n');
    expect(text).toContain('"app#wireflow-abc123:runWorkflow"');
    expect(text).not.toContain('"app#wireflow:');
  });

  test('tell what to choose for every module that needs a choice', () => {
    for (const { file, steps, choose } of USER_SCENARIOS) {
      const said = choose.join('\n');
      const needsChoice = steps.filter(({ app: of, left = [] }) => left.length > 0 || of === 'wireflow');
      for (const { name } of needsChoice) expect(`${file} ${said.includes(name) ? 'names' : 'forgets'} ${name}`).toBe(`${file} names ${name}`);
    }
  });

  test('keep what fails for a person, repeat nothing by themselves, and number every module once', () => {
    for (const scenario of USER_SCENARIOS) {
      const { flow, metadata } = blueprintOf(scenario);
      expect(metadata).toMatchObject({ scenario: { dlq: true } });
      expect(flow[0]).not.toHaveProperty('onerror');
      for (const { onerror } of flow.slice(1).filter((_, index) => scenario.steps[index + 1]?.onFailure === undefined)) expect(onerror).toEqual([expect.objectContaining({ module: 'builtin:Break', mapper: { retry: false, count: 3, interval: 15 } })]);
      const ids = flow.flatMap(({ id, onerror = [] }) => [id, ...onerror.map((handler) => handler.id)]);
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const scenario of REVIEW_SCENARIOS) expect(JSON.stringify(blueprintOf(scenario))).not.toContain('onerror');
  });

  test('start nothing that a repetition would pay for again', () => {
    const starts = USER_SCENARIOS.flatMap(({ file, steps }) => steps.filter(({ module }) => ['runWorkflow', 'generateImage'].includes(module)).map((step): [string, Step] => [file, step]));
    expect(starts.map(([file]) => file)).toEqual(['sheet-to-drive.json', 'sheet-to-drive-out-of-credits.json', 'form-to-mail.json', 'batch-start.json']);
    for (const [, { mapper }] of starts) expect(mapper?.['wf_run_id']).toContain('{{1.');
  });
});

describe('what a reviewer gets', () => {
  test.each(MODULE_IDS)('%s is in a scenario that works', (id) => {
    expect(REVIEW_SCENARIOS.some(({ ends, steps }) => ends === 'SUCCESS' && steps.some(({ module }) => module === id))).toBe(true);
  });

  test('each kind of error of the app is shown, or it is said why not', () => {
    const raised = new Set([...appFiles().values()].flatMap((text) => [...text.matchAll(/\b[A-Z][A-Za-z]+Error\b/g)].map(([type]) => type)));
    const shown = REVIEW_SCENARIOS.flatMap(({ ends }) => (ends === 'SUCCESS' ? [] : [ends.type]));
    expect([...raised].sort()).toEqual([...new Set([...shown, ...Object.keys(ERRORS_NOT_SHOWN)])].sort());
  });

  test('has names and files of their own', () => {
    expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
    expect(new Set(ALL.map(({ file }) => file)).size).toBe(ALL.length);
  });
});

describe('the check of a scenario', () => {
  const scenario = (...steps: Step[]): Scenario => ({ file: 'x.json', name: 'X', description: 'x', steps });
  const get = (id = 'x') => ours('getExecution', { execution_id: id });

  test.each<[string, Scenario, RegExp]>([
    ['no module', scenario(), /no module/],
    ['a long name', { ...scenario(get()), name: 'x'.repeat(121) }, /121 characters/],
    ['a module that the app lacks', scenario({ ...get(), module: 'getPicture' }), /no such module/],
    ['a field that a module lacks', scenario(ours('getExecution', { execution_id: 'x', size: 1 })), /no field size/],
    ['a required field that is empty', scenario(ours('getExecution')), /nobody fills in Execution ID/],
    ['a choice that is none', scenario(ours('watchExecutions', { status: 'finished' })), /status has no choice "finished"/],
    ['a number for a switch', scenario(ours('listWorkflows', { only_active: 1 })), /only_active takes no 1/],
    ['half a number', scenario(ours('listWorkflows', { limit: 1.5 })), /limit takes no 1.5/],
    ['a number that is too large', scenario(ours('waitForExecution', { execution_id: 'x', longest_wait: 241 })), /longest_wait takes at most 240/],
    ['a trigger in the middle', scenario(get(), ours('watchExecutions', { status: 'completed' })), /only be the first/],
    ['a filter before the first module', scenario({ ...get(), filter: { name: 'x', conditions: [] } }), /filter, which Make does not take/],
    ['an output that a module lacks', scenario(get(), get('{{1.picture}}')), /module 1 gives no picture/],
    ['an output of a later module', scenario(get('{{2.execution_id}}'), get()), /maps module 2, which does not come before it/],
    ['an output of a module of another app', scenario(newRows(1), get('{{1.name}}')), /module 1 gives no name/],
    ['an expression that nobody checks', scenario(newRows(1), get('{{upper(1.`0`)}}')), /is no output of a module/],
    ['another app’s module that was never seen', scenario({ ...formAnswer(), module: 'CatchHook' }), /exported from Make/],
    ['another version', scenario({ ...newRows(1), version: 4 }), /its version is 2, not 4/],
    ['a field that another app’s module lacks', scenario(get(), { ...eachOf('{{1.image_urls}}'), mapper: { list: 'x' } }), /no field list/],
    ['a parameter that another app’s module lacks', scenario({ ...newRows(1), parameters: { worksheet: 'x' } }), /no parameter worksheet/],
    ['a spreadsheet', scenario({ ...newRows(1), parameters: { spreadsheetId: 'x' } }), /spreadsheetId belongs to an account/],
    ['a connection', scenario({ ...get(), parameters: { __IMTCONN__: 7 } }), /__IMTCONN__ belongs to an account/],
    ['a webhook', scenario(get('whk_fakefakefake1')), /looks like a key or a webhook/],
    ['somebody’s mail address', scenario(newRows(1), putIntoDrive({ filename: 'somebody@company.test', data: '{{1.`0`}}' })), /mail address/],
    ['a zone', scenario(get('eu2.make.com')), /a zone/],
  ])('finds %s', (_what, planted, fault) => {
    expect(faultsOf(planted).join('\n')).toMatch(fault);
  });

  test('a module that the app lacks can not even be named', () => {
    expect(() => ours('getPicture')).toThrow('no module getPicture');
  });
});

test('every link of the page for users leads somewhere', () => {
  const [folder] = BLUEPRINT_FOLDERS;
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(USER_SCENARIOS.length);
  for (const link of links) expect(`${link} ${existsSync(join(folder, link))}`).toBe(`${link} true`);
});
