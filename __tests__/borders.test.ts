import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'
import { ESLint } from 'eslint'

import { borders, ENTRIES, PURE_ROOMS, ROOMS } from '../borders.ts'

const linter = new ESLint({ overrideConfigFile: true, overrideConfig: borders })

/** What the borders say of a file's text; the file need not be there. */
async function verdict(file: string, text: string): Promise<string[]> {
  const [result] = await linter.lintText(text, { filePath: `src/${file}` })
  return result?.messages.map(({ ruleId, message }) => `${ruleId ?? 'no rule'}: ${message}`) ?? []
}

function fileOf(room: string): string {
  const [file] = readdirSync(`src/${room}`).filter((name) => name.endsWith('.ts'))
  if (file === undefined) throw new Error(`no file in src/${room}`)
  return file
}

const rooms = Object.keys(ROOMS)
const modules = [...new Set([...Object.values(ROOMS).flatMap((room) => room.modules), 'node:net', 'jest'])]

test('each folder of src is a room, and each file at the top an entry', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const folders = files.flatMap((name) => (name.includes('/') ? [name.replace(/\/.*/, '')] : []))
  expect([...new Set(folders)].sort()).toEqual(rooms.toSorted())
  expect(files.filter((name) => !name.includes('/'))).toEqual(Object.keys(ENTRIES))
})

test('a room stands above all that it may import', () => {
  for (const [index, room] of rooms.entries())
    expect(rooms.slice(0, index)).toEqual(expect.arrayContaining([...(ROOMS[room]?.rooms ?? [])]))
})

test.each(rooms)('src/%s imports what the table says, and nothing else', async (room) => {
  const allowed = ROOMS[room] ?? { rooms: [], modules: [] }
  for (const other of rooms) {
    const found = await verdict(`${room}/planted.ts`, `import { a } from '../${other}/${fileOf(other)}'`)
    expect([other, found.length]).toEqual([other, other === room || allowed.rooms.includes(other) ? 0 : 1])
  }
  for (const name of modules) {
    const found = await verdict(`${room}/planted.ts`, `import * as a from '${name}'`)
    expect([name, found.length]).toEqual([name, allowed.modules.includes(name) ? 0 : 1])
  }
})

test.each(PURE_ROOMS)('src/%s uses nothing that only Node has', async (room) => {
  expect(allowedOfNode(room)).toEqual([])
  expect(await verdict(`${room}/planted.ts`, "export const a = Buffer.from('a')")).toHaveLength(1)
  expect(await verdict(`${room}/planted.ts`, 'export const a = process.env')).toHaveLength(1)
})

function allowedOfNode(room: string): string[] {
  return ROOMS[room]?.modules.filter((name) => name.startsWith('node:') || name.startsWith('@actions/')) ?? ['no room']
}

test.each([
  ['messages/planted.ts', "import { publish } from '../publish/publish.ts'"],
  ['messages/planted.ts', "import type { Connection } from '../github/connection.ts'"],
  ['files/planted.ts', "export { RULES } from '../rules/rules.ts'"],
  ['planted.ts', "import { execFileSync } from 'node:child_process'"],
  ['planted.ts', "import { main } from './action/main.ts'"],
  ['index.ts', "import { rewrite } from './injection/rewrite.ts'"],
  ['new-room/planted.ts', "import { isYamlMap } from '../yaml/value.ts'"],
  ['new-room/planted.ts', "import { parse } from 'yaml'"],
  ['yaml/planted.ts', "import { a } from '../new-room/a.ts'"],
  ['yaml/deep/planted.ts', "import { KINDS } from '../../kubernetes/kinds.ts'"],
  ['yaml/planted.ts', "export const a = await import('./value.ts')"],
  ['yaml/planted.ts', "export type A = import('../publish/publish.ts').Surroundings"],
  ['messages/planted.ts', "import '../publish/publish.ts'"],
  ['run/planted.ts', "import { x } from '../../scripts/readme.mjs'"],
  ['action/planted.ts', "import '../index.ts'"],
])('src/%s is refused: %s', async (file, text) => {
  expect(await verdict(file, text)).not.toEqual([])
})

test('docs/architecture.md shows the same table', () => {
  const rows = readFileSync('docs/architecture.md', 'utf8').matchAll(/^\| `(\w+)` +\| [^|]+ \| ([^|]+?) +\|$/gm)
  const shown = [...rows].map(([, room = '', names = '']) => [
    room,
    [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  ])
  expect(shown).toEqual(Object.entries(ROOMS).map(([room, may]) => [room, [...may.rooms, ...may.modules]]))
})
