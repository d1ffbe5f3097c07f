import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aScene, aWebhook } from '../../../test/factories/rooms.js';
import { readQuery } from '../../../test/support/promql.js';
import { sendRaw } from '../../../test/support/raw-http.js';
import { readMetrics, type Reading } from '../../../test/support/read-metrics.js';
import { connect } from '../../../test/support/socket.js';
import { startTestServer, type TestServer } from '../../../test/support/test-server.js';

type Panel = {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; expr: string; datasource: { uid: string } }[];
};
type Dashboard = {
  uid: string;
  panels: Panel[];
  templating: { list: { name: string; type: string; definition?: string }[] };
};
type Alert = {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
};

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../../${path}`, import.meta.url)), 'utf8');
const dashboard = JSON.parse(read('deploy/grafana/carillon.json')) as Dashboard;
const groups = (parse(read('deploy/prometheus/alerts.yml')) as { groups: { name: string; rules: Alert[] }[] })
  .groups;
const alerts = groups.flatMap((group) => group.rules);
const guide = read('docs/operations.md');

/** What Prometheus itself adds to what it reads. */
const ofPrometheus = { metrics: ['up'], labels: ['job', 'instance', 'le'] };

let server: TestServer;
let reading: Reading;
beforeAll(async () => {
  server = await startTestServer();
  const scene = await aScene(server);
  const { pathname, search } = new URL((await aWebhook(scene.administrator, scene.room.id)).url);
  // So that each measurement with labels has a series that shows them.
  await sendRaw(server.port, { target: pathname + search, body: '{"Content":"hello"}' });
  const inbox = await connect(server, { cookie: scene.member.cookie });
  await inbox.socket.emitWithAck('room:open', { roomId: scene.room.id });
  await scene.member.send('GET', '/api/v1/session');
  await readMetrics(server);
  reading = await readMetrics(server);
  inbox.close();
});
afterAll(() => server.stop());

/** Names that can be asked for: a histogram has three. */
function knownMetrics(): Set<string> {
  const names = new Set(ofPrometheus.metrics);
  for (const [, name = '', type] of reading.text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    if (type !== 'histogram') names.add(name);
    else for (const end of ['bucket', 'sum', 'count']) names.add(`${name}_${end}`);
  }
  return names;
}

function labelsOf(metric: string): string[] {
  const series = [...reading.text.matchAll(new RegExp(`^${metric}\\{([^}]*)\\}`, 'gm'))];
  return series.flatMap(([, labels = '']) => [...labels.matchAll(/(\w+)="/g)].map(([, name = '']) => name));
}

/** What a query asks for that the server does not have. */
function unknownIn(query: string): string[] {
  const { metrics, labels } = readQuery(query);
  const known = knownMetrics();
  const knownLabels = new Set([...ofPrometheus.labels, ...metrics.flatMap(labelsOf)]);
  expect(metrics, query).not.toEqual([]);
  return [...metrics.filter((name) => !known.has(name)), ...labels.filter((name) => !knownLabels.has(name))];
}

describe('deploy/grafana/carillon.json', () => {
  const queries = dashboard.panels.flatMap((panel) =>
    (panel.targets ?? []).map(({ expr }) => [panel.title, expr] as const),
  );

  it.each(queries)('asks in "%s" only for what the server measures: %s', (_title, query) => {
    expect(unknownIn(query)).toEqual([]);
  });

  it('would fail for a query with a typing error, an unknown metric or an unknown label', () => {
    expect(() => readQuery('sum(rate(carillon_webhook_posts_total[5m])')).toThrow('Not PromQL');
    expect(unknownIn('rate(carillon_webhook_post_total[5m])')).toEqual(['carillon_webhook_post_total']);
    expect(unknownIn('carillon_webhook_posts_total{code="x"}')).toEqual(['code']);
  });

  it('shows every measurement of ours', () => {
    const shown = queries.flatMap(([, query]) => readQuery(query).metrics);
    const missing = ourMetrics().filter((name) => !shown.some((each) => each.startsWith(name)));
    expect(missing).toEqual([]);
  });

  it('has panels with ids of their own that do not overlap, each with a description and a source that can be chosen', () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { type, title, description, targets = [] } of panels) {
      expect(type === 'row' || (description ?? '').endsWith('.'), title).toBe(true);
      expect(targets.every(({ datasource }) => datasource.uid === '${datasource}')).toBe(true);
    }
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'instance']);
  });
});

describe('deploy/prometheus/alerts.yml', () => {
  it.each(alerts.map((rule) => [rule.alert, rule.expr] as const))(
    '%s asks only for what the server measures',
    (_name, query) => {
      expect(unknownIn(query)).toEqual([]);
    },
  );

  it.each(alerts)(
    '$alert says how urgent it is, what happens and what it means',
    ({ labels, annotations }) => {
      expect(['page', 'ticket']).toContain(labels['severity']);
      expect(annotations['summary']?.length).toBeGreaterThan(10);
      expect(annotations['description']).toMatch(/\.$/);
    },
  );

  it('has no alert twice', () => {
    expect(new Set(alerts.map((rule) => rule.alert)).size).toBe(alerts.length);
  });
});

describe('docs/operations.md', () => {
  const named = (pattern: RegExp) => [...guide.matchAll(pattern)].map(([, name = '']) => name);

  it('says of every alert what to do, and of no other', () => {
    expect(named(/^\| `(Carillon\w+)`/gm).sort()).toEqual(alerts.map((rule) => rule.alert).sort());
  });

  it('describes every measurement of ours, and no other', () => {
    expect(named(/^\| `(carillon_\w+)/gm).sort()).toEqual(ourMetrics());
  });
});

function ourMetrics(): string[] {
  return [...reading.text.matchAll(/^# TYPE (carillon_\S+)/gm)].map(([, name = '']) => name).sort();
}
