/** The part of a CPU profile of V8 that is read here. */
export type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
};

/** Share of the busy time by whose code it is, largest first. */
export type Shares = [owner: string, share: number][];

/** What Node itself does is charged to who called it, as far as that is known. */
export function sharesOf(profiles: readonly CpuProfile[]): Shares {
  const times = new Map<string, number>();
  for (const profile of profiles) addTimes(times, profile);
  times.delete(idle);
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([owner, time]): [string, number] => [owner, time / total])
    .sort(([, a], [, b]) => b - a);
}

function addTimes(times: Map<string, number>, { nodes, samples, timeDeltas }: CpuProfile): void {
  const owners = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const walk = (id: number, caller: string) => {
    const node = byId.get(id);
    if (node === undefined) return;
    const owner = ownerOf(node.callFrame) ?? caller;
    owners.set(id, owner);
    for (const child of node.children ?? []) walk(child, owner);
  };
  const [root] = nodes;
  if (root !== undefined) walk(root.id, 'node');
  for (const [index, id] of samples.entries()) {
    const owner = owners.get(id) ?? 'node';
    times.set(owner, (times.get(owner) ?? 0) + (timeDeltas[index] ?? 0));
  }
}

function ownerOf({ functionName, url }: { functionName: string; url: string }): string | undefined {
  if (functionName === '(idle)') return idle;
  if (functionName === '(garbage collector)') return 'garbage collector';
  const [, thirdParty] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  if (thirdParty !== undefined) return thirdParty;
  const [, folder] = /\/apps\/api\/dist\/(?:([^/]+)\/)?/.exec(url) ?? [];
  if (url.includes('/apps/api/dist/')) return `ours: ${folder ?? 'root'}`;
  const [, library] = /\/libs\/([^/]+)\//.exec(url) ?? [];
  return library === undefined ? undefined : `ours: ${library}`;
}

const idle = '(idle)';
