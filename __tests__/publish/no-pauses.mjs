/** Preloaded into the bundle, it lets every pause be over at once. */
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

timers.setTimeout = () => Promise.resolve()
syncBuiltinESMExports()
