import { GO_DURATION } from '../atlas/duration.ts'
import { notAChoice, parseChoice } from './choice.ts'
import type { Fault } from './fault.ts'

/** A flag of `atlas migrate apply`. */
export interface Flag {
  /** Whether it stands alone; a value can only be joined to it by `=`. */
  readonly isSwitch: boolean
  /** What is wrong with a value of it; undefined for a right one. */
  readonly faultOf: (value: string) => Fault | undefined
}

const ANY_TEXT: Flag = { isSwitch: false, faultOf: () => undefined }
const TEXT: Flag = { isSwitch: false, faultOf: quotesFault }
const SWITCH: Flag = { isSwitch: true, faultOf: booleanFault }
const DURATION: Flag = { isSwitch: false, faultOf: durationFault }

/** The flags of its builds, the community's and Ariga's: https://atlasgo.io/cli-reference#atlas-migrate-apply */
export const FLAGS: ReadonlyMap<string, Flag> = new Map([
  ['allow-dirty', SWITCH],
  ['baseline', TEXT],
  ['context', ANY_TEXT],
  ['dir', TEXT],
  ['dry-run', SWITCH],
  ['exec-order', oneOf(['linear', 'linear-skip', 'non-linear'])],
  ['format', ANY_TEXT],
  ['help', SWITCH],
  ['lock-name', TEXT],
  ['lock-timeout', DURATION],
  ['log', ANY_TEXT],
  ['revisions-schema', TEXT],
  ['skip-lock', SWITCH],
  ['to-version', TEXT],
  ['tx-mode', oneOf(['none', 'file', 'all'])],
  ['url', TEXT],
  ['var', ANY_TEXT],
  ['web', SWITCH],
])

/** The flags that have one letter, too. */
export const SHORT_FLAGS: ReadonlyMap<string, string> = new Map([
  ['h', 'help'],
  ['u', 'url'],
  ['w', 'web'],
])

function oneOf(choices: readonly string[]): Flag {
  return {
    isSwitch: false,
    faultOf: (value) => {
      const verdict = parseChoice(value, choices)
      return 'fault' in verdict ? verdict.fault : undefined
    },
  }
}

function quotesFault(value: string): Fault | undefined {
  return /^(["']).*\1$/.test(value) ? { code: 'quotes', found: value } : undefined
}

/** https://pkg.go.dev/strconv#ParseBool */
function booleanFault(value: string): Fault | undefined {
  if (/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) return undefined
  return notAChoice(value, ['true', 'false']).fault
}

function durationFault(value: string): Fault | undefined {
  return GO_DURATION.test(value) ? undefined : { code: 'duration', found: value }
}
