// The process that plays Wireflow and Zapier, so that their work is not counted as the app's.
import { commands } from './commands.js';

interface Call {
  readonly id: number;
  readonly name: keyof typeof commands;
  readonly args: readonly unknown[];
}

process.on('message', ({ id, name, args }: Call) => {
  (commands[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
// Without its bench it has no purpose.
process.on('disconnect', () => process.exit());
