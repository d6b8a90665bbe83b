import fc from 'fast-check';
import { drawPng } from '../../../emulators/pictures/draw.js';
import type { Picture } from '../../../emulators/pictures/picture.js';
import { sizeFrom } from '../../../emulators/wireflow/service/picture_size.js';
import { pngSize } from '../wireflow/client.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';

const picture = (parts: Partial<Picture>): Picture => ({
  prompt: 'A lighthouse',
  style: '',
  seed: 1,
  width: 256,
  height: 200,
  workflow: 'Text to Image',
  model: 'Flux 2 Pro',
  ...parts,
});
const draw = async (parts: Partial<Picture>) => Buffer.from(await drawPng(picture(parts)));

describe('a picture', () => {
  test('has the size asked for', async () => {
    for (const [width, height] of [[64, 64], [300, 200], [180, 320]] as const) {
      expect(pngSize(await draw({ width, height }))).toEqual([width, height]);
    }
  });

  test('is the same for the same prompt and seed, and another for another', async () => {
    const first = await draw({});
    expect((await draw({})).equals(first)).toBe(true);
    for (const other of [{ seed: 2 }, { prompt: 'A ship' }, { style: 'ink' }]) expect((await draw(other)).equals(first)).toBe(false);
  });

  test.each([
    ['no prompt', ''],
    ['a very long one', 'market street in the rain '.repeat(2000)],
    ['one endless word', 'x'.repeat(5000)],
    ['quotes, braces and markup', '"a" \'b\' {{c}} <svg onload="x"> & </text> ]]>'],
    ['emoji of many parts', '🌊 👩‍👩‍👧‍👦 🇫🇷 👍🏽 ❤️ 1️⃣'],
    ['scripts without a font', '日本語 العربية עברית हिन्दी ไทย 𓀀'],
    ['broken and invisible characters', '\u0000\u0007\ud83d\udc00\ufffe\u200b\u202e\u2028 Z̷̢a̸l̵g̶o'],
  ])('is drawn for %s', async (_, prompt) => {
    expect(pngSize(await draw({ prompt }))).toEqual([256, 200]);
  });

  test('is drawn whatever the prompt is', async () => {
    const anyText = fc.string({ unit: anyCharacter, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(anyText, async (prompt) => {
        expect(pngSize(await draw({ prompt, width: 170, height: 170 }))).toEqual([170, 170]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the size of a picture', () => {
  test.each([
    [{}, [1024, 1024]],
    [{ width: 640, height: 360 }, [640, 360]],
    [{ width: '640' }, [640, 640]],
    [{ imagesize: 'portrait_16_9' }, [576, 1024]],
    [{ imagesize: { width: 800, height: 600 } }, [800, 600]],
    [{ size: '1080x1920' }, [1080, 1920]],
    [{ size: '1280 × 720' }, [1280, 720]],
    [{ aspectratio: '16:9' }, [1368, 768]],
    [{ aspectratio: '1:1' }, [1024, 1024]],
    [{ width: 4096, height: 2048 }, [2048, 1024]],
    [{ width: 1, height: 1 }, [64, 64]],
    [{ size: 'large', aspectratio: 'auto' }, [1024, 1024]],
    [{ width: '', height: '', size: '' }, [1024, 1024]],
  ])('of %j is %j', (hints, [width, height]) => {
    expect(sizeFrom(hints)).toEqual({ width, height });
  });
});
