import type { Run, Texts } from '../action/job.ts'
import type { LoopbackGithub } from '../github/loopback-github.ts'
import { checkoutOf } from '../github/workflow-checkout.ts'
import { expectationOf, type Ending, type Expectation } from './fault-expectation.ts'
import type { PlacedRequest, RequestFault } from './fault-kinds.ts'
import { messageOf, repetitionComplaints, runComplaints } from './fault-run.ts'
import type { Scenario } from './fault-scenarios.ts'
import { endStateOf, keyOf, snapshotOf, type EndState, type Snapshot } from './fault-state.ts'
import { inCopyOf, type World } from './fault-world.ts'

/** One request of a scenario, and a fault that it is given. */
export interface Case {
  readonly request: PlacedRequest
  readonly fault: RequestFault
}

/** What came of it. */
export interface Row extends Case {
  readonly outcome: string
  /** Of a run that failed; empty when it did not. */
  readonly message: string
  readonly branch: string
  readonly pull: string
  readonly again: string
  /** What must never be. */
  readonly complaints: readonly string[]
}

interface Result {
  readonly run: Run
  readonly state: EndState
}

interface SecondResult extends Result {
  readonly unexpected: LoopbackGithub['unexpected']
  /** Whether it left everything alone. */
  readonly isIdle: boolean
}

/** Runs copies of a scenario, each with one fault. */
export class FaultyRuns {
  private readonly scenario: Scenario
  private readonly environment: Texts
  private readonly world: World
  private readonly before: Snapshot
  /** A next run starts from what GitHub keeps and from nothing else, so each state is run from once. */
  private readonly nextRuns = new Map<string, Promise<SecondResult>>()

  private constructor(scenario: Scenario, environment: Texts, world: World, before: Snapshot) {
    this.scenario = scenario
    this.environment = environment
    this.world = world
    this.before = before
  }

  static async of(scenario: Scenario, environment: Texts): Promise<FaultyRuns> {
    const world = await scenario.prepare()
    return new FaultyRuns(scenario, environment, world, await snapshotOf(world.github))
  }

  /** The requests of a run without faults, which has to be a good one. */
  async requests(): Promise<readonly PlacedRequest[]> {
    return inCopyOf(this.world, async ({ github, checkout }) => {
      const run = await checkout.run(this.scenario.inputs, this.environment)
      const state = await endStateOf(github, this.scenario, this.before)
      const complaints = [...state.complaints, ...runComplaints(run, this.scenario, state, github)]
      if (run.exitCode !== 0 || !state.isFinished || complaints.length > 0)
        throw new Error(`${this.scenario.name}: ${[state.branch, state.pull, ...complaints].join('; ')}\n${run.log}`)
      const names = github.requests.map(({ name }) => name)
      return names.map((name, at) => ({ name, at, nth: names.slice(0, at).filter((other) => other === name).length }))
    })
  }

  async row({ request, fault }: Case, usual: number): Promise<Row> {
    return inCopyOf(this.world, async ({ github, checkout }) => {
      fault.place(github, request)
      const run = await checkout.run(this.scenario.inputs, this.environment)
      const state = await endStateOf(github, this.scenario, this.before)
      const sent = github.requests.length - usual
      const expected = expectationOf(request, fault, this.scenario)
      const complaints = [
        ...state.complaints,
        ...runComplaints(run, this.scenario, state, github),
        // A limit says that nothing was done.
        ...(fault.nature === 'wait' || / for \d+ s\b/.test(fault.label)
          ? []
          : repetitionComplaints(github, request.at)),
        ...endingComplaints({ run, state }, fault, expected),
      ]
      const next = await this.nextRun(github, state.snapshot)
      return {
        request,
        fault,
        outcome: `${run.exitCode === 0 ? 'done' : 'failed'}${sent === 0 ? '' : ` (${sent > 0 ? '+' : ''}${sent})`}`,
        message: messageOf(run),
        branch: state.branch,
        pull: state.pull,
        again: nextWord(next),
        complaints: [...complaints, ...nextComplaints(next, expected)],
      }
    })
  }

  private async nextRun(github: LoopbackGithub, start: Snapshot): Promise<SecondResult> {
    const key = keyOf(start)
    const made = this.nextRuns.get(key) ?? this.runAgain(github, start)
    this.nextRuns.set(key, made)
    return made
  }

  private async runAgain(github: LoopbackGithub, start: Snapshot): Promise<SecondResult> {
    github.forget()
    const checkout = await checkoutOf(github)
    const run = await checkout.run(this.scenario.inputs, this.environment)
    const state = await endStateOf(github, this.scenario, this.before)
    const isIdle = JSON.stringify(start) === JSON.stringify(state.snapshot)
    return { run, state, unexpected: github.unexpected, isIdle }
  }
}

function endingOf({ run, state }: Result): Ending {
  if (run.exitCode !== 0) return 'failed'
  return state.isFinished ? 'done' : 'left'
}

function endingComplaints(result: Result, { told }: RequestFault, { endings }: Expectation): string[] {
  const ending = endingOf(result)
  const message = messageOf(result.run)
  if (!endings.includes(ending)) return [`It ends as ${ending}, in place of ${endings.join(' or ')}.`]
  if (ending !== 'failed') return []
  const isTold =
    told === undefined
      ? /@octocat|[Ss]omebody .*pushed|no history together/.test(message)
      : message.includes(`GitHub ${told}`) && / when \S+ \S/.test(message)
  return isTold ? [] : [`The message does not say ${told ?? 'who pushed'}.`]
}

function nextWord({ run, state, isIdle }: SecondResult): string {
  if (run.exitCode !== 0) return `stops: ${messageOf(run)}`
  return isIdle ? 'nothing to do' : `${endingOf({ run, state })}: ${state.branch}; ${state.pull}`
}

function nextComplaints(next: SecondResult, { mayStop }: Expectation): string[] {
  const { run, state, unexpected, isIdle } = next
  const isRight = endingOf(next) === 'done' || (mayStop && run.exitCode === 1 && isIdle)
  return [
    ...state.complaints.map((complaint) => `After the next run: ${complaint}`),
    ...unexpected.map(({ path }) => `The next run asked for ${path}.`),
    ...(isRight ? [] : ['The next run does not finish the work.']),
  ]
}
