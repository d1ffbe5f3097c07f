// A process of its own, told what to do by its parent: see load.ts.
import { Generator } from './generator.js';
import type { Answer, Command } from './protocol.js';

const generator = new Generator();

async function obey(command: Command): Promise<Answer> {
  switch (command.kind) {
    case 'connect':
      await generator.connect(command.readers);
      return { kind: 'done' };
    case 'measure':
      return { kind: 'done', measurement: await generator.measure(command.plan) };
    case 'close':
      generator.close();
      process.disconnect();
      return { kind: 'done' };
  }
}

process.on('message', (command: Command) => {
  obey(command).then(
    (answer) => {
      if (process.connected) process.send?.(answer);
    },
    (error: unknown) => {
      process.send?.({
        kind: 'failed',
        reason: error instanceof Error ? (error.stack ?? '') : String(error),
      });
    },
  );
});
