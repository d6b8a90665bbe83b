import { readEstimate } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';
import { EMPTY_REASONS } from '../../../helpers/empty_reasons.js';
import { failureOf } from './world.js';
import { fixedService, type Bundle } from './fixed_service.js';

const NODE = { nodeId: 'n', nodeLabel: 'Video', credits: 85, unknownIterations: false };
const ESTIMATE = { estimatedCredits: 138, availableCredits: 9857, sufficient: true, estimateComplete: true, breakdown: [NODE] };

/** What the core is known to read (test/core/api/readers/credits.test.ts), member by member of each kind. */
const READABLE: readonly (readonly [what: string, body: unknown])[] = [
  ['as documented', ESTIMATE],
  ['in data', { data: ESTIMATE }],
  ...['false', null, 0, 'no'].map((estimateComplete) => [`complete: ${String(estimateComplete)}`, { ...ESTIMATE, estimateComplete }] as const),
  ['complete as a text', { ...ESTIMATE, estimateComplete: 'true' }],
  ['nothing about being complete', { ...ESTIMATE, estimateComplete: undefined }],
  ...[true, 'true', 1].map((unknownIterations) => [`unknown iterations: ${String(unknownIterations)}`, { ...ESTIMATE, breakdown: [{ ...NODE, unknownIterations }] }] as const),
  ['the nodes as a record', { ...ESTIMATE, breakdown: { n: { ...NODE, unknownIterations: true } } }],
  ['dear nodes as a record', { ...ESTIMATE, breakdown: { n: NODE, m: { ...NODE, credits: 100 } } }],
  ['the nodes one level down', { ...ESTIMATE, breakdown: { nodes: [{ ...NODE, fanOutUncertainty: 'high' }, { credits: 60 }] } }],
  ['no uncertainty', { ...ESTIMATE, breakdown: [{ ...NODE, fanOutUncertainty: 'none' }] }],
  ['an uncertainty of the whole', { ...ESTIMATE, fanOutUncertainty: 'high' }],
  ['another spelling of incomplete', { ...ESTIMATE, estimateComplete: undefined, estimate_complete: false }],
  ['called a lower bound', { ...ESTIMATE, isLowerBound: true }],
  ['a maximum beside it', { ...ESTIMATE, estimatedCreditsMax: 900 }],
  ['a maximum that is no more', { ...ESTIMATE, maxCredits: 8 }],
  ...['1,000', '9.999,50', 'about 10', { from: 8 }].map((maxCredits) => [`a maximum that is no number: ${JSON.stringify(maxCredits)}`, { ...ESTIMATE, maxCredits }] as const),
  ...['', 'none', null, false].map((maxCredits) => [`no maximum: ${JSON.stringify(maxCredits)}`, { ...ESTIMATE, maxCredits }] as const),
  ['two totals, of which one is no number', { estimatedCredits: 8, estimateComplete: true, data: { estimatedCredits: '1,000' } }],
  ...['1,000', '9,99', 'about, 10', 'a "quoted", word'].map((credits) => [`a price that is no number: ${credits}`, { ...ESTIMATE, estimateComplete: undefined, breakdown: [{ ...NODE, credits }, NODE] }] as const),
  ['an error beside it', { ...ESTIMATE, error: 'The price of one model is not known' }],
  ...EMPTY_REASONS.map((error) => [`an error that is none: ${JSON.stringify(error)}`, { ...ESTIMATE, error }] as const),
  ['a price that is a word', { ...ESTIMATE, estimateComplete: undefined, breakdown: [{ ...NODE, credits: 'unknown' }, NODE] }],
  ['a node without a price', { ...ESTIMATE, estimateComplete: undefined, breakdown: [NODE, { ...NODE, credits: null }] }],
  ['other words for the same', { estimated_credits: 8, estimate_complete: true }],
  ['a wrapper of its own', { data: { estimate: { estimatedCredits: 8 } } }],
  ['two totals', { estimatedCredits: 8, data: { estimatedCredits: 80 } }],
  ['nodes that sum up to more', { estimatedCredits: 8, breakdown: [{ credits: 8 }, { credits: '8' }] }],
  ['fractions', { estimatedCredits: 0.3, breakdown: [{ credits: 0.1 }, { credits: 0.2 }] }],
  ['a total that ends in noise', { estimatedCredits: 1.1 + 2.2 + 2.7, availableCredits: 6, estimateComplete: true }],
  ['a balance that ends in noise', { estimatedCredits: 0.3, availableCredits: 0.1 + 0.2 }],
  ['a total as a text', { estimatedCredits: '8.5' }],
  ['free', { estimatedCredits: 0 }],
  ...['false', 0, 'no'].map((sufficient) => [`credits that do not last: ${String(sufficient)}`, { estimatedCredits: 8, sufficient }] as const),
  ['too few, and called enough', { ...ESTIMATE, availableCredits: 137 }],
  ['enough, without a number', { ...ESTIMATE, availableCredits: undefined }],
  ['a debt', { ...ESTIMATE, sufficient: undefined, availableCredits: -5 }],
];

const UNREADABLE: readonly unknown[] = [null, {}, [], { data: {} }, { estimatedCredits: 'many' }, { estimatedCredits: '1,000' }, { estimatedCredits: '9,99' }, { estimatedCredits: '1.000,50' }, { data: { estimated_credits: '1,000.50' } }, { estimatedCredits: -1 }, { estimatedCredits: '-20' }, { estimatedCredits: null, breakdown: [NODE] }, { estimatedCredits: '' }, { estimatedCredits: 5, breakdown: [{ credits: -80 }] }];

const serviceWith = (estimate: unknown, inputs: readonly unknown[] = []) =>
  fixedService(({ method, url }) => {
    if (url.endsWith('/estimate')) return { body: estimate };
    return method === 'GET' ? { body: { data: { inputs } } } : { status: 202, body: { executionId: 'exec_1' } };
  });
const START = { wf_workflow: 'cm1abc123', wf_wait: false };

test.each(READABLE)('an estimate is read as on Zapier: %s', async (_what, body) => {
  const { credits, isComplete, available, isCovered } = readEstimate(reply(JSON.parse(JSON.stringify(body))));
  const estimated = await serviceWith(body).run('estimateRun', { workflow: 'cm1abc123' });
  expect(estimated).toMatchObject({ credits, is_lower_bound: !isComplete });
  expect({ available: estimated['available_credits'] ?? null, isCovered: estimated['is_covered'] ?? null }).toEqual({ available, isCovered });
});

test.each(READABLE)('under a cap that it meets, nothing is started that may cost more: %s', async (_what, body) => {
  const { credits, isComplete, isCovered } = readEstimate(reply(JSON.parse(JSON.stringify(body))));
  const run = async (more: Bundle) => {
    const service = serviceWith(body);
    const outcome = await service.run('runWorkflow', { ...START, ...more }).then(() => 'started', ({ message }: Error) => message);
    expect(service.starts()).toHaveLength(outcome === 'started' ? 1 : 0);
    return outcome;
  };
  const enough = { wf_max_credits: Math.ceil(credits) };
  const wanted = isCovered === false ? /left\. Nothing was started/ : isComplete ? /^started$/ : /how much more is not known.*Nothing was started/;
  expect(await run(enough)).toMatch(wanted);
  if (isCovered !== false) expect(await run({ ...enough, wf_uncertain_cost: 'start' })).toBe('started');
  if (credits >= 1) expect(await run({ wf_max_credits: Math.ceil(credits) - 1, wf_uncertain_cost: 'start' })).toContain('Nothing was started');
});

test.each(UNREADABLE)('%j is no estimate: nothing is started under a cap', async (body) => {
  const service = serviceWith(body);
  expect((await failureOf(service.run('runWorkflow', { ...START, wf_max_credits: 1000, wf_uncertain_cost: 'start' }))).message).toContain('not an estimate');
  expect(service.starts()).toEqual([]);
});

describe('what is sent beside the saved workflow, under a cap', () => {
  const INPUTS = [
    { nodeId: 'words', label: 'Words', type: 'text', default: 'saved' },
    { nodeId: 'count', label: 'Number of images', type: 'number', default: 2 },
    { nodeId: 'photo', label: 'Photo', type: 'image' },
    { nodeId: 'model', label: 'Model', type: 'dropdown', default: 'cheap' },
  ];
  const FIELDS = INPUTS.map(({ nodeId }) => ({ name: nodeId, type: 'any' }));
  const run = async (values: Bundle) => {
    const service = serviceWith(ESTIMATE, INPUTS);
    return service.run('runWorkflow', { ...START, wf_max_credits: 500, ...values }, FIELDS).then(() => `started ${service.starts().length}`, ({ message }: Error) => `${message} ${service.starts().length}`);
  };

  test.each<[string, Bundle]>([
    ['words', { words: 'mine' }],
    ['the number that is saved', { words: 'mine', count: 2 }],
    ['the saved number as a text', { count: '2' }],
    ['nothing', {}],
  ])('%s changes no price', async (_what, values) => expect(await run(values)).toBe('started 1'));

  test.each<[string, Bundle, string]>([
    ['another number', { count: 9 }, 'Number of images'],
    ['an own image', { photo: 'https://example.com/a.png' }, 'Photo'],
    ['another choice', { words: 'x', model: 'dear' }, 'Model'],
  ])('%s might cost more', async (_what, values, label) => {
    expect(await run(values)).toMatch(new RegExp(`own values for ${label}.*Nothing was started.*0$`));
    expect(await run({ ...values, wf_uncertain_cost: 'start' })).toBe('started 1');
  });
});
