import js from '@eslint/js'
import n from 'eslint-plugin-n'
import regexp from 'eslint-plugin-regexp'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Folders below the edge yield values and events; only `actions`, `steps` and `github` speak to people. */
const BELOW_THE_EDGE = [
  'configuration',
  'network',
  'report',
  'run',
  'secrets',
  'slug',
  'state',
  'terraform',
  'tfe'
].map(folder => `src/${folder}/**`)

/** What each folder of `src` may import of its neighbours; a dependency runs one way (docs/architecture.md). */
const MAY_IMPORT = {
  network: [],
  secrets: [],
  terraform: [],
  tfe: ['network', 'secrets'],
  github: ['network', 'secrets'],
  slug: [],
  configuration: ['tfe', 'terraform', 'network'],
  state: ['tfe', 'terraform', 'network'],
  run: ['tfe', 'terraform', 'network'],
  report: ['run', 'terraform', 'secrets'],
  inputs: ['github', 'tfe', 'terraform', 'network'],
  steps: [
    'inputs',
    'report',
    'run',
    'configuration',
    'state',
    'slug',
    'github',
    'tfe',
    'terraform',
    'network',
    'secrets'
  ]
}
const FOLDERS = [...Object.keys(MAY_IMPORT), 'actions']

const folderRules = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(folder === 'github' ? [] : [{ group: ['@actions/*'], message: 'Only src/github imports @actions.' }]),
          {
            group: FOLDERS.filter(other => other !== folder && !allowed.includes(other)).map(
              other => `**/../${other}/**`
            ),
            message: `src/${folder} may import ${allowed.map(name => `src/${name}`).join(', ') || 'no other folder of src'}.`
          }
        ]
      }
    ]
  }
}))

export default defineConfig(
  { ignores: ['dist/', 'packages/*/dist/', 'packages/*/bin/', 'coverage/', '**/.terraform/'] },
  js.configs.recommended,
  { files: ['scripts/jest/*.js'], languageOptions: { globals: { console: 'readonly' } } },
  {
    files: ['bin/require-node.js'],
    languageOptions: { ecmaVersion: 2021, globals: { console: 'readonly', process: 'readonly' } }
  },
  { files: ['bin/*-post.js'], languageOptions: { globals: { process: 'readonly' } } },
  {
    // What the runner of a user may start. `using` is compiled away.
    files: ['src/**'],
    plugins: { n },
    settings: { node: { version: '^22.19.0 || >=24.0.0' } },
    rules: {
      'n/no-unsupported-features/es-builtins': 'error',
      'n/no-unsupported-features/node-builtins': ['error', { allowExperimental: true }]
    }
  },
  {
    // Texts come from elsewhere, and may be megabytes.
    files: ['src/**'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': 'error', 'regexp/no-super-linear-move': 'error' }
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error'
    }
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  ...folderRules,
  {
    files: ['src/actions/**', 'src/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@actions/*'], message: 'Only src/github imports @actions.' }] }
      ]
    }
  },
  {
    files: BELOW_THE_EDGE,
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'stdout',
          message: 'Below the edge nothing prints: yield an event or return a value.'
        },
        {
          object: 'process',
          property: 'stderr',
          message: 'Below the edge nothing prints: yield an event or return a value.'
        },
        { object: 'process', property: 'env', message: 'Below the edge the environment is passed in.' }
      ]
    }
  },
  {
    files: ['src/**', 'packages/**', '__tests__/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='exit']",
          message: 'Set process.exitCode, and stop what you started.'
        },
        {
          selector: "MemberExpression[object.name='jest'][property.name=/mock/i]",
          message: 'No module is mocked: pass the world in.'
        }
      ]
    }
  },
  {
    files: ['__tests__/**', 'packages/*/tests/**'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['test'] }] }
  }
)
