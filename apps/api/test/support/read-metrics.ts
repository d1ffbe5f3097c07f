import type { TestServer } from './test-server.js';

/** The measurements of a server at one moment. */
export class Reading {
  constructor(readonly text: string) {}

  /** The value of a series, such as `carillon_webhook_posts_total{outcome="accepted"}`; 0 if there is none. */
  value(series: string): number {
    const line = this.text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? 0 : Number(line.slice(series.length + 1));
  }

  /** Whether there is any series or description of that name. */
  has(name: string): boolean {
    return this.text.includes(`# TYPE ${name} `);
  }
}

export async function readMetrics(server: TestServer): Promise<Reading> {
  const response = await fetch(`${server.url}/metrics`);
  if (!response.ok) throw new Error(`/metrics: ${response.status}`);
  return new Reading(await response.text());
}
