import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
`

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\ndata:\n'

/** What Kubernetes' reader takes and YAML does not, or what it takes and a person may not notice. */
const READ: readonly [what: string, text: string][] = [
  ['text in single quotes at the left edge', `${CONFIG_MAP}  j: '{\n  "f": "{{ le }}"\n}'\n---\n${DEPLOYMENT}`],
  ['text in double quotes at the left edge', `${CONFIG_MAP}  j: "\n{{ le }}\n\n - a\\\n b"\n---\n${DEPLOYMENT}`],
  ['the same with CRLF', `${CONFIG_MAP}  j: '{\n{{ le }}\n}'\n---\n${DEPLOYMENT}`.replaceAll('\n', '\r\n')],
  ['such text in the annotations', DEPLOYMENT.replace('  name: web\n', "  name: web\n  annotations:\n    a: '{\n}'\n")],
  ['such text in the container', `${DEPLOYMENT}        args: ['\n{{ x }}\n', "a\nb"]\n        image: web:1\n`],
  ['such text as the last of the file', `${DEPLOYMENT}        image: 'web\n'`],
  ['such text before another key on its line', `${DEPLOYMENT}        env: [{name: "a\nb", value: c}]\n`],
  ['braces at the left edge', DEPLOYMENT.replace('  name: web\n', '  name: web\n  labels: {\na: b,\nc: d\n}\n')],
  ['brackets at the left edge', `${DEPLOYMENT}        args: [\na,\n# c\n  b\n]\n        image: web:1\n`],
  ['braces further left than their key', `${DEPLOYMENT}        resources: {\n    limits: {\n  cpu: 1\n}\n}\n`],
  ['tabs in braces', DEPLOYMENT.replace('  name: web\n', '  name: web\n  labels: {\n\ta: b\n\t}\n')],
  ['a duplicate key in the metadata', DEPLOYMENT.replace('  name: web\n', '  name: api\n  name: web\n')],
  ['a duplicate key in a container', `${DEPLOYMENT}        image: a\n        image: b\n`],
  ['a duplicate key in the pod spec', `${DEPLOYMENT}      restartPolicy: Never\n      restartPolicy: Always\n`],
  ['a duplicate key beside the template', `${DEPLOYMENT}  replicas: 1\n  replicas: 2\n`],
  ['the metadata twice', `${DEPLOYMENT}metadata: {name: web}\n`],
  ['a duplicate key in JSON', DEPLOYMENT.replace('  name: web\n', '  name: web\n  labels: {"a": "b", "a": "c"}\n')],
  ['a duplicate key in another document', `${CONFIG_MAP}  a: b\n  a: c\n---\n${DEPLOYMENT}`],
  [
    'a duplicate key in another member of a list',
    `apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  data: {a: "", a: ""}\n- ${DEPLOYMENT.replaceAll('\n', '\n  ').trimEnd()}\n`,
  ],
]

describe('what Kubernetes reads is rewritten, and rewritten back', () => {
  test.each(READ)('%s', (_what, text) => {
    const { text: after, results } = rewrite(text, requestOf())
    expect(results).toMatchObject([{ name: 'web', action: 'injected', reason: undefined }])
    expect(rewrite(after, requestOf()).text).toBe(after)
    expect(rewrite(after, requestOf({ operation: 'remove' })).text).toBe(text)

    const lines = after.split('\n')
    const kept = text.split('\n').filter((line, index, all) => index < all.length - 1 || line !== '')
    expect(kept.filter((line) => !lines.includes(line))).toEqual([])
  })
})

/** Duplicate keys that decide what is edited, with the line and column of the second. */
const AMBIGUOUS: readonly [what: string, text: string, at: string][] = [
  ['the template', `${DEPLOYMENT}  template: {}\n`, '10:3'],
  ['the spec', `${DEPLOYMENT}spec: {template: {spec: {containers: [{name: web}]}}}\n`, '10:1'],
  ['the pod spec', `${DEPLOYMENT}    spec: {containers: [{name: web}]}\n`, '10:5'],
  ['the containers', `${DEPLOYMENT}      containers: [{name: web}]\n`, '10:7'],
  ['the volumes', `${DEPLOYMENT}      volumes: []\n      volumes: []\n`, '11:7'],
  ['the apiVersion', `${DEPLOYMENT}apiVersion: apps/v1\n`, '10:1'],
  ['the kind, of another object', `${DEPLOYMENT}kind: Service\n`, '10:1'],
  [
    'the kind, of a member of a list',
    'kind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n  kind: Service\n',
    '6:3',
  ],
  ['the members of a list', 'kind: List\nitems:\n- kind: Deployment\nitems: []\n', '4:1'],
  [
    'the spec through an alias',
    `x: &x {template: {}, template: {spec: {containers: []}}}\n${DEPLOYMENT.replace(/spec:[^]*/, 'spec: *x\n')}`,
    '1:22',
  ],
]

describe('a duplicate key that decides what is edited is refused', () => {
  test('with both of two workloads between which a `---` was forgotten', () => {
    const { results } = rewrite(DEPLOYMENT + DEPLOYMENT, requestOf())

    expect(results.map(({ action, line }) => [action, line])).toEqual([
      ['refused', 11],
      ['refused', 2],
    ])
  })

  test.each(AMBIGUOUS)('%s', (_what, text, at) => {
    const { text: after, results } = rewrite(text, requestOf())

    expect(results.map(({ action, position }) => [action, `${position.line}:${position.column}`])).toEqual([
      ['refused', at],
    ])
    expect(results[0]?.reason).toEqual({ code: 'unreadable-text', fault: { code: 'repeated-key' } })
    expect(after).toBe(text)
  })
})
