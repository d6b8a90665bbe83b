import { drawPng } from '../../../emulators/pictures/draw.js';
import { needsWorldFonts } from '../../../emulators/pictures/world_fonts.js';
import { worldText } from '../../../emulators/pictures/world_text.js';
import { pngSize } from '../wireflow/client.js';

const BOX = { x: 0, width: 1000, fontSize: 20, lineHeight: 30, maxLines: 3 };
/** Where each letter stands, in the order in which it was drawn. */
const places = (svg: string) => [...svg.matchAll(/translate\((-?[\d.]+) /g)].map(([, x]) => Number(x));
const shapes = (svg: string) => [...svg.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);

test.each([
  ['Japanese', '紙の舟が湖に浮かぶ'], ['Chinese', '一只红色的纸船'], ['Chinese of Taiwan', '一隻紅色的紙船'], ['Korean', '호수 위의 종이배'],
  ['Hebrew', 'סירת נייר על אגם'], ['Arabic', 'قارب ورقي على بحيرة'], ['Hindi', 'झील में शांत कागज़ की नाव'],
])('%s has a shape for every letter', async (_script, words) => {
  expect(needsWorldFonts(words)).toBe(true);
  const { svg, count } = await worldText(words, BOX);
  expect(count).toBe(1);
  expect(svg).not.toContain('<rect');
  expect(shapes(svg).length).toBeGreaterThan(6);
}); // prettier-ignore

test.each(['A paper boat', 'Ein „Boot“ — été, Ελλάδα, Москва 🎈'])('%s needs none of this', (words) => {
  expect(needsWorldFonts(words)).toBe(false);
});

test('letters of Arabic are joined, and those of Hebrew stand from right to left', async () => {
  const alone = await Promise.all([...'قارب'].map(async (letter) => shapes((await worldText(letter, BOX)).svg)[0]));
  expect(shapes((await worldText('قارب', BOX)).svg).filter((shape) => alone.includes(shape)).length).toBeLessThan(4);
  const hebrew = await worldText('אבג', BOX);
  expect(Math.max(...places(hebrew.svg))).toBeGreaterThan(900);
  const [first] = shapes((await worldText('א', BOX)).svg);
  expect(shapes(hebrew.svg).at(-1)).toBe(first);
});

test('brackets and numbers in Hebrew stand as they are read', async () => {
  const opening = shapes((await worldText('日(', BOX)).svg).at(-1);
  // From left to right on the picture: 12, the closing bracket as an opening shape, …
  expect(shapes((await worldText('(א) 12', BOX)).svg)).toContain(opening);
  const [one, two] = shapes((await worldText('日12', BOX)).svg).slice(-2);
  const drawn = shapes((await worldText('א 12', BOX)).svg);
  expect(drawn.indexOf(one)).toBe(drawn.indexOf(two) - 1);
});

test('a vowel sign with a dot above it gets no dotted circle', async () => {
  const { svg } = await worldText('मे', BOX);
  expect(shapes((await worldText('में', BOX)).svg)).toHaveLength(shapes(svg).length + 1);
});

test.each(['🦊', '❤️', '🇯🇵', '👩‍👩‍👧‍👦', '👍🏽'])('the emoji %s stands as one shape among other scripts, and as no box', async (emoji) => {
  const { svg } = await worldText(`日${emoji}本`, BOX);
  expect(svg).not.toContain('<rect');
  expect(shapes(svg).filter((path) => path !== '')).toHaveLength(3);
});

test('lines break within the box, and what does not fit is cut with a sign for it', async () => {
  const { svg, count } = await worldText('紙の舟が湖に浮かぶ。'.repeat(40), { ...BOX, width: 300 });
  expect(count).toBe(3);
  expect(Math.max(...places(svg))).toBeLessThan(330);
});

test('a picture comes out whatever stands beside these letters', async () => {
  for (const prompt of ['日\u0000本\ud83d 𓀀 ไทย', 'א'.repeat(5000), '\u202eقارب <text>&"', '한\n\n글']) {
    expect(pngSize(Buffer.from(await drawPng({ prompt, style: '', seed: 1, width: 200, height: 200, workflow: 'Text to Image', model: 'Flux 2 Pro' })))).toEqual([200, 200]);
  }
});
