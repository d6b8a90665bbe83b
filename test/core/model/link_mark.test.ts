import { imageOutputs } from '../../../core/outputs/image_output.js';
import { executionOutput } from '../../../core/outputs/execution_output.js';
import { SAMPLE_FINISHED } from '../../../core/outputs/samples.js';
import type { Output } from '../../../core/model/execution.js';
import { linkMark } from '../../../core/model/link_mark.js';

const LINK = 'https://store.example/a/b.png';
describe('one picture has one mark', () => {
  test.each([
    `${LINK}?X-Amz-Date=20260320T120000Z&X-Amz-Signature=abc&X-Amz-Expires=900`, `${LINK}?Expires=1774008000&Signature=x&Key-Pair-Id=K`,
    `${LINK}?X-Goog-Algorithm=GOOG4&X-Goog-Signature=abc`, `${LINK}?sv=2024&se=2026-03-20&sr=b&sp=r&sig=abc`, `${LINK}?token=abc`, `${LINK}#x`, `${LINK}?x-oss-signature=abc&OSSAccessKeyId=K&Expires=1`, `${LINK}?hdnts=exp=1~hmac=abc`, `${LINK}?verify=1-abc`,
    LINK.replace('https:', 'http:'), LINK.replace('store', 'STORE'),
  ])('however it is signed: %s', (signed) => expect(linkMark(signed)).toBe(linkMark(LINK))); // prettier-ignore
  test.each(['https://store.example/a/c.png', `${LINK}?id=2`, 'https://other.example/a/b.png'])('another one has another: %s', (other) => expect(linkMark(other)).not.toBe(linkMark(LINK)));
  test('in whatever order its own parameters stand', () => expect(linkMark(`${LINK}?type=output&id=2&sig=a`)).toBe(linkMark(`${LINK}?id=2&sig=b&type=output`)));
  test('what is no link has one too', () => expect(linkMark('x')).toMatch(/^[0-9a-f]{12}$/));
});

describe('an image that fires by itself', () => {
  const image = (url: string): Output => ({ kind: 'image', url, text: null, width: null, height: null, contentType: null, filename: null, nodeLabel: null });
  const idsOf = (...urls: string[]) => imageOutputs(executionOutput({ ...SAMPLE_FINISHED, id: 'exec_1', outputs: urls.map(image) }, () => null)).map(({ id }) => id);
  test('keeps its id when another one takes its place', () => {
    const [draft] = idsOf('https://cdn.example/draft.png');
    expect(idsOf('https://cdn.example/final.png', 'https://cdn.example/draft.png')[1]).toBe(draft);
  });
  test('comes once, also where it is linked to twice', () => {
    expect(idsOf(`${LINK}?Expires=1&Signature=a`, `${LINK}?Expires=2&Signature=b`)).toHaveLength(1);
  });
});
