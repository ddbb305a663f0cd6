import { GO_DURATION } from '../atlas/duration.ts'
import { parseChoice } from './choice.ts'
import { found } from './found.ts'

/** A flag of `atlas migrate apply`. */
export interface Flag {
  /** Whether it stands alone; a value can only be joined to it by `=`. */
  readonly isSwitch: boolean
  /** What is wrong with a value of it; undefined for a right one. */
  readonly flawOf: (value: string) => string | undefined
}

const ANY_TEXT: Flag = { isSwitch: false, flawOf: () => undefined }
const TEXT: Flag = { isSwitch: false, flawOf: flawOfQuotes }
const SWITCH: Flag = { isSwitch: true, flawOf: flawOfBoolean }
const DURATION: Flag = { isSwitch: false, flawOf: flawOfDuration }

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
    flawOf: (value) => {
      const verdict = parseChoice(value, choices)
      return 'problem' in verdict ? verdict.problem : undefined
    },
  }
}

function flawOfQuotes(value: string): string | undefined {
  return /^(["']).*\1$/.test(value)
    ? `found ${found(value)}, whose quotes would be part of it; take them out`
    : undefined
}

/** https://pkg.go.dev/strconv#ParseBool */
function flawOfBoolean(value: string): string | undefined {
  if (/^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) return undefined
  return `expected \`true\` or \`false\`, found ${found(value)}`
}

function flawOfDuration(value: string): string | undefined {
  if (GO_DURATION.test(value)) return undefined
  return `expected a duration with its unit such as 30s or 5m, found ${found(value)}`
}
