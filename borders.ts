import boundaries from 'eslint-plugin-boundaries'
import type { ESLint, Linter } from 'eslint'
import tseslint from 'typescript-eslint'

/** What the files of a room may import. */
interface Room {
  /** Other rooms, all below it. */
  readonly rooms: readonly string[]
  /** Modules from outside of the project. */
  readonly modules: readonly string[]
}

/** The rooms that run in a browser, too. They use nothing of Node. */
export const PURE_ROOMS: readonly string[] = [
  ...['yaml', 'kubernetes', 'atlas', 'injection', 'secrets', 'rules', 'settings', 'failures', 'outcome', 'messages'],
]

/**
 * The rooms of `src`, from the ground up, and what each may import: rooms below it, and modules from outside. A folder that is not
 * listed is no room: it may import nothing, and nobody may import it. `docs/architecture.md` says why.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  yaml: { rooms: [], modules: ['yaml'] },
  kubernetes: { rooms: ['yaml'], modules: ['yaml'] },
  atlas: { rooms: ['yaml', 'kubernetes'], modules: [] },
  injection: { rooms: ['yaml', 'kubernetes', 'atlas'], modules: [] },
  secrets: { rooms: ['yaml', 'kubernetes', 'atlas'], modules: [] },
  rules: { rooms: ['yaml', 'kubernetes', 'atlas', 'injection'], modules: [] },
  settings: { rooms: ['yaml', 'kubernetes', 'atlas', 'injection'], modules: ['leven', 'yaml'] },
  failures: { rooms: [], modules: [] },
  outcome: { rooms: ['yaml', 'injection', 'settings', 'failures'], modules: [] },
  messages: {
    rooms: PURE_ROOMS.slice(0, -1),
    modules: [],
  },
  files: {
    rooms: ['failures'],
    modules: [
      'node:buffer',
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:process',
      'picomatch',
    ],
  },
  git: { rooms: [], modules: ['node:buffer', 'node:child_process', 'node:crypto'] },
  github: { rooms: ['failures', 'git'], modules: ['@actions/github'] },
  publish: {
    rooms: ['injection', 'settings', 'failures', 'outcome', 'messages', 'files', 'git', 'github'],
    modules: ['node:path'],
  },
  run: { rooms: [...PURE_ROOMS, 'files', 'publish'], modules: [] },
  action: {
    rooms: ['yaml', 'secrets', 'settings', 'outcome', 'messages', 'files', 'git', 'github', 'publish', 'run'],
    modules: ['@actions/core', 'node:os', 'node:path', 'node:timers'],
  },
}

/** The entries at the top of `src`, and the room that each is the door to. */
export const ENTRIES: Readonly<Record<string, string>> = { 'index.ts': 'action' }

/** The globals of Node that no browser has. */
const NODE_GLOBALS = [
  'Buffer',
  'process',
  'global',
  'require',
  'setImmediate',
  'clearImmediate',
  '__dirname',
  '__filename',
]

const roomPolicies = Object.entries(ROOMS).flatMap(([room, { rooms, modules }]) => [
  { from: { element: { type: room } }, allow: { to: { element: { types: { anyOf: [room, ...rooms] } } } } },
  ...modules.map((source) => ({ from: { element: { type: room } }, allow: { to: { module: { source } } } })),
])

const entryPolicies = Object.entries(ENTRIES).map(([file, room]) => ({
  from: { file: { categories: file } },
  allow: { to: { element: { type: room } } },
}))

/** The rules of ESLint that check the borders. */
export const borders: Linter.Config[] = [
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    // Its types are those of a module with a default export, which Node does not see.
    plugins: { boundaries: boundaries as unknown as ESLint.Plugin },
    settings: {
      'boundaries/elements': [
        ...Object.keys(ROOMS).map((room) => ({ type: room, pattern: `src/${room}` })),
        { type: 'no room', pattern: 'src/*' },
      ],
      'boundaries/files': [
        { category: 'top', pattern: 'src/*.ts' },
        ...Object.keys(ENTRIES).map((file) => ({ category: file, pattern: `src/${file}` })),
      ],
      'boundaries/dependency-nodes': ['import', 'export', 'require', 'dynamic-import'],
      'import/resolver': { node: { extensions: ['.ts'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, policies: [...roomPolicies, ...entryPolicies] },
      ],
      'boundaries/no-unknown-dependencies': 'error',
      // What is imported at run time, or within a type, is out of sight of the borders.
      'no-restricted-syntax': ['error', 'ImportExpression', 'TSImportType', 'TSImportEqualsDeclaration'],
    },
  },
  {
    files: PURE_ROOMS.map((room) => `src/${room}/**/*.ts`),
    rules: { 'no-restricted-globals': ['error', ...NODE_GLOBALS, 'globalThis'] },
  },
]
