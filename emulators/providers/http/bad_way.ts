import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Fault } from '../faults.js';
import type { Exchange } from './serve.js';

export type Way = Extract<Fault, { way: unknown }>['way'];

/** Sends an answer late, in half, or a byte at a time. @returns what tells the server that nothing is left to send */
export async function sendBadly(context: Exchange, answer: Response, way: Way): Promise<Response> {
  if ('lateMs' in way) {
    await new Promise((resolve) => setTimeout(resolve, way.lateMs).unref());
    return answer;
  }
  const { outgoing } = context.env;
  const content = Buffer.from(await answer.arrayBuffer());
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': content.byteLength });
  if ('cut' in way) {
    outgoing.write(content.subarray(0, content.byteLength >> 1), () => outgoing.destroy());
    return RESPONSE_ALREADY_SENT;
  }
  const drip = (at: number): void => {
    if (outgoing.destroyed) return;
    if (at >= content.byteLength) outgoing.end();
    else outgoing.write(content.subarray(at, at + 1), () => setTimeout(drip, way.dripMs, at + 1).unref());
  };
  drip(0);
  return RESPONSE_ALREADY_SENT;
}
