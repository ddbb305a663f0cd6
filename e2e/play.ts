import type { DatabaseServer } from './database.ts'
import type { Servers } from './servers.ts'
import { setStage, type Scenario } from './stage.ts'

/** Plays the scenarios one after another, each on every database that it can be played on. Gives how many failed. */
export async function playAll(scenarios: readonly Scenario[], servers: Servers): Promise<number> {
  let failures = 0
  for (const scenario of scenarios) {
    if (scenario.needsKubernetes && servers.cluster === undefined) {
      console.log(`left out  ${scenario.name}: it needs kubernetes`)
      continue
    }
    for (const database of servers.databases) {
      // A file on this machine is not in a pod.
      if (scenario.needsKubernetes && !database.onNetwork) continue
      if (!(await play(scenario, database, servers))) failures++
    }
  }
  return failures
}

/** Plays a scenario; says what it proved, or why it failed. Gives whether it succeeded. */
async function play(scenario: Scenario, database: DatabaseServer, servers: Servers): Promise<boolean> {
  const start = performance.now()
  const conclude = (verdict: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${verdict}  ${scenario.name} on ${database.name}: ${scenario.proves} (${seconds} s)`)
  }
  try {
    await scenario.play(await setStage(scenario, database, servers))
    conclude('proved  ')
    return true
  } catch (error) {
    conclude('FAILED  ')
    console.log(error)
    console.log(await servers.cluster?.course())
    return false
  } finally {
    await servers.cluster?.clear()
  }
}
