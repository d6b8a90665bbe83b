import { writeFileSync } from 'node:fs';
import { drawPng } from '../../../emulator/pictures/draw.js';
const base = { style: '', seed: 42, width: 1024, height: 1024, workflow: 'Text to Image (Flux 2 Pro)', model: 'Flux 2 Pro' };
const cases: Record<string, object> = {
  square: { prompt: 'A lighthouse at dusk, seen from the sea' },
  square2: { prompt: 'A paper crane', seed: 3 },
  square3: { prompt: 'Iced mint tea in a tall glass', seed: 5 },
  story: { prompt: 'A summer sale poster for a small surf shop, warm evening light', width: 1080, height: 1920 },
  banner: { prompt: 'Ten tips for a calmer morning', width: 1280, height: 720, seed: 9 },
  long: { prompt: 'A very detailed scene of a market street in the rain, with lanterns, '.repeat(40), seed: 8 },
  emoji: { prompt: 'Ocean 🌊 party 🎉 with 👩‍👩‍👧‍👦 and 🇫🇷 — "quoted", {{braces}}, <tags> & ampersands\nsecond line\n\nthird: Привет, Ελλάδα, ąęść, Tiếng Việt', seed: 2 },
  cjk: { prompt: '日本語のプロンプト 中文 한국어 العربية עברית हिन्दी \u0000\u0007 \ud83d lone ﷽ Z̷̢a̸l̵g̶o ​ zero', seed: 2 },
  tiny: { prompt: 'small', width: 200, height: 180 },
  wide: { prompt: 'A wide one', width: 2048, height: 300 },
};
test('look', async () => {
  for (const [name, c] of Object.entries(cases)) {
    const t = performance.now();
    const png = await drawPng({ ...base, ...c } as never);
    console.log(name, Math.round(performance.now() - t), 'ms', png.length);
    writeFileSync(`/tmp/look-${name}.png`, png);
  }
}, 60000);
