// @ts-check
import { builtinModules } from 'node:module';
import { checkFiles } from './projects.mjs';

/** Rule settings have the shape [severity, ...options]; this keeps the severity a literal for the types. */
const error = /** @type {const} */ ('error');

const emptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'Do not swallow errors: handle it, rethrow it with `cause`, or log it and say why that is enough.',
};

const htmlAttribute = {
  selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"], Property[key.name="dangerouslySetInnerHTML"]',
  message: 'No HTML string exists here: parse with @carillon/message-format and render its tree as elements.',
};

const htmlProperties = ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
  property,
  message: 'No HTML string exists here: make elements with React, or set textContent.',
}));

const environment = {
  object: 'process',
  property: 'env',
  message:
    'The environment is parsed once, in apps/api/src/platform/env.ts: take the setting as a parameter.',
};

const environmentImport = {
  name: 'node:process',
  importNames: ['env'],
  message: environment.message,
};

const nodeWords =
  'This library runs in browsers too: take what you need as a parameter, or move it to apps/api.';

const nodeModules = {
  patterns: [
    { group: ['node:*'], message: nodeWords },
    { group: builtinModules.filter((name) => !name.startsWith('_')), message: nodeWords },
  ],
};

const nodeGlobals = ['process', 'Buffer', 'global', 'require', '__dirname', '__filename', 'setImmediate'].map(
  (name) => ({ name, message: nodeWords }),
);

const code = ['**/*.{ts,tsx,mjs}'];
const shared = ['libs/{contracts,message-format,client}/src/**/*.ts'];

/** What we do not do, each with the way we do it instead. */
export const bans = [
  { files: code, rules: { 'no-restricted-syntax': [error, emptyCatch, htmlAttribute] } },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    rules: {
      'no-console': error,
      'no-restricted-properties': [error, environment, ...htmlProperties],
      'no-restricted-imports': [error, { paths: [environmentImport] }],
    },
  },
  {
    // A page has no other log than the browser's.
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: { 'no-console': [error, { allow: ['warn', 'error'] }] },
  },
  {
    files: shared,
    rules: {
      'no-restricted-imports': [error, nodeModules],
      'no-restricted-globals': [error, ...nodeGlobals],
    },
  },
  {
    // Programs for developers, and checks: they read files and the environment, and print.
    files: ['apps/api/src/platform/env.ts', ...checkFiles],
    rules: {
      'no-console': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-properties': [error, ...htmlProperties],
    },
  },
];
