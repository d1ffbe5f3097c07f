// @vitest-environment node
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubActions } from './github-actions';
import { gitlabCi } from './gitlab-ci';
import { powershell } from './powershell';
import { maskedUrl, sampleContent, urlVariable } from './snippet';
import { snippets } from './snippets';

const url = 'https://chat.example.com/incomingwebhooks/0b0e?token=carillonwhAbc123';
const ofCi = [githubActions, gitlabCi];
const programs = snippets.filter((snippet) => !ofCi.includes(snippet));

describe('a masked URL', () => {
  it('keeps everything but the token', () => {
    expect(maskedUrl(url)).toBe('https://chat.example.com/incomingwebhooks/0b0e?token=••••••••');
    expect(maskedUrl(`${url}&a=b`)).not.toContain('Abc123');
  });
});

describe('snippets', () => {
  it.each(programs)('$label has the URL once, and no token where that is masked', ({ text }) => {
    expect(text(url).split(url)).toHaveLength(2);
    expect(text(maskedUrl(url))).not.toContain('carillonwh');
    expect(text(url)).toContain(sampleContent);
  });

  it.each(ofCi)('$label takes the URL from a secret and holds none', ({ text }) => {
    expect(text(url)).not.toContain('token=');
    expect(text(url)).toContain(`"$${urlVariable}"`);
  });

  it('have ids and labels of their own', () => {
    expect(new Set(snippets.map(({ id }) => id)).size).toBe(snippets.length);
    expect(new Set(snippets.map(({ label }) => label)).size).toBe(snippets.length);
  });
});

describe('the PowerShell snippet', () => {
  // Nothing that Debian or npm ships runs PowerShell; this is the grammar that an editor colours it by.
  const fileOf = (name: string) =>
    new URL(import.meta.resolve(`@vscode/tree-sitter-wasm/wasm/${name}`)).pathname;
  let parser: Parser;
  beforeAll(async () => {
    await Parser.init({ locateFile: fileOf });
    parser = new Parser();
    parser.setLanguage(await Language.load(fileOf('tree-sitter-powershell.wasm')));
  });
  const hasError = (text: string) => parser.parse(text)?.rootNode.hasError;

  it('is PowerShell', () => {
    expect(hasError(powershell.text(url))).toBe(false);
  });

  it('would not be with any brace of its blocks left out', () => {
    const text = powershell.text(url);
    const marks = [...text.matchAll(/[{}](?=\n)/g)].map(({ index }) => index);
    expect(marks.length).toBeGreaterThan(6);
    for (const at of marks)
      expect(hasError(text.slice(0, at) + text.slice(at + 1)), text.slice(at)).toBe(true);
  });
});

describe('the GitHub Actions snippet', () => {
  const workflow = (step: string) =>
    `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${step.replace(/^(?=.)/gm, '      ')}`;
  const problemsOf = async (step: string) => {
    const file = { name: '.github/workflows/build.yml', content: workflow(step) };
    const { context, value } = parseWorkflow(file, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(({ message }) => message);
  };

  it("is a step, by GitHub's own parser", async () => {
    expect(await problemsOf(githubActions.text(url))).toEqual([]);
  });

  it('would not be with a key or an expression misspelt', async () => {
    expect(await problemsOf(githubActions.text(url).replace('  if:', '  iff:'))).not.toEqual([]);
    expect(
      await problemsOf(githubActions.text(url).replace('github.workflow', 'githb.workflow')),
    ).not.toEqual([]);
  });
});

describe('the GitLab CI snippet', () => {
  it('is one job of the last stage with one line of script', () => {
    const jobs = parse(gitlabCi.text(url)) as Record<string, Record<string, unknown>>;
    expect(Object.keys(jobs)).toEqual(['post-to-carillon']);
    expect(jobs['post-to-carillon']).toEqual({
      stage: '.post',
      when: 'on_failure',
      image: expect.stringMatching(/^curlimages\/curl:\d+\.\d+\.\d+$/) as string,
      script: [expect.stringMatching(/^curl [^\n]* "\$CARILLON_WEBHOOK_URL"$/) as string],
    });
  });
});
