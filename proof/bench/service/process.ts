import { fork, type ForkOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Commands } from './commands.js';

/** The service in a process of its own. */
export interface ServiceProcess {
  call<Name extends keyof Commands>(name: Name, ...args: Parameters<Commands[Name]>): ReturnType<Commands[Name]>;
  close(): void;
}

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export function startServiceProcess(): ServiceProcess {
  // The bench's own flags for its memory are not for the service.
  const options: ForkOptions = { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] };
  const child = fork(fileURLToPath(new URL('child.js', import.meta.url)), options);
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (answer: Answer) => open.get(answer.id)?.(answer));
  child.on('exit', () => open.forEach((settle, id) => settle({ id, error: 'The service has ended' })));
  return {
    call: ((name: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = (lastId += 1);
        open.set(id, ({ result, error }) => {
          open.delete(id);
          if (error === undefined) resolve(result as never);
          else reject(new Error(error));
        });
        child.send({ id, name, args });
      })) as ServiceProcess['call'],
    close: () => child.disconnect(),
  };
}
