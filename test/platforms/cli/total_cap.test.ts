import { totalsOf, type Entry } from '../../../platforms/cli/batch/report.js';
import { TotalCap } from '../../../platforms/cli/batch/total_cap.js';

const estimate = (credits: number) => ({ credits, isComplete: true, available: null, isCovered: null, nodes: [] });
const entry = (credits: number | null, more: Partial<Entry> = {}): Entry => ({ row: 2, run_id: 'r', tries: 0, status: 'completed', execution_id: 'e', credits, duration_seconds: null, image_files: [], image_urls: [], error: null, prompt: '', ...more });
const capOf = (most: number, price: number, entries: readonly Entry[] = []) => new TotalCap(most, estimate(price), 'stop', entries);
const counts = Array.from({ length: 60 }, (_, index) => index + 1);

describe.each([1, 2, 3, 5, 7, 11, 15, 25, 33])('a price of %d tenths of a credit, under a cap of exactly so many runs', (tenths) => {
  const price = tenths / 10;

  test('lets all of them start, together and one by one, and not one more', () => {
    for (const runs of counts) {
      const cap = capOf((tenths * runs) / 10, price);
      cap.check(runs);
      for (let run = 0; run < runs; run += 1) cap.reserve([])(entry(run % 2 === 0 ? price : null));
      expect(() => cap.reserve([])).toThrow('One more row would cost');
    }
  });

  test('lets none start where a tenth is missing, also after runs of before', () => {
    for (const runs of counts) {
      const most = (tenths * runs - 1) / 10;
      expect(() => capOf(most, price).check(runs)).toThrow('Nothing more was started');
      const before = [...Array<Entry>(runs - 1).fill(entry(price)), entry(null, { status: 'not_started', tries: 1 })];
      expect(() => capOf((tenths * runs) / 10, price, before).reserve([])).toThrow('Nothing more was started');
    }
  });
});

test('what was given back is no noise in the sentence', () => {
  const cap = capOf(0.3, 0.1);
  const [first, second] = [cap.reserve([]), cap.reserve([])];
  cap.reserve([])(undefined);
  first(entry(0.2));
  second(entry(0.1));
  expect(() => cap.check(1)).toThrow('would cost 0.1 credits, after 0.3 before, and --max-total-credits allows 0.3.');
});

test('the report’s total is the sum of its rows', () => expect(totalsOf([entry(3.3), entry(3.3), entry(3.3), entry(null)]).credits).toBe(9.9));
