import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import { requestOf } from '../request.ts'

/** A line that no YAML reader takes behind the others. */
const BROKEN = 'broken: "\n'

const MEMBER = '{"kind": "Deployment", "spec": {"template": {}}}'

/** The lines of the Deployments that a run reports, each as refused, of texts that nobody reads. */
const SIGHTED: readonly [what: string, text: string, lines: readonly number[]][] = [
  ['a plain kind', `apiVersion: apps/v1\nkind: Deployment\n${BROKEN}`, [2]],
  ['CR as line ends', 'apiVersion: apps/v1\rkind: Deployment\rspec: {}\r', [2]],
  ['CR and LF as line ends', 'apiVersion: apps/v1\r\nkind: Deployment\rspec: {}\r\n', [2]],
  ['a line separator behind the kind', 'apiVersion: apps/v1\nkind: Deployment\u2028spec: {}\n', [2]],
  ['a line separator before the kind', 'apiVersion: apps/v1\u2028kind: Deployment\nspec: {}\n', [1]],
  ['line separators as line ends', 'apiVersion: apps/v1\u2028kind: Deployment\u2028spec: {}\u2028', [1]],
  ['a paragraph separator behind the kind', 'kind: Deployment\u2029spec: {}\n', [1]],
  ['a next line behind the kind', 'apiVersion: apps/v1\nkind: Deployment\u0085spec: {}\n', [2]],
  ['a byte-order mark before the kind', `\ufeffkind: Deployment\n${BROKEN}`, [1]],
  ['a byte-order mark before the first of two', `\ufeffkind: Deployment\n---\nkind: Deployment\n${BROKEN}`, [1, 3]],
  ['a byte-order mark read as Latin-1', `\xef\xbb\xbfkind: Deployment\n${BROKEN}`, [1]],
  ['a List on one line', `{"kind": "List", "items": [${MEMBER}, ${MEMBER}, ${MEMBER}\n`, [1, 1, 1]],
  ['a List on one line, with its kind last', `{"items": [${MEMBER}, ${MEMBER}], "kind": "List"\n`, [1, 1]],
  ['a List on two lines', `{"kind": "List", "items": [${MEMBER},\n${MEMBER}\n`, [1, 2]],
  ['a List in a List', `{"kind": "List", "items": [{"kind": "List", "items": [${MEMBER}]}\n`, [1]],
  ['a Template on one line', `{"kind": "Template", "objects": [${MEMBER}\n`, [1]],
  ['a List over lines without indentation', `{"kind":\n"List", "items": [${MEMBER},\n${MEMBER}\n`, [2, 3]],
  ['two objects over lines without indentation', `{"apiVersion": "v1",\n${MEMBER.slice(1)}\n${MEMBER}\n{\n`, [2, 3]],
  ['an object in braces and one without', `${MEMBER}\nkind: Service\n${BROKEN}`, [1]],
  ['an object without braces and one in them', `kind: Service\n${MEMBER}\n${BROKEN}`, [2]],
  ['a reference in braces', `kind: Service\nref: {kind: Deployment}\n${BROKEN}`, []],
  ['base64', `kind: !!binary RGVwbG95bWVudA==\n${BROKEN}`, [1]],
  ['two objects on one line each', `${MEMBER}\n${MEMBER}\n{\n`, [1, 2]],
  ['a typed list', `kind: DeploymentList\nitems: []\n${BROKEN}`, [1]],
  ['a folded block scalar', `kind: >-\n  Deployment\n${BROKEN}`, [1]],
  ['a literal block scalar with a comment', `kind: |- # c\n  Deployment\n${BROKEN}`, [1]],
  ['a value on the next line', `kind:\n  Deployment\n${BROKEN}`, [1]],
  ['a value behind comments', `kind: # c\n# d\n\n  Deployment # e\n${BROKEN}`, [1]],
  ['an anchor before the key', `&k kind: Deployment\n${BROKEN}`, [1]],
  ['a tag before the key', `!!str kind: Deployment\n${BROKEN}`, [1]],
  ['an anchor and a tag before the key', `- &k !!str kind: Deployment\n${BROKEN}`, [1]],
  ['an anchor before the value', `kind: &k Deployment\n${BROKEN}`, [1]],
  ['a tag before the value', `kind: !!str Deployment\n${BROKEN}`, [1]],
  ['a tag and an anchor before the value', `kind: !<tag:yaml.org,2002:str> &k "Deployment"\n${BROKEN}`, [1]],
  ['a tag on the line before the value', `kind: !!str\n  Deployment\n${BROKEN}`, [1]],
  ['quotes of the other kind', `'kind': 'Deployment'\n${BROKEN}`, [1]],
  ['an escape in the value', `kind: "Deploy\\u006dent"\n${BROKEN}`, [1]],
  ['another escape in the value', `kind: "\\x44eployment"\n${BROKEN}`, [1]],
  ['a long escape in the value', `kind: "Deploymen\\U00000074"\n${BROKEN}`, [1]],
  ['a line break within the value', `kind: "Deploy\\\n  ment"\n${BROKEN}`, [1]],
  ['an escape in the key', `"\\u006Bin\\x64": Deployment\n${BROKEN}`, [1]],
  ['a question mark before one key of two', `? kind\n: Deployment\n${BROKEN}...\nkind: Service\n`, [1]],
  ['a question mark before the key, and another object', `? kind\n: Deployment\nkind: Service\n${BROKEN}`, [1]],
  ['a comment directly behind the colon', `{"kind":# c\n"Deployment"\n`, [1]],
  ['a question mark before the key', `? kind\n: Deployment\n${BROKEN}`, [1]],
  ['JSON over lines', `{\n  "kind":\n    "Deployment"\n  ,\n${BROKEN}`, [2]],
  ['braces', `{apiVersion: apps/v1, kind: Deployment\n${BROKEN}`, [1]],
  ['a quote that is missing', `kind: "Deployment\nmetadata: {}\n`, [1]],
  ['members of a sequence', `- kind: Deployment\n- apiVersion: apps/v1\n  kind: Deployment\n${BROKEN}`, [1, 3]],
  ['a comment', `# kind: Deployment\n# {kind: Deployment}\nkind: Service\n${BROKEN}`, []],
  ['a reference', `kind: Service\nspec:\n  ref:\n    kind: Deployment\n${BROKEN}`, []],
  ['a reference on one line', `{"kind": "Scaler", "ref": {"kind": "Deployment"}\n`, []],
  ['a manifest in a block scalar', `kind: ConfigMap\ndata:\n  a: |\n    kind: Deployment\n${BROKEN}`, []],
  ['a longer word', `kind: Deployments\n${BROKEN}`, []],
  ['a name with a dash', `kind: Deployment-config\n${BROKEN}`, []],
  ['another key', `mankind: Deployment\n${BROKEN}`, []],
  ['a kind without a value', `kind:\nDeployment: x\n${BROKEN}`, []],
]

describe('a workload in a text that nobody reads is reported', () => {
  test.each(SIGHTED)('%s', (_what, text, lines) => {
    const { results, text: after } = rewrite(text, requestOf())

    expect(results.map(({ line }) => line)).toEqual(lines)
    for (const { kind, action, reason } of results) {
      expect({ kind, action }).toEqual({ kind: 'Deployment', action: 'refused' })
      expect(reason?.code).toBe('unreadable-text')
    }
    expect(after).toBe(text)
  })

  test('a List that is nested too deeply', () => {
    const depth = 3_000
    const text = `${'{kind: List, items: ['.repeat(depth)}{kind: Deployment}${']}'.repeat(depth)}\n`

    expect(rewrite(text, requestOf()).results.map(({ line, action }) => [line, action])).toEqual([[1, 'refused']])
  })
})

/** Kinds that nobody sees in the bytes, in texts that Kubernetes reads. */
const HIDDEN: readonly [what: string, kind: string][] = [
  ['an escape of two digits', '"\\x44eployment"'],
  ['an escape of four digits', '"Deploy\\u006dent"'],
  ['an escape of eight digits', '"Deploymen\\U00000074"'],
  ['an escape in upper case', '"Deplo\\u0079m\\u0065nt"'],
  ['a line break', '"Deploy\\\n  ment"'],
  ['base64', '!!binary RGVwbG95bWVudA=='],
  ['base64 with the whole tag', '!<tag:yaml.org,2002:binary> RGVwbG95bWVudA=='],
  ['base64 with an escape in the tag', '!!bin%61ry RGVwbG95bWVudA=='],
]

describe('a kind that does not show in the bytes is found', () => {
  test.each([
    ['an alias of another value', 'x: &kind Deployment\nkind: *kind\n'],
    ['an alias of a key', '&kind Deployment: x\nkind: *kind\n'],
    ['a key that is an alias', 'x: &kind kind\n*kind : Deployment\n'],
  ])('%s', (_what, lines) => {
    const { results } = rewrite(`apiVersion: apps/v1\n${lines}`, requestOf())

    expect(results.map(({ kind, action }) => [kind, action])).toEqual([['Deployment', 'skipped']])
  })

  test.each(HIDDEN)('%s', (_what, kind) => {
    const text = `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web}]}}}\n`
    const { results } = rewrite(text, requestOf())

    expect(results.map(({ kind: found, name, action }) => [found, name, action])).toEqual([
      ['Deployment', 'web', 'injected'],
    ])
  })
})
