import { readBalance, readEstimate } from '../../../../core/api/readers/index.js';
import { reply } from '../../../helpers/core.js';

const NODE = { nodeId: 'n', nodeLabel: 'Video', model: 'bytedance/seedance-2.0', credits: 85, unitCredits: 85, iterations: 1, unknownIterations: false };
const ESTIMATE = { workflowId: 'cm', estimatedCredits: 138, availableCredits: 9857, creditSource: 'user:1', sufficient: true, estimateComplete: true, breakdown: [NODE], warnings: [] };
const READ = { credits: 138, isComplete: true, available: 9857, isCovered: true, nodes: [{ label: 'Video', model: 'bytedance/seedance-2.0', credits: 85 }] };

describe('what a run would cost', () => {
  test.each([[{ data: ESTIMATE }], [ESTIMATE]])('is read from %j', (body) => expect(readEstimate(reply(body))).toEqual(READ));
  test('a part of it may be all that is known', () => expect([ESTIMATE, { data: ESTIMATE }].map((body) => readEstimate(reply(JSON.parse(JSON.stringify(body).replace('"estimateComplete":true', '"estimateComplete":false')))).isComplete)).toEqual([false, false]));
  test.each([[{ estimateComplete: 'false' }], [{ estimateComplete: null }], [{ estimateComplete: 0 }], [{ estimateComplete: undefined, breakdown: [{ ...NODE, unknownIterations: true }] }], [{ breakdown: [{ ...NODE, fanOutUncertainty: 'unbounded' }] }]])('it is no whole cost with %j', (more) => {
    expect(readEstimate(reply({ ...ESTIMATE, ...more })).isComplete).toBe(false);
  });
  test.each([[{ estimateComplete: 'true' }], [{ estimateComplete: undefined }], [{ breakdown: [{ ...NODE, fanOutUncertainty: 'none' }] }]])('it is the whole cost with %j', (more) => {
    expect(readEstimate(reply({ ...ESTIMATE, ...more })).isComplete).toBe(true);
  });
  test.each<[object, boolean | null]>([
    [{ sufficient: false }, false], [{ sufficient: undefined }, true], [{ sufficient: undefined, availableCredits: 137 }, false],
    [{ sufficient: undefined, availableCredits: 138 }, true], [{ sufficient: undefined, availableCredits: undefined }, null], [{ sufficient: 'yes', availableCredits: 1 }, false],
    [{ sufficient: true, availableCredits: 137 }, false], [{ sufficient: true, availableCredits: undefined }, true], [{ sufficient: undefined, availableCredits: -5 }, false],
  ])('whether the credits last: %j', (more, isCovered) => expect(readEstimate(reply({ ...ESTIMATE, ...more })).isCovered).toBe(isCovered)); // prettier-ignore
  test.each<[string, object]>([
    ['a word for yes', { breakdown: [{ ...NODE, unknownIterations: 'true' }] }],
    ['a number for yes', { breakdown: [{ ...NODE, unknownIterations: 1 }] }],
    ['the nodes as a record', { breakdown: { n: { ...NODE, unknownIterations: true } } }],
    ['the nodes one level down', { breakdown: { nodes: [{ ...NODE, fanOutUncertainty: 'high' }] } }],
    ['said of the whole', { fanOutUncertainty: 'high' }],
    ['in another spelling', { estimateComplete: undefined, estimate_complete: false }],
    ['called a lower bound', { isLowerBound: true }],
    ['a maximum beside it', { estimatedCreditsMax: 900 }],
    ['an error beside it', { error: 'The price of one model is not known' }],
    ['a node whose price is a word', { estimateComplete: undefined, breakdown: [{ ...NODE, credits: 'unknown' }] }],
    ['a node without a price', { estimateComplete: undefined, breakdown: [NODE, { ...NODE, credits: null }] }],
  ])('it is no whole cost: %s', (_what, more) => expect(readEstimate(reply({ data: { ...ESTIMATE, ...more } }))).toMatchObject({ credits: 138, isComplete: false }));
  test.each<[string, object, number]>([
    ['in other words for the same', { estimated_credits: 8, estimate_complete: true }, 8],
    ['in a wrapper of its own', { data: { estimate: { estimatedCredits: 8 } } }, 8],
    ['twice, differently', { estimatedCredits: 8, data: { estimatedCredits: 80 } }, 80],
    ['nodes that sum up to more', { estimatedCredits: 8, breakdown: [{ credits: 8 }, { credits: '8' }] }, 16],
    ['nodes with fractions', { estimatedCredits: 0.3, breakdown: [{ credits: 0.1 }, { credits: 0.2 }] }, 0.3],
    ['as a sum that ends in noise', { estimatedCredits: 1.1 + 2.2 + 2.7 }, 6],
    ['a maximum that is no more', { estimatedCredits: 8, maxCredits: 8 }, 8],
  ])('it is told %s', (_what, body, credits) => expect(readEstimate(reply(body))).toMatchObject({ credits, isComplete: true }));
  test.each([['false'], [0], ['no']])('credits that do not last may be told as %j', (sufficient) => expect(readEstimate(reply({ estimatedCredits: 8, sufficient })).isCovered).toBe(false));
  test('nodes without a name, a model or a price', () => {
    expect(readEstimate(reply({ estimatedCredits: 0, breakdown: [{ nodeId: 'n' }, { nodeId: 'n', label: 'Flux' }, {}, null] })).nodes).toEqual([
      { label: 'n', model: null, credits: 0 }, { label: 'Flux', model: null, credits: 0 }, { label: 'Node', model: null, credits: 0 },
    ]); // prettier-ignore
  });
  test.each([null, {}, [], { data: {} }, { estimatedCredits: 'many' }, { estimatedCredits: -1 }, { estimatedCredits: '-20' }, { estimatedCredits: null, breakdown: [NODE] }, { estimatedCredits: '' }, { estimatedCredits: 'NaN' }, { estimatedCredits: 5, breakdown: [{ credits: -80 }] }])('%j is an error, never "free"', (body) => expect(() => readEstimate(reply(body))).toThrow(/not an estimate/));
});

describe('the credits that are left', () => {
  test.each<[unknown, number]>([
    [{ availableCredits: 3 }, 3], [{ credits: 0 }, 0], [{ balance: 12.5 }, 12.5], [{ remainingCredits: '40' }, 40], [{ data: { creditBalance: 7 } }, 7],
    [{ credits: { used: 5 }, balance: 9 }, 9],
    [{ credits: { used: 5, total: 100, remaining: 95 } }, 95], [{ credits: { used: 5, available: -3 } }, -3], [{ credits: 1600, creditsUsed: 300, creditsRemaining: 1300 }, 1300],
    [{ available_credits: 8, credits: 1600 }, 8], [{ usage: { requests: 3, credits: { left: 4 } } }, 4], [{ user: { name: 'x', creditBalance: 6 } }, 6], [{ credits: 70, plan: { total: 1600 } }, 70],
    [{ data: { total: 100, used: 40, balance: 60 } }, 60], [{ balance: { current: 2, currency: 'credits' } }, 2], [{ credits: 40, balance: 12.5, currency: 'USD' }, 40], [{ balance: 'n/a', data: { balance: 4 } }, 4], [{ balance: -2 }, -2],
  ])('%j', (body, balance) => expect(readBalance(reply(body))).toBe(balance)); // prettier-ignore
  test.each([null, {}, [], { balance: null }, { balance: '' }, { balance: '0x10' }, { balance: '1e3' }, { balance: 'Infinity' }, { balance: '٣' },
    { credits: 1600, used: 300 }, { credits: 1600, creditsUsed: 300 }, { credits: 300, monthlyLimit: 1600 }, { credits: { used: 5, total: 100 } }, { used: 5 }, { usage: { credits: 12, total: 100 } }, { rateLimit: { remaining: 9 } }, { credits: '1,600' }, { balance: 12.5, currency: 'USD' }, { balance: { current: 12.5, currency: 'usd' } }])('%j is an error, never "none left"', (body) => {
    expect(() => readBalance(reply(body))).toThrow(/not a credit balance/);
  });
});
