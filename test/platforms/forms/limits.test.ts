import { countedAddress } from '../../../platforms/forms/proxy/address.js';
import { MemoryCounters } from '../../../platforms/forms/proxy/counters.js';
import { addressFromHeader, optionsFrom } from '../../../platforms/forms/proxy/environment.js';
import { FORM, PAGE, startForms, type FormWorld } from './world.js';

let world: FormWorld;
beforeEach(async () => {
  world = await startForms();
});
afterEach(() => world.emulator.close());

const numbered = (number: number) => ({ ...FORM, prompt: `Number ${number}` });
const codeOf = async (answer: Response) => ((await answer.json()) as { error: string }).error;

describe('a flood', () => {
  test('from one address starts five runs in an hour, and the next hour five more', async () => {
    const ask = world.proxy();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => ask({ body: numbered(number) })));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(202), ...Array(7).fill(429)]);
    expect(world.starts()).toHaveLength(5);
    const last = await ask({ body: numbered(12) });
    expect([last.status, await codeOf(last)]).toEqual([429, 'address_limit']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('access-control-expose-headers')).toContain('retry-after');
    world.emulator.clock.advance(60 * 60_000);
    expect((await ask({ body: numbered(13) })).status).toBe(202);
  });

  test('of refused tries is cut off before its forms are read', async () => {
    const ask = world.proxy();
    const answers = [];
    for (let number = 0; number < 25; number += 1) answers.push(await codeOf(await ask({ body: { ...FORM, leave_empty: 'x' } })));
    expect(answers.filter((code) => code === 'trap')).toHaveLength(20);
    expect(answers.slice(20)).toEqual(Array(5).fill('address_limit'));
  });

  test('from many addresses ends at the day’s limit, until the next day', async () => {
    const ask = world.proxy({ perDay: 3 });
    const answers = await Promise.all(Array.from({ length: 9 }, (_, number) => ask({ address: `192.0.2.${number}` })));
    expect(world.starts()).toHaveLength(3);
    expect(await codeOf(answers.find(({ status }) => status === 429) as Response)).toBe('day_limit');
    world.emulator.clock.advance(24 * 60 * 60_000);
    expect((await ask({ address: '192.0.2.99' })).status).toBe(202);
  });

  test('is counted per IPv6 network, and callers of no known address together', async () => {
    const ask = world.proxy();
    for (let number = 0; number < 7; number += 1) await ask({ body: numbered(number), address: `2001:db8:1:2::${number}` });
    expect(world.starts()).toHaveLength(5);
    for (let number = 0; number < 7; number += 1) await ask({ body: numbered(number), address: '' });
    expect(world.starts()).toHaveLength(10);
  });

  test('fails closed when nothing can be counted', async () => {
    const ask = world.proxy({ counters: { add: async () => Promise.reject(new Error('The store is away')) } });
    const answer = await ask();
    expect([answer.status, world.starts().length]).toEqual([503, 0]);
    expect(world.problems.join()).toContain('The store is away');
  });

  test('does not fill the memory', async () => {
    const counters = new MemoryCounters(() => 0);
    await counters.add('day:starts:1', 7, 60);
    for (let number = 0; number < 100_050; number += 1) await counters.add(`address:try:${number}`, 1, 60);
    expect(await counters.add('address:try:1', 1, 60)).toBe(1);
    expect(await counters.add('day:starts:1', 1, 60)).toBe(8);
  });
});

describe('the caller’s address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:51234', '192.0.2.7'],
    ['[2001:db8:1:2::9]:51234', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['[0:0:0:0:0:FFFF:c000:0207]:51234', '192.0.2.7'],
    ['::fffe:c000:207', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    [null, 'unknown'],
    ['', 'unknown'],
  ])('%s counts as %s', (address, counted) => expect(countedAddress(address)).toBe(counted));

  test('is what the trusted server wrote, not what the caller wrote left of it', () => {
    const request = new Request('https://proxy.example/', { headers: { 'x-forwarded-for': '1.1.1.1, 2.2.2.2, 192.0.2.7' } });
    expect(addressFromHeader('x-forwarded-for', 1)(request)).toBe('192.0.2.7');
    expect(addressFromHeader('x-forwarded-for', 2)(request)).toBe('2.2.2.2');
    expect(addressFromHeader('x-forwarded-for', 9)(request)).toBeNull();
    expect(addressFromHeader('cf-connecting-ip', 1)(request)).toBeNull();
  });

  test('can’t be forged where no header is named', async () => {
    const ask = world.proxy();
    for (let number = 0; number < 8; number += 1) await ask({ body: numbered(number), headers: { 'x-forwarded-for': `203.0.113.${number}` } });
    expect(world.starts()).toHaveLength(5);
  });
});

describe('what a day may cost', () => {
  test('is kept with the costs that the owner names', async () => {
    const ask = world.proxy({ creditsPerRun: 10, creditsPerDay: 25, perAddressAndHour: 100 });
    const answers = await Promise.all([1, 2, 3, 4].map((number) => ask({ body: numbered(number) })));
    expect(world.starts()).toHaveLength(2);
    expect(await codeOf(answers[3] as Response)).toBe('cost_limit');
  });

  test('may be spent to the last tenth of a credit, and no further', async () => {
    const ask = world.proxy({ creditsPerRun: 0.1, creditsPerDay: 0.3, perAddressAndHour: 100 });
    for (const number of [1, 2, 3, 4]) await ask({ body: numbered(number) });
    expect(world.starts()).toHaveLength(3);
  });

  test('is asked with a key, once for many starts', async () => {
    const ask = world.proxy({ fields: ['prompt'], apiKey: world.emulator.keys.full, creditsPerDay: 1_000, perAddressAndHour: 100 });
    for (const number of [1, 2, 3]) await ask({ body: numbered(number) });
    expect(world.emulator.requests.map(({ endpoint }) => endpoint)).toEqual(['triggerInfo', 'estimate', 'trigger', 'trigger', 'trigger']);
  });

  test('stops a run that alone costs too much', async () => {
    const answer = await world.proxy({ fields: ['prompt'], apiKey: world.emulator.keys.full, mostCreditsPerRun: 1 })();
    expect([answer.status, world.starts().length]).toEqual([402, 0]);
    expect(await answer.json()).toMatchObject({ error: 'cost_limit', message: expect.stringMatching(/costs? more|would cost more/), started: 'no' });
  });

  test('stops everything when it can’t be told', async () => {
    world.emulator.fault({ on: 'estimate', status: 500 });
    const answer = await world.proxy({ fields: ['prompt'], apiKey: world.emulator.keys.full, creditsPerDay: 1_000 })();
    expect([answer.status, world.starts().length]).toEqual([503, 0]);
  });

  test('stops a run whose cost is not certain, and tells the owner alone why', async () => {
    const fields = ['prompt', 'width', 'height'];
    const ask = world.proxy({ apiKey: world.emulator.keys.full, mostCreditsPerRun: 100, fields });
    const large = await ask({ body: { ...FORM, width: 4096, height: 4096 } });
    const inTwo = await ask({ body: { ...FORM, width: ['64', '4096'], height: 4096 } });
    expect([large.status, await codeOf(large), inTwo.status, world.starts().length]).toEqual([402, 'cost_limit', 402, 0]);
    expect(world.problems[0]).toMatch(/without the size, so an image might cost more than is allowed.*FORM_CREDITS_PER_RUN/);
    expect((await ask({ body: { ...FORM, width: 512, height: 512 } })).status).toBe(202);
    expect((await world.proxy({ apiKey: world.emulator.keys.full, mostCreditsPerRun: 100, fields, uncertainCost: 'start' })({ body: { ...FORM, width: 4096, height: 4096 } })).status).toBe(202);
  });

  test('stops a run of which Wireflow knows only the least that it costs', async () => {
    world.emulator.workflows.forEach((workflow) => Object.assign(workflow, { estimateIsLowerBound: true }));
    const answer = await world.proxy({ apiKey: world.emulator.keys.full, mostCreditsPerRun: 100, fields: ['prompt'] })();
    expect([answer.status, await codeOf(answer), world.starts().length]).toEqual([402, 'cost_limit', 0]);
  });

  test('can’t be kept with fields that the estimate does not know, unless the owner says so', () => {
    const capped = { apiKey: 'sk-fake', creditsPerDay: 100, fields: ['prompt', 'email'] };
    expect(() => world.proxy(capped)).toThrow(/can not be kept with the field “email”.*FORM_CREDITS_PER_RUN/);
    expect(() => world.proxy({ ...capped, uncertainCost: 'start' })).not.toThrow();
    expect(() => world.proxy({ ...capped, creditsPerRun: 10 })).not.toThrow();
    expect(() => world.proxy({ ...capped, uncertainCost: 'maybe' as 'start' })).toThrow(/uncertainCost needs one of/);
  });

  test('needs to be known: a cap without a price or a key is no cap', () => {
    expect(() => world.proxy({ creditsPerDay: 10 })).toThrow(/creditsPerRun/);
    expect(() => world.proxy({ creditsPerDay: Number.NaN, creditsPerRun: 1 })).toThrow(/number above 0/);
  });

  test('takes nothing out of one cap when another one refuses', async () => {
    const totals = new Map<string, number>();
    const add = async (key: string, amount: number) => totals.set(key, (totals.get(key) ?? 0) + amount).get(key) as number;
    const ask = world.proxy({ counters: { add }, creditsPerRun: 10, creditsPerDay: 15 });
    await ask();
    expect(await codeOf(await ask({ body: numbered(2) }))).toBe('cost_limit');
    expect([...totals].filter(([key]) => !key.includes(':try:')).map(([, total]) => total)).toEqual([1, 1, 10_000_000]);
  });

  test('gets back what a start that was none had taken', async () => {
    const ask = world.proxy({ perDay: 1 });
    world.emulator.fault({ on: 'trigger', status: 429 });
    expect((await ask()).status).toBe(503);
    expect((await ask()).status).toBe(202);
    expect((await ask({ body: numbered(2) })).status).toBe(429);
  });

  test('keeps what a start that may have been one has taken', async () => {
    const ask = world.proxy({ perDay: 1 });
    world.emulator.fault({ on: 'trigger', drop: 'after' });
    expect(await (await ask()).json()).toMatchObject({ error: 'start_unknown', started: 'maybe' });
    expect((await ask({ body: numbered(2) })).status).toBe(429);
    expect(world.emulator.executions).toHaveLength(1);
  });
});

describe('the environment', () => {
  const given = { WIREFLOW_WEBHOOK: 'whk_example', FORM_ORIGINS: `${PAGE}, https://shop.example.com` };

  test('sets everything up', () => {
    const options = optionsFrom({ ...given, FORM_FIELDS: 'prompt, style', FORM_PER_HOUR: '2', FORM_CREDITS_PER_RUN: '1.5', FORM_PER_DAY: ' ' }, { addressOf: () => '192.0.2.1', onProblem: () => undefined });
    expect(options).toMatchObject({ webhook: 'whk_example', origins: [PAGE, 'https://shop.example.com'], fields: ['prompt', 'style'], perAddressAndHour: 2, creditsPerRun: 1.5 });
    expect(options).not.toHaveProperty('perDay');
    expect(options.addressOf(new Request('https://proxy.example/'), null)).toBe('192.0.2.1');
  });

  test.each([
    [{ WIREFLOW_WEBHOOK: '' }, /WIREFLOW_WEBHOOK is empty/],
    [{ FORM_PER_HOUR: 'many' }, /FORM_PER_HOUR needs a number/],
    [{ FORM_PER_DAY: '-1' }, /FORM_PER_DAY needs a number/],
  ])('%j is said by name', (changes, words) => expect(() => optionsFrom({ ...given, ...changes }, { addressOf: () => null, onProblem: () => undefined })).toThrow(words));
});
