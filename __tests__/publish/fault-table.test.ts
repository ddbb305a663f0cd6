import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { expect, test } from '@jest/globals'

import type { Run } from '../action/job.ts'
import type { RequestName } from '../github/router.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { faultsOf, type RequestFault } from './fault-kinds.ts'
import { expectSound, keyOf, messageOf, snapshotOf, stateOf, type Snapshot } from './fault-outcome.ts'
import { inCopyOf, SCENARIOS, worldOf, type Scenario, type World } from './fault-scenarios.ts'

const TABLE = new URL('fault-table.txt', import.meta.url)
const LEGEND = `What comes of each kind of fault at each kind of request. UPDATE_GOLDEN=1 npm test -- fault-table writes it.

fault · another one that comes to the same
  how the run ends, with how many requests more or fewer than without a fault: what has become of the branch and the pull request
  how the next run ends
  the message of the run that failed`

/** Two processors have enough to do with as many runs, which wait for each other's git. */
const AT_A_TIME = 4

/** How a run ended, and what GitHub has then. */
interface Result {
  readonly run: Run
  readonly now: Snapshot
  readonly state: string
  readonly requests: readonly RequestName[]
}

const sections: string[] = []

test.each(SCENARIOS)('$name', async (scenario) => {
  const world = await worldOf(scenario)
  const before = snapshotOf(world.github)
  const usual = await inCopyOf(world, (copy) => result(copy, scenario, before))
  expect(usual.run.exitCode).toBe(0)
  const nextRuns = new Map<string, Promise<Result>>()

  const rows = scenario.requests.flatMap((name) => faultsOf(name, scenario).map((fault) => ({ name, fault })))
  const outcomes = await inParallel(rows, ({ name, fault }) =>
    inCopyOf(world, (copy) => outcomeOf(copy, scenario, before, { name, fault, usual, nextRuns })),
  )

  const blocks = scenario.requests.map((name) => {
    const of = rows.map((row, index) => ({ ...row, outcome: outcomes[index] ?? '' })).filter((row) => row.name === name)
    const groups = [...Map.groupBy(of, ({ outcome }) => outcome)]
    const entries = groups.map(([outcome, all]) =>
      [all.map(({ fault }) => fault.label).join(' · '), outcome].join('\n'),
    )
    return [`## ${name}`, ...entries].join('\n\n')
  })
  sections.push([`# ${scenario.name}`, `Without a fault: ${usual.state}`, ...blocks].join('\n\n'))
})

test('the table is what was written', () => {
  const table = [LEGEND, ...sections].join('\n\n').concat('\n')
  if (process.env.UPDATE_GOLDEN) writeFileSync(TABLE, table)

  expect(table).toBe(readFileSync(TABLE, 'utf8'))
})

/** What comes of one fault, in words, after all that has to hold in any case was looked at. */
async function outcomeOf(
  world: World,
  scenario: Scenario,
  before: Snapshot,
  row: { name: RequestName; fault: RequestFault; usual: Result; nextRuns: Map<string, Promise<Result>> },
): Promise<string> {
  const { name, fault, usual, nextRuns } = row
  try {
    fault.place(world.github, name, usual.requests.indexOf(name))
    const faulty = await result(world, scenario, before)
    // A next run starts from what GitHub keeps and from nothing else, so each state is run from once.
    const key = keyOf(faulty.now)
    const made = nextRuns.get(key) ?? resultOfNext(world, scenario, before)
    nextRuns.set(key, made)
    const next = await made

    // The next run finishes the work, though a comment may be lost, or leaves a branch to who pushed to it.
    const isFinished = withoutWords(next.state) === withoutWords(usual.state)
    const isStopped = fault.isPushToBranch === true && keyOf(next.now) === key && messageOf(next.run) !== ''
    expect(isFinished || isStopped ? '' : next.state).toBe('')

    const more = faulty.requests.length - usual.requests.length
    const count = more === 0 ? '' : ` (${more > 0 ? '+' : ''}${more})`
    const then = keyOf(next.now) === key ? 'nothing to do' : next.state
    return [
      `${endOf(faulty.run)}${count}: ${faulty.state}`,
      `next run: ${next.run.exitCode === 0 ? then : messageOf(next.run)}`,
      ...messageOf(faulty.run).split('\n').filter(Boolean),
    ]
      .map((line) => `  ${line}`)
      .join('\n')
  } catch (error) {
    throw new Error(`${fault.label} at ${name}`, { cause: error })
  }
}

function withoutWords(state: string): string {
  return state.replace(/push \+ | \+ push|, a comment/g, '')
}

function endOf({ exitCode }: Run): string {
  return exitCode === 0 ? 'done' : 'failed'
}

async function resultOfNext({ github }: World, scenario: Scenario, before: Snapshot): Promise<Result> {
  github.forget()
  return result({ github, checkout: await checkoutOf(github) }, scenario, before)
}

async function result({ github, checkout }: World, scenario: Scenario, before: Snapshot): Promise<Result> {
  const run = await checkout.run(scenario.inputs)
  const now = snapshotOf(github)
  await expectSound(run, github, scenario, before, now)
  return { run, now, state: stateOf(scenario, before, now), requests: github.requests.map(({ name }) => name) }
}

/** Does something for each item, for some of them at a time. Gives the results in the order of the items. */
async function inParallel<T, U>(items: readonly T[], act: (item: T) => Promise<U>): Promise<readonly U[]> {
  const results: U[] = []
  const left = [...items.entries()]
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await act(next[1])
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  return results
}
