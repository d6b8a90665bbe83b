import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { asPng, pricePlot } from './price_plot.js';
import { answerTable, articleTable, narrowTable, priceOfSquare, priceTable, rowTable, smallestTable } from './price_rows.js';
import { generatedPart, read, root } from './step_pages.js';

const PAGE = 'docs/prices.md';
const PLOT = 'docs/images/prices.svg';
const isUpdate = process.env['UPDATE_DOCS'] === '1';

const PARTS: readonly (readonly [page: string, mark: string, rows: () => string[]])[] = [
  [PAGE, 'answers', answerTable],
  [PAGE, 'one image', () => priceTable(1)],
  [PAGE, 'a thousand images', () => priceTable(1000)],
  [PAGE, 'narrow', narrowTable],
  [PAGE, 'article', articleTable],
  [PAGE, 'rows', rowTable],
  ['docs/steps/generate_flux_image.md', 'smallest', smallestTable],
];

beforeAll(async () => {
  if (!isUpdate) return;
  for (const [page, mark, rows] of PARTS) {
    const written = read(page).replace(new RegExp(`<!-- ${mark} -->\\n.*?<!-- /${mark} -->`, 's'), () => `<!-- ${mark} -->\n${rows().join('\n')}\n<!-- /${mark} -->`);
    writeFileSync(path.join(root, page), written);
  }
  const svg = await pricePlot();
  writeFileSync(path.join(root, PLOT), svg);
  writeFileSync(path.join(root, PLOT.replace('.svg', '.png')), await asPng(svg));
});

test.each(PARTS)('%s, %s: the page says what the price list says (UPDATE_DOCS=1 writes it)', (page, mark, rows) => {
  expect(generatedPart(read(page), mark)).toBe(rows().join('\n'));
});

test('the plot shows what the price list says', async () => {
  expect(read(PLOT) === (await pricePlot())).toBe(true);
});

test('the example of Find Cheapest Provider gives what it says', () => {
  const [, name, usd] = /`Cheapest Provider’s Name` (\w+)\s+and `Cost \(in US Dollars\)` (\d+)\./.exec(read('docs/steps/compare_prices.md')) ?? [];
  expect([name, Number(usd)]).toEqual(['DeepInfra', Math.round((priceOfSquare('final', 1, 'deepinfra').perImageUsd ?? 0) * 1000)]);
});
