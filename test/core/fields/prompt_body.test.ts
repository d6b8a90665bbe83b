import fc from 'fast-check';
import { PROMPT_FIELDS } from '../../../core/fields/prompt_fields.js';
import { IMAGE_SIZES } from '../../../core/model/image_sizes.js';
import { promptBody, unestimatedInPrompt } from '../../../core/fields/prompt_body.js';
import { WireflowError } from '../../../core/model/errors.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { expectReadable, failure } from '../../helpers/core.js';

const body = (more: object = {}) => promptBody({ prompt: 'A lighthouse', ...more });
const refusal = (more: object) => failure(() => body(more));

describe('a prompt is people\'s text', () => {
  test('it arrives exactly, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (prompt) => {
        fc.pre(/[^\s\p{Cc}\p{Cf}]/u.test(prompt));
        expect(promptBody({ prompt })).toEqual({ prompt });
      }),
      { numRuns: 200 },
    );
  });

  test.each(['{{braces}}', '"quotes" and \'quotes\'', 'two\nlines\r\n', '  spaces around  ', '👩‍👩‍👧 é e\u0301', '\ud800', '<b>', '\\n', '%s $1', '0', 'null'])('%j', (prompt) => expect(promptBody({ prompt })).toEqual({ prompt }));
  test('a number is taken as typed', () => expect(promptBody({ prompt: 42 })).toEqual({ prompt: '42' }));

  test('10,000 characters arrive, 20,000 emoji too; 50,000 are a mapping gone wrong', async () => {
    for (const prompt of ['x'.repeat(10_000), '🌊'.repeat(20_000)]) expect(promptBody({ prompt })).toEqual({ prompt });
    const error = await failure(() => promptBody({ prompt: 'x'.repeat(50_000) }));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'prompt', problem: 'The field Prompt has 50,000 characters; it takes at most 20,000.' });
    expectReadable(error);
  });

  test.each([undefined, null, '', ' \n\t ', {}, [], true, NaN])('%j is no prompt', async (prompt) => {
    const error = await failure(() => promptBody({ prompt }));
    expect(error).toMatchObject({ kind: 'bad_input', field: 'prompt' });
    expect(error.problem).toMatch(/^The field Prompt/);
    expectReadable(error);
  });
});

describe('what is left empty is not sent', () => {
  test.each([undefined, null, '', '  '])('%j', (empty) => {
    expect(body(Object.fromEntries(PROMPT_FIELDS.filter(({ key }) => key !== 'prompt').map(({ key }) => [key, key === 'more_inputs' ? null : empty])))).toEqual({ prompt: 'A lighthouse' });
  });
  test('nor is what the step has no field for', () => expect(body({ webhook: 'x', constructor: 1, api_key: 'y' })).toEqual({ prompt: 'A lighthouse' }));
});

describe('the size', () => {
  test.each(IMAGE_SIZES)('$label is sent in each form that a model may read', ({ key, label, width, height, aspectRatio }) => {
    const expected = { prompt: 'A lighthouse', width, height, image_size: { width, height }, aspect_ratio: aspectRatio };
    for (const size of [key, label, ` ${label.toUpperCase()} `]) expect(body({ size })).toEqual(expected);
  });
  test.each([{ size: 'custom', width: '640', height: 480 }, { width: ' 640 ', height: '480' }, { size: 'CUSTOM', width: 640, height: 480 }])('a custom one: %j', (more) => {
    expect(body(more)).toEqual({ prompt: 'A lighthouse', width: 640, height: 480, image_size: { width: 640, height: 480 } });
  });
  test.each<[object, string, RegExp]>([
    [{ size: 'custom' }, 'width', /Width \(in Pixels\) is empty/], [{ size: 'custom', width: 64 }, 'height', /Height \(in Pixels\) is empty/], [{ height: 64 }, 'width', /Width/], [{ size: 'square', width: 64 }, 'size', /“Square post \(1:1\)”, but Width or Height/],
    [{ size: 'huge' }, 'size', /no size called “huge”/], [{ size: '7x7' }, 'size', /^The field Size takes sides from 64 to 4,096 pixels, and not 7x7\. Choose/], [{ size: '9000 by 64 px' }, 'size', /from 64 to 4,096 pixels, and not 9000 by 64 px\./], [{ size: 'constructor' }, 'size', /constructor/], [{ size: {} }, 'size', /Size needs one text/], [{ size: '🌊'.repeat(99) }, 'size', /“(🌊){40}…”/u],
  ])('%j names the field %s', async (more, field, words) => {
    const error = await refusal(more);
    expect(error).toMatchObject({ kind: 'bad_input', field });
    expect(error.message).toMatch(words);
    expectReadable(error);
  }); // prettier-ignore
});

describe('whole numbers', () => {
  test.each([['0', 0], [0, 0], ['4294967295', 4_294_967_295], [' 7 ', 7], ['007', 7], ['7.0', 7], ['٣', 3], ['۱۰', 10], ['１０', 10], ['१०८०', 1080]])('a seed of %j', (seed, sent) => expect(body({ seed })).toEqual({ prompt: 'A lighthouse', seed: sent }));
  test.each(['abc', '1e3', '٣٫٥', '三', '1.5', 1.5, -1, '-1', Infinity, NaN, '4294967296', 2 ** 53, '9'.repeat(400), '0x10', '+5', '1 000', true, {}, [], ['5'], '5;'])('a seed of %j is none', async (seed) => {
    const error = await refusal({ seed });
    expect(error).toMatchObject({ kind: 'bad_input', field: 'seed', problem: 'The field Seed needs a whole number from 0 to 4,294,967,295.' });
    expectReadable(error);
  });
  test.each([['width', '1,024'], ['seed', '1,000,000'], ['seed', '١٬٠٠٠']])('%s: %s is answered with how to write it, since the range itself has commas', async (key, given) => {
    expect((await refusal({ [key]: given })).problem).toMatch(/^The field (Width \(in Pixels\)|Seed) needs a whole number from \d+ to [\d,]+; write a thousand as 1000, without a comma\.$/);
  });
  test.each(['width', 'height'])('%s from 64 to 4,096', async (side) => {
    for (const value of [0, -5, 63, 4097, 'wide', 100.5]) {
      const error = await refusal({ width: 640, height: 640, [side]: value });
      expect(error).toMatchObject({ field: side });
      expect(error.problem).toMatch(/in Pixels\) needs a whole number from 64 to 4,096\.$/);
    }
    for (const value of [64, 4096]) expect(body({ width: 640, height: 640, [side]: value })).toMatchObject({ [side]: value });
  });
});

describe('the other inputs', () => {
  test('a style of one\'s own is sent as typed', () => expect(body({ style: ' My Style ' })).toEqual({ prompt: 'A lighthouse', style: ' My Style ' }));
  test('a style has its length', async () => expect(await refusal({ style: 'x'.repeat(201) })).toMatchObject({ field: 'style' }));
  test.each([
    'https://example.com/a.png', ' https://example.com/ä.png\n', 'HTTPS://example.com/a', 'https://example.com/a,b;c.png', 'https://img.example/w_300,h_200/https://origin.example/a.png', 'https://example.com/?u=https://a.example/1.png&v=https%3A%2F%2Fb',
    "https://example.com/a.png?X-Amz-Signature=a'b|c&x=[1]",
  ])('an image at %j', (image_url) => expect(body({ image_url })).toEqual({ prompt: 'A lighthouse', image_url: image_url.trim() })); // prettier-ignore
  test('a blank in a link is written as browsers write it', () => expect(body({ image_url: ' https://a.example/my photo 1.png ' })['image_url']).toBe('https://a.example/my%20photo%201.png'));
  test.each([',', ', ', '\n', '\r\n', '; ', ' | ', ' ', '\t', ',\n'])('two images with %j between them are too many', async (between) => {
    expect((await refusal({ image_url: `https://a.example/1.png${between}https://a.example/2.png` })).problem).toBe('The field Reference Image takes one link, and several were given.');
  });
  test.each([{ prompt: ['a cat', 'a dog'] }, { prompt: { text: 'a cat' } }, { prompt: true }, { style: ['x'] }, { image_url: ['https://a.example/1.png'] }])('%j is something else than a text', async (values) => {
    expect((await refusal(values)).problem).toMatch(/^The field .* needs one text, but something else was mapped\.$/);
  });
  test('a prompt that is a number is its digits; an empty one is called empty', async () => {
    expect(body({ prompt: 2026 })).toEqual({ prompt: '2026' });
    for (const prompt of [undefined, null, '', ' \n']) expect((await refusal({ prompt })).problem).toBe('The field Prompt is empty.');
  });
  test('a size is found in any Unicode form', () => expect(body({ size: 'Ｓｑｕａｒｅ post (1:1)' })).toMatchObject({ aspect_ratio: '1:1' }));
  test.each(['http://example.com/a.png', 'example.com/a.png', 'https:example.com/a.png', 'https://', 'data:image/png;base64,AA', 'file:///etc/passwd', 'javascript:alert(1)', 'a', {}])('an image at %j is none', async (image_url) => {
    const error = await refusal({ image_url });
    expect(error).toMatchObject({ kind: 'bad_input', field: 'image_url' });
    expect(error.problem).toMatch(/Reference Image/);
    expectReadable(error);
  });
  test('more inputs come after the fields, and can not replace them', async () => {
    expect(JSON.stringify(body({ more_inputs: { mood: 'calm' }, seed: 1 }))).toBe('{"prompt":"A lighthouse","seed":1,"mood":"calm"}');
    expect(body({ more_inputs: { seed: '1' } })).toEqual({ prompt: 'A lighthouse', seed: '1' });
    expect(await refusal({ more_inputs: { seed: '1' }, seed: 2 })).toMatchObject({ field: 'more_inputs' });
    expect(await refusal({ more_inputs: { image_size: 'x' }, size: 'square' })).toMatchObject({ field: 'more_inputs' });
  });
});

test('any values give a body that can be sent, or a sentence that names a field', () => {
  const keys = PROMPT_FIELDS.map(({ key }) => key);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constantFrom('custom', 'square', 'https://a.test')), { maxKeys: 8 }), (values) => {
      try {
        const sent = JSON.parse(JSON.stringify(promptBody({ prompt: 'x', ...values }))) as Record<string, unknown>;
        expect(typeof sent['prompt']).toBe('string');
      } catch (error) {
        if (!(error instanceof WireflowError)) throw error;
        expect(keys).toContain(error.field);
        expect(error.problem).toMatch(/^The field [A-Z]/);
      }
    }),
    { numRuns: 300 },
  );
});

describe('what the estimate of the saved workflow does not know', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['a prompt, a style and a seed', { style: 'watercolor', seed: 7 }, []],
    ['a size of the list', { size: 'banner' }, []],
    ['a size of one megapixel', { width: 1024, height: 1024 }, []],
    ['a size over one megapixel', { width: 1025, height: 1024 }, ['the size']],
    ['a reference image', { image_url: 'https://example.com/a.png' }, ['the reference image']],
    ['something of the person’s own', { more_inputs: { num_images: '4' } }, ['the field More Inputs']],
    ['a size of the person’s own', { more_inputs: { width: '4096' } }, ['the size']],
    ['a size in words', { size: 'square', more_inputs: { resolution: '4K' } }, ['the field More Inputs']],
    ['a size in one form alone', { more_inputs: { image_size: '4k' } }, ['the size']],
    ['all of it', { width: 4096, height: 4096, image_url: 'https://example.com/a.png', more_inputs: { resolution: '4K' } }, ['the size', 'the reference image', 'the field More Inputs']],
  ])('%s', (_what, values, parts) => {
    expect(unestimatedInPrompt(promptBody({ prompt: 'A boat', ...values }))).toEqual(parts);
  });

  test('every size of the list is billed as the first megapixel', () => {
    for (const { key } of IMAGE_SIZES) expect(unestimatedInPrompt(promptBody({ prompt: 'x', size: key }))).toEqual([]);
  });
});

describe('a size that is mapped is found', () => {
  const sizeOf = (size: string) => {
    const { aspect_ratio, width, height } = promptBody({ prompt: 'A boat', size });
    return [aspect_ratio, width, height];
  };
  test.each(['story', 'Story', 'Instagram story', 'TikTok', ' reel ', '9:16', '9 : 16', '9/16', 'Instagram story, Reel or TikTok (9:16)', '９：１６', '٩:١٦', '9∶16', '“9:16”', 'Story (9:16)', '9:16 vertical', 'Aspect ratio: 9:16', '18:32'])('“%s” is a story', (size) => {
    expect(sizeOf(size)).toEqual(['9:16', 720, 1280]);
  });
  test('a ratio that several sizes have is one size', () => expect(sizeOf('16:9')).toEqual(['16:9', 1280, 720]));
  test.each([['1080x1920', '9:16', 1080, 1920], ['1080 × 1920 px', '9:16', 1080, 1920], ['1000x700', undefined, 1000, 700], ['1080px × 1920px', '9:16', 1080, 1920], ['1,080 x 1,920 Pixel', '9:16', 1080, 1920], ['١٠٨٠x١٩٢٠', '9:16', 1080, 1920], ['1080х1920', '9:16', 1080, 1920]])('“%s” is taken to the pixel', (size, ratio, width, height) => {
    expect(sizeOf(size)).toEqual([ratio, width, height]);
  });
  test.each(['5:1', '10x10', '99999x2', 'huge', 'x', 'portrait 16:9', 'Story (16:9)', 'landscape', '1.080 x 1.920', '1080 x 1920 x 3'])('“%s” is none, and the answer lists what there is', (size) => {
    expect(() => promptBody({ prompt: 'A boat', size })).toThrow(/(knows no size called|takes sides from 64 to 4,096 pixels).*square, portrait, story,.*16:9.*1280x720/);
  });
  test('sides beside a size are one too many', () => {
    expect(() => promptBody({ prompt: 'A boat', size: '1080x1920', width: 100 })).toThrow(/says “1080x1920”, but Width or Height/);
  });
  test('the label of the custom size is the custom size', () => {
    expect(promptBody({ prompt: 'A boat', size: 'Custom (set Width and Height)', width: 640, height: 480 })).toMatchObject({ width: 640, height: 480 });
  });
});

test('a style’s label and its key give the same, and a style of one’s own stays as typed', () => {
  const styleOf = (style: string) => promptBody({ prompt: 'A boat', style })['style'];
  expect(styleOf('3D render')).toBe(styleOf('3d-render'));
  expect(styleOf(' product PHOTO ')).toBe('product-photo');
  expect(styleOf('Risograph, two colours')).toBe('Risograph, two colours');
});

test.each(['\0', '\u200b', '\u200b\n\ufeff'])('a prompt that shows nothing is empty, and nothing is paid for it: %j', async (prompt) => {
  expect((await failure(() => promptBody({ prompt }))).problem).toBe('The field Prompt is empty.');
});
test.each(['undefined', ' Undefined\n', '[object Object]', '#REF!', ' #N/A ', '#ERROR!', '#div/0!'])('a prompt of %j is none: nothing is paid for a value that is missing', async (prompt) => {
  const error = await failure(() => promptBody({ prompt }));
  expect(error).toMatchObject({ kind: 'bad_input', field: 'prompt', problem: 'The field Prompt holds what stands for a missing value, and no text.' });
  expectReadable(error);
});
test.each(['a null hypothesis', 'none', '#ERROR! in red letters', '#SALE!', 'A card that says {{name}}', '0'])('a prompt of %j is sent', (prompt) => expect(promptBody({ prompt })).toEqual({ prompt }));
