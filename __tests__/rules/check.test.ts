import { describe, expect, test } from '@jest/globals'

import { ObjectIndex } from '../../src/kubernetes/object-index.ts'
import { checkRollout } from '../../src/rules/check.ts'
import type { RolledOutWorkload, Rule, Run } from '../../src/rules/rule.ts'

function workload(name: string, annotations: Readonly<Record<string, string>> = {}): RolledOutWorkload {
  return {
    kind: 'Deployment',
    namespace: '',
    name,
    isChanged: true,
    value: { metadata: { name, annotations } },
    podSpec: ['spec', 'template', 'spec'],
  }
}

function withTemplate(name: string, annotations: Readonly<Record<string, string>>): RolledOutWorkload {
  return { ...workload(name), value: { spec: { template: { metadata: { annotations } } } } }
}

function run(...workloads: readonly RolledOutWorkload[]): Run {
  return {
    settings: {
      env: 'k8s',
      args: [],
      secretName: 'atlas-project',
      secretKey: 'atlas.hcl',
      containerName: 'migrate',
    },
    database: undefined,
    config: undefined,
    makesSecret: false,
    workloads,
    objects: new ObjectIndex([]),
  }
}

function rule(name: string, given: Partial<Rule> = {}): Rule {
  return {
    name,
    severity: 'warning',
    fix: `Mend ${name}.`,
    find: () => [{ message: `has ${name}.` }],
    ...given,
  }
}

function told(given: Run, ...rules: readonly Rule[]): string[] {
  return checkRollout(given, rules).map(
    ({ workload: { name }, severity, rule: by, message }) => `${name} ${severity} ${by}: ${message}`,
  )
}

test('what the rules find is told workload by workload, and in a workload rule by rule', () => {
  expect(told(run(workload('a'), workload('b')), rule('one'), rule('two', { severity: 'error' }))).toEqual([
    'a warning one: has one.',
    'a error two: has two.',
    'b warning one: has one.',
    'b error two: has two.',
  ])
})

test('a fault may be worse, or less, than its rule', () => {
  const find: Rule['find'] = () => [{ message: 'is bad.', severity: 'error' }, { message: 'is so.' }]

  expect(told(run(workload('a')), rule('one', { find }))).toEqual(['a error one: is bad.', 'a warning one: is so.'])
})

test('a rule about all workloads names the first one', () => {
  expect(told(run(workload('a'), workload('b')), rule('one', { isOncePerRun: true }))).toEqual([
    'a warning one: has one.',
  ])
})

describe('the annotation', () => {
  const NOTICE = 'notice ignored-rules: its annotation `atlas-init-container/ignore` ignores findings of these rules:'

  test.each([
    ['on the workload', workload('a', { 'atlas-init-container/ignore': 'one' })],
    ['on its template', withTemplate('a', { 'atlas-init-container/ignore': 'one' })],
  ])('%s keeps a rule back, and it is said', (_where, ignoring) => {
    expect(told(run(ignoring), rule('one'), rule('two'))).toEqual([
      'a warning two: has two.',
      ...told(run(ignoring), rule('one')),
    ])
    expect(told(run(ignoring), rule('one'))).toEqual([`a ${NOTICE} \`one\`.`])
  })

  test('keeps several back, whatever the blanks', () => {
    const ignoring = workload('a', { 'atlas-init-container/ignore': ' two ,one,' })

    expect(told(run(ignoring), rule('one'), rule('two'))).toEqual([`a ${NOTICE} \`one\`, \`two\`.`])
  })

  test('is not mentioned where there is nothing to keep back', () => {
    const ignoring = workload('a', { 'atlas-init-container/ignore': 'one' })

    expect(told(run(ignoring), rule('one', { find: () => [] }))).toEqual([])
  })

  test('with a name that no rule has is told of', () => {
    const ignoring = workload('a', { 'atlas-init-container/ignore': 'onne' })

    expect(told(run(ignoring), rule('one'))).toEqual([
      'a warning one: has one.',
      'a warning unknown-rule: its annotation `atlas-init-container/ignore` names `onne`, which is not a rule.',
    ])
  })

  test('lets the next workload speak for a rule about all of them', () => {
    const ignoring = workload('a', { 'atlas-init-container/ignore': 'one' })

    expect(told(run(ignoring, workload('b'), workload('c')), rule('one', { isOncePerRun: true }))).toEqual([
      `a ${NOTICE} \`one\`.`,
      'b warning one: has one.',
    ])
  })
})
