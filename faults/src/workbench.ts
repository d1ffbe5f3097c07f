import { Chance } from './chance.js';
import { long, short, type Amounts } from './amounts.js';
import type { Options } from './options.js';
import type { Stage } from './scenario.js';
import type { Verdict } from './verdict.js';
import { Cluster } from './world/cluster.js';
import { BreakableWorld, World, type WorldOptions } from './world/world.js';

/** Of what servers printed. Unit: characters. */
const keptOutput = 20_000;
const keptLines = 12;
const nodes = 2;

/** Starts what the scenarios ask for, shares it between them, and ends it. */
export class Workbench {
  private readonly amounts: Amounts;
  private readonly chance: Chance;
  private printed = '';
  private embedded: Promise<World> | undefined;
  private cluster: Promise<Cluster> | undefined;
  private breakable: Promise<BreakableWorld> | undefined;

  constructor(
    private readonly options: Options,
    private readonly say: (line: string) => void,
  ) {
    this.amounts = options.isLong ? long : short;
    this.chance = new Chance(options.seed);
  }

  /** What the servers printed last, to explain a failure. */
  get lastOutput(): string {
    return this.printed.split('\n').slice(-keptLines).join('\n');
  }

  private get worldOptions(): WorldOptions {
    return {
      onOutput: (text) => {
        this.printed = (this.printed + text).slice(-keptOutput);
        if (this.options.isVerbose) process.stdout.write(text);
      },
    };
  }

  stage(verdict: Verdict): Stage {
    const { worldOptions } = this;
    return {
      amounts: this.amounts,
      chance: this.chance,
      verdict,
      worldOptions,
      say: this.say,
      embedded: () => (this.embedded ??= World.withEmbeddedDatabase(worldOptions)),
      cluster: () => (this.cluster ??= Cluster.start(nodes, worldOptions)),
      breakable: () => (this.breakable ??= BreakableWorld.start(worldOptions)),
    };
  }

  /** Ends the worlds; the next scenario that asks for one gets a new one. */
  async stop(): Promise<void> {
    const worlds = [this.embedded, this.breakable, this.cluster];
    this.embedded = undefined;
    this.breakable = undefined;
    this.cluster = undefined;
    for (const world of worlds) await (await world?.catch(() => undefined))?.stop();
  }
}
