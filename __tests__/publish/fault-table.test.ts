import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from '@jest/globals'

import { faultsOf } from './fault-kinds.ts'
import { inParallel } from './fault-parallel.ts'
import { FaultyRuns, type Case, type Row } from './fault-row.ts'
import { sampleOf } from './fault-sample.ts'
import { SCENARIOS } from './fault-scenarios.ts'
import { keyOf, parsed, printed, sectionOf, type Section } from './fault-table.ts'
import { WITHOUT_WAITING } from './without-waiting.ts'

const TABLE = new URL('fault-table.txt', import.meta.url)

/** With `FAULTS=all` every line is run, which takes some minutes; else some of them. */
const isUpdate = Boolean(process.env.UPDATE_GOLDEN)
const isWhole = isUpdate || process.env.FAULTS === 'all'

/** Two processors have enough to do with as many runs, which wait for each other's git. */
const AT_A_TIME = 4

const cache = mkdtempSync(join(realpathSync(tmpdir()), 'cache-'))
const environment = { ...WITHOUT_WAITING, NODE_COMPILE_CACHE: cache }

afterAll(() => {
  rmSync(cache, { recursive: true })
})

test.each(SCENARIOS)('$name', async (scenario) => {
  const runs = await FaultyRuns.of(scenario, environment)
  const requests = await runs.requests()
  const every = requests.flatMap((request) => casesOf(request, faultsOf(request.name, scenario)))
  const some = requests.flatMap((request) => casesOf(request, sampleOf(request, faultsOf(request.name, scenario))))
  const rows = await inParallel(isWhole ? every : some, AT_A_TIME, (given) => runs.row(given, requests.length))
  const section = sectionOf(scenario.name, rows)
  if (isUpdate) update(section)

  const table = sections().find(({ name }) => name === scenario.name)
  expect(rows.flatMap(complaintsOf)).toEqual([])
  expect([...(table?.lines.keys() ?? [])]).toEqual(every.map(({ request, fault }) => keyOf(request, fault)))
  expect([...section.lines.values()]).toEqual([...section.lines.keys()].map((key) => table?.lines.get(key)))
  expect(table?.messages).toEqual(expect.arrayContaining([...section.messages]))
})

function complaintsOf({ request, fault, complaints }: Row): string[] {
  return complaints.map((complaint) => `${request.at} ${request.name}, ${fault.label}: ${complaint}`)
}

function casesOf(request: Case['request'], faults: readonly Case['fault'][]): Case[] {
  return faults.map((fault) => ({ request, fault }))
}

function sections(): readonly Section[] {
  return existsSync(TABLE) ? parsed(readFileSync(TABLE, 'utf8')) : []
}

/** Writes a section in the place that its scenario has. */
function update(section: Section): void {
  const all = new Map([...sections(), section].map((one) => [one.name, one]))
  writeFileSync(TABLE, printed(SCENARIOS.flatMap(({ name }) => all.get(name) ?? [])))
}
