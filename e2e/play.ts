import type { DatabaseServer } from './database.ts'
import type { Servers } from './servers.ts'
import { setStage, type Scenario, type Theatre } from './stage.ts'

/** A scenario, on a database if it needs one. */
interface Play {
  readonly scenario: Scenario
  readonly server: DatabaseServer | undefined
}

/** Most of a play is waiting: for a pod to start, to fail again, to end. */
const AT_ONCE = 4

/**
 * Plays the scenarios, each on every database that it can be played on, some of them at once. Gives how many failed. After
 * an interruption it begins none, and says nothing of those that it cut short.
 */
export async function playAll(
  scenarios: readonly Scenario[],
  servers: Servers,
  interruption: AbortSignal,
): Promise<number> {
  const plays = scenarios.flatMap((scenario) => playsOf(scenario, servers)).values()
  let failures = 0
  const playNext = async (): Promise<void> => {
    for (const next of plays) {
      if (interruption.aborted) return
      if (!(await play(next, servers, interruption))) failures++
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, playNext))
  return failures
}

function playsOf(scenario: Scenario, { databases, leftOut }: Servers): readonly Play[] {
  const missing = scenario.needs.find((part) => leftOut.has(part))
  if (missing !== undefined) {
    console.log(`left out  ${scenario.name}: it needs ${missing}`)
    return []
  }
  if (scenario.databases === 'none') return [{ scenario, server: undefined }]
  const suitable = databases.filter((server) => isPlayedOn(scenario, server))
  if (suitable.length === 0) console.log(`left out  ${scenario.name}: it needs a database`)
  return suitable.map((server) => ({ scenario, server }))
}

function isPlayedOn({ databases }: Scenario, { name, onNetwork }: DatabaseServer): boolean {
  return databases === 'every' || databases === name || (databases === 'on the network' && onNetwork)
}

/** Plays a scenario; says what it proved, or why it failed. Gives whether it succeeded. */
async function play({ scenario, server }: Play, servers: Servers, interruption: AbortSignal): Promise<boolean> {
  const start = performance.now()
  const conclude = (verdict: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    const title = server === undefined ? scenario.name : `${scenario.name} on ${server.name}`
    console.log(`${verdict}  ${title}: ${scenario.proves} (${seconds} s)`)
  }
  let theatre: Theatre | undefined
  try {
    theatre = await setStage(scenario, server, servers)
    await scenario.play(theatre.stage)
    if (!interruption.aborted) conclude('proved  ')
    return true
  } catch (error) {
    if (interruption.aborted) return false
    conclude('FAILED  ')
    console.log(error)
    console.log(await theatre?.course())
    return false
  } finally {
    if (!interruption.aborted) await theatre?.clear()
  }
}
