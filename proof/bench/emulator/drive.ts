import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Service } from '../service/commands.js';
import type { ServiceProcess } from '../service/process.js';

/** A request that the emulator is asked again and again. */
export interface Load {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Below the API's base. */
  readonly path: string;
  readonly body?: string;
}

const CONNECTIONS = 8;

/** @param executionId of a completed execution */
export function loads({ webhookUrl, url, workflowId }: Service, executionId: string): Load[] {
  return [
    { name: 'look at one execution', method: 'GET', path: `/workflows/executions/${executionId}/poll` },
    { name: 'a page of 100 executions', method: 'GET', path: '/workflows/executions?limit=100' },
    { name: 'a page of 20 executions', method: 'GET', path: '/workflows/executions?limit=20' },
    { name: 'the list of workflows', method: 'GET', path: '/workflows' },
    { name: 'start through a webhook', method: 'POST', path: webhookUrl.slice(url.length), body: '{"prompt":"A lighthouse at dusk"}' },
    { name: 'the cost of a run', method: 'POST', path: `/workflows/${workflowId}/estimate`, body: '{}' },
  ];
}

/**
 * Asks as fast as the emulator answers, over connections that stay open.
 *
 * @returns replies per second of the emulator's CPU time: what it would answer with one core to itself
 * @throws when it answers anything but 2xx
 */
export async function drive(serviceProcess: ServiceProcess, service: Service, { method, path, body }: Load, forMs: number): Promise<number> {
  const { origin, pathname } = new URL(service.url);
  const pool = new Pool(origin, { connections: CONNECTIONS });
  const headers = { authorization: `Bearer ${service.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  let replies = 0;
  let isOver = false;
  const ask = async () => {
    while (!isOver) {
      const { statusCode, body: reply } = await pool.request({ method, path: `${pathname}${path}`, headers, body: body ?? null });
      await reply.dump({ limit: 64 * 1024 * 1024 });
      if (statusCode >= 300) throw new Error(`The emulator answers ${method} ${path} with ${statusCode}`);
      replies += 1;
    }
  };
  const asking = Array.from({ length: CONNECTIONS }, ask);
  await sleep(forMs / 4);
  const [cpuBefore, repliesBefore] = [await serviceProcess.call('cpuMs'), replies];
  await sleep(forMs);
  const [cpuMs, counted] = [(await serviceProcess.call('cpuMs')) - cpuBefore, replies - repliesBefore];
  isOver = true;
  await Promise.all(asking);
  await pool.close();
  return (counted / cpuMs) * 1000;
}
