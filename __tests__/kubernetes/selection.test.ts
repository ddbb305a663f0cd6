import { describe, expect, test } from '@jest/globals'

import type { Reason } from '../../src/injection/result.ts'
import { rewrite } from '../../src/injection/rewrite.ts'
import { matchesName } from '../../src/kubernetes/selection.ts'
import { requestOf } from '../request.ts'

const SPEC = 'spec: {template: {spec: {containers: [{name: web, image: "web:1"}]}}}\n'

/** A workload of one line a key, complete but for what a case changes. */
function workload(given: Readonly<Record<string, string>> = {}): string {
  const keys = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: '{name: web, namespace: shop}', ...given }
  const lines = Object.entries(keys).map(([key, value]) => (value === '' ? '' : `${key}: ${value}\n`))
  return lines.join('') + (given.spec === undefined ? SPEC : '')
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web}]}\n'

const LABELLED = workload({ metadata: '{name: web, labels: {app: web, tier: front}}' })

/** What is wrong with a text that cannot be read; the code of any other reason. */
function codeOf(reason: Reason | undefined): string | undefined {
  return reason?.code === 'unreadable-text' ? reason.fault.code : reason?.code
}

function outcomes(text: string, inputs: Record<string, string> = {}): string[] {
  const { results } = rewrite(text, requestOf(inputs))
  return results.map(({ line, kind, namespace, name, action, reason }) =>
    [action, line, kind, `${namespace}/${name}`, codeOf(reason)].join(' ').trim(),
  )
}

describe('a workload is skipped with a reason', () => {
  test.each<[string, string, Record<string, string>, Reason]>([
    ['another kind', workload({ kind: 'StatefulSet' }), {}, { code: 'kind-not-selected', kind: 'StatefulSet' }],
    ['another name', workload(), { workloads: 'api\ndb*' }, { code: 'name-not-selected' }],
    ['a name that is taken away', workload(), { workloads: 'web\n!w*' }, { code: 'name-excluded', pattern: 'w*' }],
    [
      'another group',
      workload({ apiVersion: 'example.com/v1' }),
      {},
      { code: 'foreign-group', kind: 'Deployment', group: 'example.com', groups: ['apps', 'extensions'] },
    ],
    ['no apiVersion', workload({ apiVersion: '' }), {}, { code: 'no-api-version' }],
    ['other labels', LABELLED, { selector: 'app=api' }, { code: 'labels-not-selected' }],
    ['no labels', workload(), { selector: 'app' }, { code: 'labels-not-selected' }],
    [
      'the annotation that keeps us away',
      workload({ metadata: '{name: web, annotations: {atlas-init-container/inject: disabled}}' }),
      {},
      { code: 'disabled' },
    ],
    [
      'the annotation on its pod template',
      workload({
        spec: '{template: {metadata: {annotations: {atlas-init-container/inject: "disabled"}}, spec: {containers: [{}]}}}',
      }),
      {},
      { code: 'disabled' },
    ],
    [
      'the annotation on its pod template, though not on itself',
      workload({
        metadata: '{name: web, annotations: {atlas-init-container/inject: enabled}}',
        spec: '{template: {metadata: {annotations: {atlas-init-container/inject: disabled}}, spec: {containers: [{}]}}}',
      }),
      {},
      { code: 'disabled' },
    ],
    [
      "the annotation on a CronJob's template of jobs",
      workload({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        spec: '{jobTemplate: {metadata: {annotations: {atlas-init-container/inject: disabled}}, spec: {template: {spec: {containers: [{}]}}}}}',
      }),
      { kinds: 'CronJob' },
      { code: 'disabled' },
    ],
    [
      'a Deployment of the core group',
      workload({ apiVersion: 'v1' }),
      {},
      { code: 'foreign-group', kind: 'Deployment', group: '', groups: ['apps', 'extensions'] },
    ],
    [
      'a StatefulSet of the group extensions',
      workload({ apiVersion: 'extensions/v1beta1', kind: 'StatefulSet' }),
      { kinds: 'StatefulSet' },
      { code: 'foreign-group', kind: 'StatefulSet', group: 'extensions', groups: ['apps'] },
    ],
    [
      'a Rollout that refers to a Deployment',
      workload({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: '{workloadRef: {name: web}}' }),
      { kinds: 'Rollout' },
      { code: 'workload-elsewhere' },
    ],
    [
      'a CronJob of another group',
      workload({ kind: 'CronJob' }),
      { kinds: 'CronJob' },
      { code: 'foreign-group', kind: 'CronJob', group: 'apps', groups: ['batch'] },
    ],
    ['no pod template', workload({ spec: '{replicas: 2}' }), {}, { code: 'no-containers' }],
    [
      'a custom kind without a pod template',
      workload({ apiVersion: 'example.com/v1', kind: 'Web', spec: '{image: web}' }),
      { kinds: 'Web' },
      { code: 'no-pod-template', kind: 'Web', path: ['spec', 'template', 'spec'] },
    ],
    [
      'a custom kind whose template is a name',
      workload({ apiVersion: 'example.com/v1', kind: 'App', spec: '{template: web}' }),
      { kinds: 'App' },
      { code: 'no-pod-template', kind: 'App', path: ['spec', 'template', 'spec'] },
    ],
    [
      'a kind of others with an empty pod template',
      workload({ apiVersion: 'example.com/v1', kind: 'Web', spec: '{template: {spec: {}}}' }),
      { kinds: 'Web' },
      { code: 'no-containers' },
    ],
    [
      'a placeholder in the image, beside a duplicate key',
      workload({ spec: '{template: {spec: {containers: [{name: a, name: b, image: "{{ .Values.image }}"}]}}}' }),
      {},
      { code: 'template' },
    ],
    [
      'a placeholder in the image, beside a duplicate key that decides',
      workload({ spec: '{template: {}, template: {spec: {containers: [{image: "{{ .Values.image }}"}]}}}' }),
      {},
      { code: 'template' },
    ],
    ['no containers', workload({ spec: '{template: {spec: {containers: []}}}' }), {}, { code: 'no-containers' }],
    ['a placeholder as a value', workload({ metadata: '{name: {{ .Release.Name }}}' }), {}, { code: 'template' }],
    [
      'a placeholder in the name',
      workload({ metadata: '{name: "{{ .Release.Name }}-web"}' }),
      {},
      { code: 'template' },
    ],
    [
      'an ERB tag in the image',
      workload({ spec: '{template: {spec: {containers: [{image: "a:<%= v %>"}]}}}' }),
      {},
      { code: 'template' },
    ],
  ])('%s', (_what, text, inputs, reason) => {
    expect(rewrite(text, requestOf(inputs)).results).toMatchObject([{ action: 'skipped', reason }])
  })
})

describe('a workload is asked for', () => {
  test.each([
    ['by default', workload(), {}],
    ['of the group extensions', workload({ apiVersion: 'extensions/v1beta1' }), {}],
    [
      'of a kind that was in extensions, too',
      workload({ apiVersion: 'extensions/v1beta1', kind: 'DaemonSet' }),
      { kinds: 'DaemonSet' },
    ],
    [
      'of OpenShift, as it once was',
      workload({ apiVersion: 'v1', kind: 'DeploymentConfig' }),
      { kinds: 'DeploymentConfig' },
    ],
    ['by its name', workload(), { workloads: 'api\nweb' }],
    ['by a pattern', workload(), { workloads: '*\n!api-*' }],
    ['by its kind', workload({ kind: 'StatefulSet' }), { kinds: 'StatefulSet\nDeployment' }],
    ['by its labels', LABELLED, { selector: 'app in (api, web),!canary' }],
    [
      'with the annotation that lets us in',
      workload({ metadata: '{name: web, annotations: {atlas-init-container/inject: enabled}}' }),
      {},
    ],
    ['of a kind that has its pod elsewhere', POD, { kinds: 'Pod' }],
    ['of a kind of its own', workload({ kind: 'Shop', apiVersion: 'example.com/v1' }), { kinds: 'Shop' }],
    [
      'with a placeholder that Kubernetes takes',
      workload({ metadata: '{name: web, annotations: {a: "{{ b }}"}}' }),
      {},
    ],
    ['with a variable to be substituted', workload({ metadata: '{name: "${NAME}"}' }), {}],
  ])('%s', (_what, text, inputs: Record<string, string>) => {
    expect(outcomes(text, inputs)).toEqual([expect.stringMatching(/^injected/)])
  })

  test('with the namespace that is given where it names none', () => {
    expect(outcomes(workload({ metadata: '{name: web}' }), { namespace: 'prod' })[0]).toMatch(
      /^injected 2 Deployment prod\/web/,
    )
    expect(outcomes(workload(), { namespace: 'prod' })[0]).toMatch(/shop\/web/)
  })
})

test('each member of a list has its own result, and a key of no value has none', () => {
  const text =
    'kind: DeploymentList\nitems:\n- {kind: Service}\n- {kind: Deployment, metadata: {name: a}}\n-\n- {kind: Pod, metadata: {name: b}}\n'

  expect(outcomes(text)).toEqual([
    expect.stringMatching(/^skipped 4 Deployment \/a no-api-version/),
    expect.stringMatching(/^skipped 6 Pod \/b kind-not-selected/),
  ])
})

describe('what is no workload has no result', () => {
  test.each([
    ['another kind of object', 'apiVersion: v1\nkind: Service\n'],
    ['a reference', 'kind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n    name: web\n'],
    ['text in a ConfigMap', 'kind: ConfigMap\ndata:\n  a: |\n    kind: Deployment\n'],
    ['a custom resource with a manifest in it', 'kind: Object\nspec:\n  manifest:\n    kind: Deployment\n'],
    ['an empty file', ''],
    ['comments', '# kind: Deployment\n'],
    ['a text', 'Deployment\n'],
    ['a list', '- kind: Deployment\n'],
  ])('%s', (_what, text) => {
    expect(outcomes(text)).toEqual([])
  })
})

describe('text that no reader takes is reported by its lines', () => {
  test.each([
    [
      'a Helm template',
      '{{- if .Values.web }}\napiVersion: apps/v1\nkind: Deployment # web\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n',
      ['skipped 3 Deployment / template-text'],
    ],
    [
      'a template with a reference to a workload',
      '{{- if .Values.web }}\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n{{- end }}\n',
      [],
    ],
    [
      'several documents',
      'kind: Service\n---\nkind: Deployment\n--- # again\n"kind": "Deployment"\na: [\n',
      [expect.stringMatching(/^refused 3 Deployment/), expect.stringMatching(/^refused 5 Deployment/)],
    ],
    [
      'a list',
      'kind: List\nitems:\n- kind: Service\n- kind: Deployment\n  a: [\n',
      [expect.stringMatching(/^refused 4 Deployment/)],
    ],
    [
      'a list with deeper members',
      'kind: List\nitems:\n  - metadata: {}\n    kind: Deployment\n    a: [\n',
      [expect.stringMatching(/^refused 4 Deployment/)],
    ],
    [
      'a typed list, whose members need not show their kind',
      'kind: DeploymentList\nitems:\n- metadata: {name: a}\n  a: [\n',
      [expect.stringMatching(/^refused 1 Deployment/)],
    ],
    ['a typed list of others', 'kind: ServiceList\nitems:\n- metadata: {name: a}\n  a: [\n', []],
    [
      'a broken text with a placeholder in a comment',
      '# {{ .Values }}\nkind: Deployment # {{ x }}\na: [\n',
      [expect.stringMatching(/^refused 2 Deployment/)],
    ],
    ['text without a workload', 'kind: Service\na: [\n', []],
  ])('%s', (_what, text, expected) => {
    expect(outcomes(text)).toEqual(expected)
  })

  test.each([
    ['Deployment', 'Service'],
    ['Service', 'Deployment'],
  ])('a %s and a %s without `---` between them', (first, second) => {
    const text = `apiVersion: v1\nkind: ${first}\nmetadata:\n  name: a\napiVersion: v1\nkind: ${second}\n`

    const [result, ...others] = outcomes(text)

    expect(result).toMatch(/^refused \d Deployment .*repeated-key/)
    expect(others).toEqual([])
  })
})

test.each<[string, string, boolean]>([
  ['web', 'web', true],
  ['web', 'we', false],
  ['web', '*', true],
  ['web', 'w*', true],
  ['web', '*b', true],
  ['web', 'w*b', true],
  ['web', 'we*eb', false],
  ['web', 'web*web', false],
  ['web-a-web', 'web*web', true],
  ['aXbXc', 'a*b*c', true],
  ['aXcXb', 'a*b*c', false],
  ['shop.web', 'shop-web', false],
  ['a'.repeat(253), '*a'.repeat(100) + '*b', false],
  ['a'.repeat(253), '*a'.repeat(100) + '*', true],
])('the name %s and the pattern %s: %s', (name, pattern, expected) => {
  expect(matchesName(name, pattern)).toBe(expected)
})
