import { beforeAll, describe, expect, test } from '@jest/globals'

import { deployment, injected } from './manifests.ts'
import { runAction, type Run } from './run-action.ts'
import { LINE_END } from './runner-log.ts'

const COMMANDS = [
  '\n::error::pwned',
  '\r\n::error file=x,line=1::pwned',
  '\r::warning::pwned',
  '\u0085::notice::pwned',
  '\u2028::error::pwned',
  '%0A::error::pwned',
  '\n::set-output name=changed::pwned',
  '\n::add-mask::changed',
  '\n::stop-commands::pwned',
  '::error::pwned',
  '##[error]pwned',
  '\n##[add-mask]changed',
  '###[error]pwned',
  '\u001b[31mpwned',
  '\nchanged=pwned\nx<<EOF',
]

const WITHOUT_LIST = '    spec:\n      volumes: data\n'

/** What we say of files and workloads ourselves. */
const OURS =
  /^::(?:(?:warning title=Workload refused|notice title=(?:rolling-compatibility|shared-migrations)),file=|notice title=No Secret created::)/

const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u

/** The lines of a log that are no commands to the runner. */
function printedLines(run: Run): string[] {
  return run.rawLog.split(LINE_END).filter((line) => !/^\s*::/.test(line))
}

function commandLines(run: Run): string[] {
  return run.rawLog.split(LINE_END).filter((line) => /^\s*::/.test(line))
}

describe('a name in a manifest', () => {
  const names = COMMANDS.map((command) => `web${command}`)
  let run: Run

  beforeAll(() => {
    const files = names.flatMap((name, index) => {
      // Raw, they would be line ends to Kubernetes, and the file refused.
      const text = deployment(JSON.stringify(name).replace('\u0085', '\\x85').replace('\u2028', '\\u2028'))
      return [
        [`${index}-changed.yaml`, text],
        [`${index}-refused.yaml`, text.replace('    spec:\n', WITHOUT_LIST)],
        [`${index}-skipped.yaml`, text.replace('apps/v1', 'example.com/v1')],
      ]
    })
    run = runAction(Object.fromEntries(files) as Record<string, string>, { 'on-refused': 'warn', token: '' })
  })

  test('gives the runner no command', () => {
    expect(run.exitCode).toBe(0)
    expect(commandLines(run).filter((line) => !OURS.test(line))).toEqual([])
    expect(run.annotations).toHaveLength(names.length)
    expect(printedLines(run).filter((line) => line.includes('##['))).toEqual([])
  })

  test('is printed without anything that only a terminal sees', () => {
    const shown = [...printedLines(run), ...run.annotations.map(({ message }) => message)]

    expect(shown.filter((line) => UNPRINTABLE.test(line))).toEqual([])
  })

  test('stands in the report as it is', () => {
    expect(new Set(run.report().workloads.map(({ name }) => name))).toEqual(new Set(names))
    expect(run.outputs.changed).toBe('true')
  })
})

describe('a name of a file', () => {
  const names = COMMANDS.filter((command) => !/[\r\n]/.test(command)).map((command) => `a${command}`)
  const changed = names.map((name) => `${name}-changed.yaml`)
  const refused = names.map((name) => `${name}-refused.yaml`)
  let run: Run

  beforeAll(() => {
    const files = [
      ...changed.map((name) => [name, deployment()] as const),
      ...refused.map((name) => [name, deployment().replace('    spec:\n', WITHOUT_LIST)] as const),
    ]
    run = runAction(Object.fromEntries(files), { 'on-refused': 'warn', token: '' })
  })

  test('gives the runner no command', () => {
    expect(commandLines(run).filter((line) => !OURS.test(line))).toEqual([])
    expect(new Set(run.annotations.map(({ file }) => file))).toEqual(new Set(refused))
    expect(printedLines(run).filter((line) => line.includes('##['))).toEqual([])
  })

  test('is printed without anything that only a terminal sees', () => {
    expect(printedLines(run).filter((line) => UNPRINTABLE.test(line))).toEqual([])
  })

  test('sets no output, and the file is written', () => {
    expect(run.outputs).toMatchObject({ changed: 'true', 'changed-files': changed.toSorted().join('\n') })
    for (const name of changed) expect(run.files[name]).toBe(injected(deployment()))
  })
})

test.each(COMMANDS.filter((command) => /[\r\n]/.test(command)).map((command) => `a${command}.yaml`))(
  'a name of a file with a line break is an error, and nothing is written: %j',
  (name) => {
    const run = runAction({ [name]: deployment() }, { token: '' })

    expect(run.exitCode).toBe(1)
    expect(run.files[name]).toBe(deployment())
    expect(run.annotations).toMatchObject([{ title: 'Line break in a file name', file: name }])
    expect(commandLines(run)).toHaveLength(1)
    expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '' })
  },
)
