import process from 'node:process'
import { afterEach, expect, test } from '@jest/globals'

import { Job, type Texts } from './job.ts'

/** A job that shows what it would start the bundle with. */
class OpenJob extends Job {
  environment(inputs: Texts, environment: Texts = {}): Readonly<Record<string, string | undefined>> {
    return this.start(inputs, environment).environment
  }
}

afterEach(() => {
  delete process.env.OF_THIS_PROCESS
})

test('a run has nothing of this process but the way to its programs', () => {
  process.env.OF_THIS_PROCESS = 'yes'

  const environment = new OpenJob().environment({})

  const names = Object.keys(environment).filter((name) => !name.startsWith('INPUT_'))
  expect(names.sort()).toEqual([
    'CI',
    'GITHUB_ACTIONS',
    'GITHUB_OUTPUT',
    'GITHUB_STEP_SUMMARY',
    'GITHUB_WORKSPACE',
    'PATH',
    'RUNNER_TEMP',
  ])
  expect(environment.PATH).toBe(process.env.PATH)
})

test('inputs come as given, by default or empty, those that action.yml does not have, too', () => {
  const environment = new OpenJob().environment({ namespace: 'shop', 'not-there': 'x' })

  expect(environment).toMatchObject({
    INPUT_NAMESPACE: 'shop',
    'INPUT_NOT-THERE': 'x',
    'INPUT_SECRET-KEY': 'atlas.hcl',
    INPUT_COMMAND: '',
  })
})

test('a runner has put values in place of expressions', () => {
  const environment = new OpenJob().environment({})

  expect(Object.values(environment).filter((value) => value?.includes('${{'))).toEqual([])
})

test('what is given takes the place of what the runner sets', () => {
  expect(new OpenJob().environment({}, { RUNNER_TEMP: '/other' }).RUNNER_TEMP).toBe('/other')
})
