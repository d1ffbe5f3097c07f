import { expect, it } from 'vitest';
import { sharesOf } from './profile.js';

it('charges what Node does to whose code asked for it, and leaves idle time out', () => {
  const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
    id,
    callFrame: { functionName, url },
    children,
  });
  const profile = {
    nodes: [
      node(1, '(root)', '', [2, 3, 4]),
      node(2, '(idle)', ''),
      node(3, 'query', 'file:///x/node_modules/pg/lib/client.js', [5]),
      node(4, 'write', 'file:///x/apps/api/dist/realtime/fan-out/fan-out.js', [6]),
      node(5, 'writev', ''),
      node(6, 'emit', 'node:events', [7]),
      node(7, 'send', 'file:///x/node_modules/pg/node_modules/@scope/inner/index.js'),
    ],
    samples: [2, 3, 5, 4, 6, 7],
    timeDeltas: [500, 10, 30, 20, 20, 20],
  };
  expect(sharesOf([profile])).toEqual([
    ['pg', 0.4],
    ['ours: realtime', 0.4],
    ['@scope/inner', 0.2],
  ]);
});
