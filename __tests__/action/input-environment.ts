import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

type Inputs = Readonly<Record<string, string>>

const ACTION = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string | boolean }>>
}

/** What a runner finds for the expressions among the defaults. */
const EXPRESSIONS: Inputs = { '${{ github.token }}': 'ghs_tokenOfTheJob' }

/** Every input of action.yml as a runner passes it: what is given, the default, or nothing. */
export function inputEnvironment(given: Inputs): Inputs {
  const names = [...Object.keys(ACTION.inputs), ...Object.keys(given)]
  return Object.fromEntries(names.map((name) => [`INPUT_${name.toUpperCase()}`, given[name] ?? defaultOf(name)]))
}

function defaultOf(name: string): string {
  const text = String(ACTION.inputs[name]?.default ?? '')
  return EXPRESSIONS[text] ?? text
}
