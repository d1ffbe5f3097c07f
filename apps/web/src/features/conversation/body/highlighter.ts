import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import http from 'highlight.js/lib/languages/http';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import nginx from 'highlight.js/lib/languages/nginx';
import perl from 'highlight.js/lib/languages/perl';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import properties from 'highlight.js/lib/languages/properties';
import protobuf from 'highlight.js/lib/languages/protobuf';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import { tokenKindOf, type CodeToken, type TokenKind } from './code-tokens';

// Only loaded once there is code of a named language to show: see `use-code-tokens.ts`.

const lowlight = createLowlight({
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  graphql,
  http,
  ini,
  java,
  javascript,
  json,
  kotlin,
  makefile,
  markdown,
  nginx,
  perl,
  php,
  powershell,
  properties,
  protobuf,
  python,
  ruby,
  rust,
  shell,
  sql,
  swift,
  typescript,
  xml,
  yaml,
});
lowlight.registerAlias({ ini: ['conf', 'hcl', 'terraform', 'tf'], shell: ['shell-session'], xml: ['vue'] });

type Nodes = ReturnType<typeof lowlight.highlight>['children'];

/** Takes code apart into coloured pieces, whose texts together are the code; null for a language it does not know. */
export function codeTokens(language: string, code: string): CodeToken[] | null {
  if (!lowlight.registered(language)) return null;
  return tokensOf(lowlight.highlight(language, code).children, 'plain');
}

/** The innermost name that means something to us gives a text its colour. */
function tokensOf(nodes: Nodes, outer: TokenKind): CodeToken[] {
  return nodes.flatMap((node): CodeToken[] => {
    if (node.type === 'text') return [{ kind: outer, text: node.value }];
    if (node.type !== 'element') return [];
    const names = node.properties.className;
    const kind = Array.isArray(names) ? tokenKindOf(names.map(String)) : null;
    return tokensOf(node.children, kind ?? outer);
  });
}
