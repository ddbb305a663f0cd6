import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** What a room of `src` may not import, as docs/architecture.md says. */
function room(files, patterns) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } }
}

const disk = { group: ['fs', 'fs/*', 'node:fs', 'node:fs/*'], message: 'Only src/files touches the disk.' }
const runner = { group: ['@actions/*'], message: 'Only src/report talks to the runner, and src/github to GitHub.' }
const yaml = { group: ['yaml'], message: 'Only src/manifest reads YAML.' }
const upwards = {
  regex: '(^|/)(main|index|inputs|injection|judgement|plan)\\.ts$',
  message: 'Data flows from main.ts into the rooms, never back.',
}

const otherRooms = {
  group: ['**/github/*', '**/inputs/*', '**/manifest/*', '**/report/*', '**/secret/*'],
  message: 'src/files knows of files alone.',
}

export default defineConfig(
  globalIgnores(['dist', 'build', 'node_modules', 'coverage']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    // An import at run time would get around the borders between the rooms.
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', 'ImportExpression'] },
  },
  room(
    ['src/manifest/**'],
    [{ regex: '^(?!\\./[a-z-]+\\.ts$|yaml$)', message: 'src/manifest imports yaml and nothing else.' }],
  ),
  room(
    ['src/secret/**'],
    [{ regex: '^(?!\\./[a-z-]+\\.ts$|\\.\\./manifest/render\\.ts$)', message: 'src/secret is pure.' }],
  ),
  room(
    ['src/inputs/**'],
    [
      {
        regex:
          '^(?!\\./[a-z-]+\\.ts$|leven$|yaml$|\\.\\./manifest/(?:kinds|position|render|selector|value|yaml-faults)\\.ts$)',
        message: 'src/inputs knows the words of src/manifest, and imports leven and yaml besides.',
      },
    ],
  ),
  room(
    ['src/git/**'],
    [
      {
        regex: '^(?!\\./[a-z-]+\\.ts$|node:(?:buffer|child_process|crypto)$)',
        message: 'src/git runs git, and knows nothing else.',
      },
    ],
  ),
  room(
    ['src/github/**'],
    [
      {
        regex: '^(?!\\./[a-z-]+\\.ts$|@actions/github$|\\.\\./git/(?:blob|checkout|tree)\\.ts$)',
        message: 'src/github talks to GitHub, and knows git besides.',
      },
    ],
  ),
  room(
    ['src/preflight/**'],
    [
      {
        regex:
          '^(?!\\.{1,2}/(?:rules/)?[a-z-]+\\.ts$|(?:\\.\\./){1,2}manifest/(?:locate|objects|value|workload)\\.ts$)',
        message: 'src/preflight is pure: it knows the words of src/manifest, and nothing else.',
      },
    ],
  ),
  room(['src/files/**'], [runner, yaml, upwards, otherRooms]),
  room(['src/report/**'], [disk, yaml, upwards]),
  room(['src/*.ts'], [disk, yaml, runner]),
)
