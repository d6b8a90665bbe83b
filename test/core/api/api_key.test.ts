import fc from 'fast-check';
import { readApiKey } from '../../../core/api/api_key.js';
import { WireflowError } from '../../../core/model/errors.js';
import { anyCharacter } from '../../../proof/prove/fuzz/any_character.js';
import { pastedForms } from '../../helpers/pasted_keys.js';
import { expectReadable, failure, FAKE_KEY } from '../../helpers/core.js';

describe('an API key as people paste it', () => {
  test.each([FAKE_KEY, ` ${FAKE_KEY}\n`, `Bearer ${FAKE_KEY}`, `bearer   ${FAKE_KEY} `, `\u00a0${FAKE_KEY}\ufeff`, `"${FAKE_KEY}"\r\n`, `Bearer '${FAKE_KEY}'`, `“${FAKE_KEY}”`, `${FAKE_KEY}"`, `export WIREFLOW_API_KEY="${FAKE_KEY}"\n`, ...pastedForms(FAKE_KEY)])('%j', (given) => expect(readApiKey(given)).toBe(FAKE_KEY));
  test.each(['wf_live_fake0000', 'fake', 'a.b~c/d+e=', '0'])('no prefix is asked for: %s', (key) => expect(readApiKey(key)).toBe(key));
  test.each([undefined, null, '', '  ', '\n', 7, {}, [], true])('%j is a connection without a key', (given) => expect(readApiKey(given)).toBeNull());

  test.each(['sk-fake a', 'sk-fake\nx-evil: 1', 'sk-fake\r\n\r\nGET /', 'sk-fäke', 'sk-fa\u0000ke', 'sk-fake\u200bx', 'sk-fake–dash', 'sk-🌊'])('what can not stand in a header is refused, and not repeated: %j', async (given) => {
    const error = await failure(() => readApiKey(given));
    expect(error).toMatchObject({ kind: 'bad_key' });
    expect(error.message).not.toMatch(/sk-/);
    expectReadable(error);
  });

  test('whatever comes out can stand in a header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.anything()), (given) => {
        try {
          expect(readApiKey(given) ?? 'none').toMatch(/^[!-~]+$/);
        } catch (error) {
          if (!(error instanceof WireflowError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});
