import { setTimeout as sleep } from 'node:timers/promises'

const INTERVAL = 100

/** Asks until there is an answer, and gives it. Throws when there is none in time. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (performance.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}.`)
    await sleep(INTERVAL)
  }
}

/** Asks until the answer is yes. Throws when it is not in time. */
export async function untilTrue(what: string, seconds: number, ask: () => Promise<boolean>): Promise<void> {
  await until(what, seconds, async () => ((await ask()) ? true : undefined))
}
