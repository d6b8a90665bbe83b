import { readFileSync } from 'node:fs';
import { ICON, ICON_SIDE, ICON_SOURCE, renderIcon } from '../../../platforms/make/listing/icon.js';
import { LISTING } from '../../../platforms/make/listing/listing.js';

const MOST_BYTES = 500_000;

test('the icon is its drawing, as Make takes it: a PNG of 512 × 512 below 500 kB', async () => {
  const committed = readFileSync(ICON);
  expect(Buffer.compare(committed, Buffer.from(await renderIcon()))).toBe(0);
  expect(committed.subarray(1, 4).toString()).toBe('PNG');
  expect([committed.readUInt32BE(16), committed.readUInt32BE(20)]).toEqual([ICON_SIDE, ICON_SIDE]);
  expect(committed.length).toBeLessThan(MOST_BYTES);
});

test('it is black on nothing, of which Make makes white, and can then be read on the app’s colour', () => {
  const colours = [...readFileSync(ICON_SOURCE, 'utf8').replace(/<mask[\s\S]*<\/mask>/, '').matchAll(/(?:fill|stroke)="(#[^"]+)"/g)].map(([, colour]) => colour);
  expect([...new Set(colours)]).toEqual(['#000']);
  const channel = (at: number) => {
    const value = Number.parseInt(LISTING.theme.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  // WCAG 2.2, 1.4.3: of text; a picture may do with less.
  expect(1.05 / (luminance + 0.05)).toBeGreaterThan(4.5);
});
