import { setImmediate } from 'node:timers/promises'

import { readArguments } from './arguments.ts'
import { endCommands } from './command.ts'
import { installDebianPackages } from './debian.ts'
import { playAll } from './play.ts'
import { startServers } from './servers.ts'
import { loadScenarios } from './stage.ts'
import { Teardown } from './teardown.ts'
import { buildTool, toolsWithout } from './tools.ts'

/* Takes the action through what stands around it in production. README.md of this folder says how and why. */
const teardown = new Teardown()
const interruption = new AbortController()
endOnSignals()
try {
  await main()
} catch (error) {
  console.log(error)
  process.exitCode = 1
} finally {
  await teardown.end()
}

async function main(): Promise<void> {
  const { without, only } = readArguments(process.argv.slice(2))
  if (process.getuid?.() !== 0) throw new Error('This has to be run by root, as a node of Kubernetes is.')
  for (const part of without) console.log(`left out  ${part}, as asked for`)
  const scenarios = await loadScenarios(only)

  for (const name of await installDebianPackages()) console.log(`installed ${name}`)
  for (const tool of toolsWithout(without)) if (await buildTool(tool)) console.log(`built     ${tool}`)

  const start = performance.now()
  const servers = await startServers(without, teardown)
  console.log(`started   all servers (${((performance.now() - start) / 1000).toFixed(1)} s)`)
  if ((await playAll(scenarios, servers, interruption.signal)) > 0) process.exitCode = 1
}

function endOnSignals(): void {
  for (const [signal, exitCode] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    process.on(signal, () => {
      console.log(`${signal}: stopping everything`)
      interruption.abort()
      void stopAll().finally(() => process.exit(exitCode))
    })
  }
}

async function stopAll(): Promise<void> {
  await endCommands()
  // Whoever waited for them has something of its own to clear away.
  await setImmediate()
  await teardown.end()
}
