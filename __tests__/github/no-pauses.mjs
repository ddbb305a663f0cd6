/** Preloaded into the bundle, it lets every pause be over at once, and tells its length at the file descriptor 3. */
import { writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

timers.setTimeout = (milliseconds) => {
  writeSync(3, `${milliseconds}\n`)
  return Promise.resolve()
}
syncBuiltinESMExports()
