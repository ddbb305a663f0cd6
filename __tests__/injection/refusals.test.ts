import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
import type { Reason } from '../../src/injection/result.ts'
import { reasonWords } from '../../src/messages/reasons.ts'
import { ACTION_WORDING } from '../../src/messages/wording.ts'
import type { YamlError } from '../../src/messages/yaml-errors.ts'
import { DOCUMENTED, documentedAs } from '../refusals.ts'
import { requestOf } from '../request.ts'

const HEAD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
`

/** A Deployment whose pod spec holds these lines, from line 8 and column 7. */
function podSpec(...lines: string[]): string {
  return `${HEAD}spec:\n  template:\n    spec:\n${lines.map((line) => `      ${line}\n`).join('')}`
}

const WEB = ['containers:', '- name: web', '  image: web:1']
const MIGRATE = '- {name: migrate, image: a:1, args: [migrate, apply]}'

interface Refused {
  readonly what: string
  readonly text: string
  /** Line and column; undefined where they depend on the machine. */
  readonly at: string | undefined
  readonly reason: Reason
  readonly inputs?: Record<string, string>
  /** How many other workloads have a result. */
  readonly others?: number
}

/** Values of a key that no parser takes: what is wrong, the value, where it shows, and the error. */
const INVALID: readonly (readonly [what: string, value: string, at: string, error: YamlError])[] = [
  ['an empty alias', '*', '11:10', 'BAD_ALIAS'],
  ['an unknown escape', '"\\q"', '11:11', 'BAD_DQ_ESCAPE'],
  ['an at sign without quotes', '@a', '11:10', 'BAD_SCALAR_START'],
  ['a colon in a text', 'a: b', '11:10', 'BLOCK_AS_IMPLICIT_KEY'],
  ['a dash inside brackets', '[\n          - a ]', '12:11', 'BLOCK_IN_FLOW'],
  ['an alias with a tag', '!!str *a', '11:16', 'ALIAS_PROPS'],
  ['two anchors', '&a &b c', '11:13', 'MULTIPLE_ANCHORS'],
  ['two tags', '!!str !!int 1', '11:16', 'MULTIPLE_TAGS'],
  ['an anchor before a question mark', '[&a ? b : c]', '11:14', 'BAD_PROP_ORDER'],
  ['a key that is too long', `\n        ${'k'.repeat(1_025)}: 1`, '12:9', 'KEY_OVER_1024_CHARS'],
  ['an ordered map with two keys', '!!omap [{a: 1, b: 2}]', '11:10', 'TAG_RESOLVE_FAILED'],
]

const REFUSED: readonly Refused[] = [
  {
    what: 'a document that SOPS seals',
    text: `${podSpec(...WEB)}sops:\n  mac: ENC[AES256_GCM]\n`,
    at: '12:8',
    reason: { code: 'sealed-by-sops' },
  },
  {
    what: 'volumes that are no list',
    text: podSpec('volumes: data', ...WEB),
    at: '8:16',
    reason: { code: 'wrong-form' },
  },
  {
    what: 'an item without a value, behind a dash',
    text: podSpec('initContainers:', '- name: wait', '-', ...WEB),
    at: '10:8',
    reason: { code: 'wrong-form' },
  },
  {
    what: 'an item without a value, in brackets',
    text: podSpec('initContainers: [{name: wait}, &a ]', ...WEB),
    at: '8:41',
    reason: { code: 'wrong-form' },
  },
  {
    what: 'a pair without braces in brackets',
    text: podSpec('initContainers: [name: wait]', ...WEB),
    at: '8:24',
    reason: { code: 'wrong-form' },
  },
  {
    what: 'a pod spec that an alias repeats',
    text: `${HEAD}spec:\n  template:\n    spec: &pod\n      containers:\n      - name: web\nx-copy: *pod\n`,
    at: '8:7',
    reason: { code: 'shared-anchor' },
  },
  {
    what: 'a template that an alias repeats',
    text: `${HEAD}spec:\n  template: &template\n    spec:\n      containers:\n      - name: web\nx-copy: *template\n`,
    at: '7:5',
    reason: { code: 'shared-anchor' },
  },
  {
    what: 'a pod spec that is an alias',
    text: `x-pod: &pod\n  containers:\n  - name: web\n${HEAD}spec:\n  template:\n    spec: *pod\n`,
    at: '10:11',
    reason: { code: 'shared-alias' },
  },
  {
    what: 'volumes that an alias repeats',
    text: podSpec('volumes: &volumes', '- name: data', '  emptyDir: {}', ...WEB) + 'x-copy: *volumes\n',
    at: '9:7',
    reason: { code: 'shared-anchor' },
  },
  {
    what: 'volumes that a merge key brings in',
    text: `x: &x\n  volumes:\n  - name: data\n${podSpec('<<: *x', ...WEB)}`,
    at: '11:7',
    reason: { code: 'merged-key', key: 'volumes' },
  },
  {
    what: 'a template that a merge key brings in',
    text: `x: &x\n  template:\n    spec:\n      containers:\n      - name: web\n${HEAD}spec:\n  <<: *x\n`,
    at: '11:3',
    reason: { code: 'merged-key', key: 'template' },
  },
  {
    what: 'a duplicate key',
    text: podSpec(...WEB, 'containers:', '- name: web'),
    at: '11:7',
    reason: { code: 'unreadable-text', fault: { code: 'repeated-key' } },
  },
  {
    what: 'a value of ours that stands twice',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  image: a:1',
      '  args: [migrate, apply]',
      '  image: a:2',
      ...WEB,
    ),
    at: '12:9',
    reason: { code: 'repeated-edited-key', key: 'image' },
  },
  {
    what: 'a value whose key has no colon',
    text: podSpec(...WEB, 'volumes:', '- ? name', '  # c', '    secret: {}'),
    at: '14:11',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'UNEXPECTED_TOKEN' } },
  },
  {
    what: 'an alias without an anchor',
    text: podSpec(...WEB, 'nodeSelector: *gone'),
    at: '11:21',
    reason: { code: 'unreadable-text', fault: { code: 'alias-without-anchor' } },
  },
  {
    what: 'an alias in its own anchor',
    text: podSpec(...WEB, 'affinity: &a', '  b: *a'),
    at: '12:12',
    reason: { code: 'unreadable-text', fault: { code: 'alias-within-anchor' } },
  },
  {
    what: 'a merge key that brings in a text',
    text: podSpec(...WEB, '<<: web'),
    at: '11:7',
    reason: { code: 'unreadable-text', fault: { code: 'merge-key-without-mapping' } },
  },
  {
    what: 'a control character',
    text: podSpec(...WEB).replace('web:1', 'web:\u00011'),
    at: '10:20',
    reason: { code: 'unreadable-text', fault: { code: 'control-character' } },
  },
  {
    what: 'aliases that expand without bounds',
    text:
      'a: &a [x, x, x, x, x, x, x, x, x, x]\n' +
      ['b', 'c', 'd', 'e', 'f', 'g']
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(10)
              .fill(`*${'abcdef'.charAt(index)}`)
              .join(', ')}]\n`,
        )
        .join('') +
      podSpec(...WEB),
    at: '1:1',
    reason: { code: 'unreadable-text', fault: { code: 'too-many-aliases' } },
  },
  {
    what: 'text that is not YAML',
    text: podSpec(...WEB, 'nodeSelector: {disk: ssd'),
    at: '12:1',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'BAD_INDENT' } },
  },
  {
    what: 'a merge conflict',
    text: podSpec(...WEB).replace(
      /.*image: (.*)\n/,
      '<<<<<<< HEAD\n$&=======\n        image: other:1\n>>>>>>> release\n',
    ),
    at: '10:1',
    reason: { code: 'unreadable-text', fault: { code: 'merge-conflict' } },
  },
  {
    what: 'tabs as indentation',
    text: `${HEAD}spec:\n\ttemplate: {}\n`,
    at: '6:1',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'TAB_AS_INDENT' } },
  },
  {
    what: 'a carriage return alone',
    text: podSpec(...WEB).replace('name: web\n', 'name: web\r'),
    at: '4:12',
    reason: { code: 'unreadable-text', fault: { code: 'carriage-return' } },
  },
  {
    what: 'an error in another document',
    text: `${podSpec(...WEB)}---\na: "b\n`,
    at: '13:1',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'MISSING_CHAR' } },
  },
  {
    what: 'a block scalar that the end of the file cuts off',
    text: podSpec(...WEB, 'initContainers:', '- name: wait', '  args:', '  - |', '    true').trimEnd(),
    at: '14:11',
    reason: { code: 'open-block-scalar' },
  },
  {
    what: 'an init container of our name that is something else',
    text: podSpec('initContainers:', '- name: migrate', '  image: flyway:1', ...WEB),
    at: '9:9',
    reason: { code: 'foreign-init-container', name: 'migrate' },
  },
  {
    what: 'migrate apply in the command instead of the args',
    text: podSpec('initContainers:', '- name: migrate', '  command: [atlas, migrate, apply]', ...WEB),
    at: '9:9',
    reason: { code: 'foreign-init-container', name: 'migrate' },
  },
  {
    what: 'a container of our name',
    text: podSpec('containers:', '- name: web', '- name: migrate'),
    at: '10:9',
    reason: { code: 'name-of-container', name: 'migrate' },
  },
  {
    what: 'a volume of our name that is no Secret',
    text: podSpec('volumes:', '- name: atlas-project', '  emptyDir: {}', ...WEB),
    at: '9:9',
    reason: { code: 'foreign-volume', volume: 'atlas-project', secretName: 'atlas-project' },
  },
  {
    what: 'a volume of our name from another Secret',
    text: podSpec('volumes:', '- name: atlas-project', '  secret: {secretName: other}', ...WEB),
    at: '9:9',
    reason: { code: 'foreign-volume', volume: 'atlas-project', secretName: 'atlas-project' },
  },
  {
    what: 'a volume that picks other items of the Secret',
    text: podSpec(
      'volumes:',
      '- name: atlas-project',
      '  secret: {secretName: atlas-project, items: [{key: a, path: b}]}',
      ...WEB,
    ),
    at: '9:9',
    reason: { code: 'volume-without-key', volume: 'atlas-project', key: 'atlas.hcl' },
  },
  {
    what: 'a mount of a part of the Secret',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  volumeMounts: [{name: atlas-project, mountPath: /a, subPath: b}]',
      ...WEB,
    ),
    at: '9:9',
    reason: { code: 'partial-mount' },
  },
  {
    what: 'the same migration under another name',
    text: podSpec(
      'initContainers:',
      '- name: db',
      '  args: [migrate, apply, -c, file:///etc/atlas/atlas.hcl, --env, k8s]',
      '  volumeMounts: [{name: project, mountPath: /etc/atlas}]',
      'volumes:',
      '- name: project',
      '  secret: {secretName: atlas-project}',
      ...WEB,
    ),
    at: '9:9',
    reason: { code: 'same-migration' },
  },
  {
    what: 'a volume to rename that others mount',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply, -c, file:///etc/atlas/atlas.hcl]',
      '  volumeMounts: [{name: old, mountPath: /etc/atlas}]',
      'volumes:',
      '- name: old',
      '  secret: {secretName: atlas-project}',
      'containers:',
      '- name: web',
      '  volumeMounts: [{name: old, mountPath: /atlas}]',
    ),
    at: '13:9',
    reason: { code: 'shared-volume-name', volume: 'old', name: 'atlas-project' },
  },
  {
    what: 'a volume to rename to a name that another has',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply, -c, file:///etc/atlas/atlas.hcl]',
      '  volumeMounts: [{name: old, mountPath: /etc/atlas}]',
      'volumes:',
      '- name: old',
      '  secret: {secretName: atlas-project}',
      '- name: atlas-project',
      '  emptyDir: {}',
      ...WEB,
    ),
    at: '13:9',
    reason: { code: 'repeated-volume-name', volume: 'old', name: 'atlas-project' },
  },
  {
    what: 'a value of ours that an alias repeats',
    text:
      podSpec('initContainers:', '- name: migrate', '  image: &image old:1', '  args: [migrate, apply]', ...WEB) +
      'x-image: *image\n',
    at: '10:23',
    reason: { code: 'shared-anchor' },
  },
  {
    what: 'a volume of another Secret that others mount, too',
    text: podSpec(
      'volumes: [{name: atlas-project, secret: {secretName: theirs}}]',
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  volumeMounts: [{name: atlas-project, mountPath: /etc/atlas}]',
      ...WEB,
      '  volumeMounts: [{name: atlas-project, mountPath: /etc/web}]',
    ),
    at: '8:17',
    reason: { code: 'shared-volume', volume: 'atlas-project', secretName: 'theirs' },
  },
  {
    what: 'a limit below the request that is there',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  resources: {requests: {memory: 2Gi}}',
      ...WEB,
    ),
    at: '9:9',
    reason: {
      code: 'rejected-by-kubernetes',
      field: 'resources',
      fault: { code: 'request-above-limit', resource: 'memory' },
    },
    inputs: { resources: 'limits: {memory: 1Gi}' },
  },
  {
    what: 'a restricted security context beside `privileged: true`',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  securityContext: {privileged: true}',
      ...WEB,
    ),
    at: '9:9',
    reason: {
      code: 'rejected-by-kubernetes',
      field: 'securityContext',
      fault: { code: 'privileged-without-escalation' },
    },
    inputs: { 'security-context': 'restricted' },
  },
  {
    what: 'a list of ours that is an alias',
    text:
      'x-args: &args [migrate, apply]\n' +
      podSpec('initContainers:', '- name: migrate', '  image: a:1', '  args: *args', ...WEB),
    at: '12:15',
    reason: { code: 'shared-alias' },
  },
  {
    what: 'a comment that may belong to either of two items in brackets',
    text: podSpec(`initContainers: [ ${MIGRATE.slice(2)}`, '  # the wait', '  , {name: wait} ]', ...WEB),
    at: '9:9',
    reason: { code: 'comment-between-items' },
    inputs: { operation: 'remove' },
  },
  {
    what: 'a comment behind the item before ours in brackets',
    text: podSpec('initContainers: [ {name: wait} # the wait', `  , ${MIGRATE.slice(2)} ]`, ...WEB),
    at: '8:38',
    reason: { code: 'comment-between-items' },
    inputs: { operation: 'remove' },
  },
  {
    what: 'braces with nothing but a comment',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  resources: {',
      '    # none',
      '  }',
      ...WEB,
    ),
    at: '11:20',
    reason: { code: 'comments-in-empty-braces' },
    inputs: { resources: 'limits: {cpu: 1}' },
  },
  {
    what: 'a comment that would have to move into a line of others',
    text: podSpec('initContainers: [', '  # ours', `  ${MIGRATE.slice(2)},`, '  {name: a}, {name: b} ]', ...WEB),
    at: '11:29',
    reason: { code: 'comments-with-moved-item' },
  },
  {
    what: 'a value of ours as a block scalar',
    text: podSpec('initContainers:', '- name: migrate', '  image: >-', '    old:1', '  args: [migrate, apply]', ...WEB),
    at: '10:16',
    reason: { code: 'block-scalar' },
  },
  {
    what: 'a merge key behind our field that it overrides',
    text:
      'x: &x {image: "old:1"}\n' +
      podSpec('initContainers:', '- name: migrate', '  image: a:1', '  args: [migrate, apply]', '  <<: *x', ...WEB),
    at: '13:9',
    reason: { code: 'overriding-merge-key' },
  },
  {
    what: 'a merge key behind the template that it overrides',
    text: `x: &x {template: {}}\n${podSpec(...WEB)}  <<: *x\n`,
    at: '12:3',
    reason: { code: 'overriding-merge-key' },
  },
  {
    what: 'a value of ours with a tag',
    text: podSpec('initContainers:', '- name: migrate', '  image: !!binary a:1', '  args: [migrate, apply]', ...WEB),
    at: '10:25',
    reason: { code: 'tagged-value' },
  },
  {
    what: 'a list with a tag',
    text: podSpec('volumes: !!pairs', '- name: config', ...WEB),
    at: '9:7',
    reason: { code: 'tagged-value' },
  },
  {
    what: 'a line separator that Kubernetes takes for a line end',
    text: podSpec('volumes:', '- name: a', '  emptyDir: {} # \u2028      x: 1', ...WEB),
    at: '10:24',
    reason: { code: 'unreadable-text', fault: { code: 'unicode-line-separator' } },
  },
  {
    what: 'a blank of Unicode before JSON',
    text: '\u00a0{"kind": "Deployment"}\n',
    at: '1:1',
    reason: { code: 'unreadable-text', fault: { code: 'unicode-space-before-brace' } },
  },
  {
    what: 'a byte-order mark inside the file',
    text: `kind: Service\n---\n\ufeff${podSpec(...WEB)}`,
    at: '3:1',
    reason: { code: 'unreadable-text', fault: { code: 'byte-order-mark' } },
  },
  {
    what: 'two init containers of our name',
    text: podSpec('initContainers:', MIGRATE, MIGRATE, ...WEB),
    at: '10:9',
    reason: { code: 'repeated-init-container', name: 'migrate' },
  },
  {
    what: 'containers that are no list',
    text: podSpec('containers: web'),
    at: '8:19',
    reason: { code: 'containers-not-a-list' },
  },
  {
    what: 'the same migration under another name, with other arguments',
    text: podSpec(
      'initContainers:',
      '- name: db',
      '  args: [migrate, apply, --config=file:///atlas/atlas.hcl, --env=k8s, --dry-run]',
      '  volumeMounts: [{name: project, mountPath: /atlas}]',
      'volumes:',
      '- name: project',
      '  secret: {secretName: atlas-project}',
      ...WEB,
    ),
    at: '9:9',
    reason: { code: 'same-migration' },
  },
  {
    what: 'another mount at our place',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply, -c, file:///atlas/atlas.hcl]',
      '  volumeMounts:',
      '  - {name: atlas-project, mountPath: /atlas}',
      '  - {name: data, mountPath: /etc/atlas/}',
      ...WEB,
    ),
    at: '9:9',
    reason: { code: 'mount-path-taken', mountPath: '/etc/atlas' },
  },
  {
    what: 'a place beside an init container that is not there',
    text: podSpec('initContainers:', '- name: wait', '- name: proxy', ...WEB),
    at: '9:7',
    reason: { code: 'no-such-init-container', name: 'db', others: ['wait', 'proxy'] },
    inputs: { position: 'after:db' },
  },
  {
    what: 'a place beside an init container where there is none',
    text: podSpec(...WEB),
    at: '8:7',
    reason: { code: 'no-such-init-container', name: 'db', others: [] },
    inputs: { position: 'before:db' },
  },
  {
    what: 'an annotation that may be meant to keep us away',
    text: podSpec(...WEB).replace(
      '  name: web\n',
      '  name: web\n  annotations:\n    atlas-init-container/inject: "false"\n',
    ),
    at: '6:34',
    reason: { code: 'unknown-annotation' },
  },
  {
    what: 'a container of our name that is not ours to remove',
    text: podSpec('initContainers:', '- name: migrate', '  image: flyway:1', ...WEB),
    at: '9:9',
    reason: { code: 'foreign-init-container', name: 'migrate' },
    inputs: { operation: 'remove' },
  },
  {
    what: 'an item to remove that shares its line with another dash',
    text: podSpec('? initContainers', `: ${MIGRATE}`, '? containers', ': - name: web'),
    at: '9:9',
    reason: { code: 'shared-line' },
    inputs: { operation: 'remove' },
  },
  {
    what: 'an anchor in what has to go that is needed elsewhere',
    text: podSpec(
      'initContainers:',
      '- name: migrate',
      '  args: [migrate, apply]',
      '  image: &image a:1',
      ...WEB,
    ).replace('image: web:1', 'image: *image'),
    at: '11:23',
    reason: { code: 'shared-anchor' },
    inputs: { operation: 'remove' },
  },
  {
    what: 'an alias in what has to move',
    text:
      'x-zone: &zone UTC\n' +
      podSpec(
        'initContainers:',
        '- name: migrate',
        '  args: [migrate, apply]',
        '  env: [{name: TZ, value: *zone}]',
        '- name: wait',
        ...WEB,
      ),
    at: '12:33',
    reason: { code: 'alias-in-moved-value' },
  },
  {
    what: 'a pod spec that a workload shares with one that is not asked for',
    text: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  spec:\n    template: {spec: &pod {containers: [{name: web}]}}\n- apiVersion: v1\n  kind: ReplicationController\n  spec: {template: {spec: *pod}}\n`,
    at: '7:27',
    reason: { code: 'shared-anchor' },
    others: 1,
  },
  {
    what: 'a key with a question mark and without a value',
    text: podSpec('? volumes', ...WEB),
    at: '8:7',
    reason: { code: 'key-without-value' },
  },
  {
    what: 'brackets without bounds',
    text: podSpec(...WEB, `x: ${'['.repeat(2_000)}`),
    // How deep is too deep depends on the stack.
    at: undefined,
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'RESOURCE_EXHAUSTION' } },
  },
  {
    what: 'a directive that is none',
    text: `%YAML\n---\n${podSpec(...WEB)}`,
    at: '1:1',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'BAD_DIRECTIVE' } },
  },
  {
    what: 'a line without a colon',
    text: `${podSpec(...WEB)}foo\nbar: 1\n`,
    at: '11:1',
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error: 'MULTILINE_IMPLICIT_KEY' } },
  },
  ...INVALID.map(([what, value, at, error]): Refused => ({
    what,
    text: podSpec(...WEB, `x: ${value}`),
    at,
    reason: { code: 'unreadable-text', fault: { code: 'invalid-yaml', error } },
  })),
]

describe('a refusal says where, why and what to do, and changes nothing', () => {
  test.each(REFUSED)('$what', ({ text, at, reason, inputs, others = 0 }) => {
    const { text: after, results } = rewrite(text, requestOf(inputs))

    expect(results).toHaveLength(1 + others)
    const [result] = results
    expect(result?.action).toBe('refused')
    expect(result?.reason).toEqual(reason)
    const place = `${result?.position.line}:${result?.position.column}`
    expect(place).toBe(at ?? place)
    expect(after).toBe(text)
  })

  test('a refused workload leaves the others of its file to be rewritten', () => {
    const text = `${podSpec('volumes: data', ...WEB)}---\n${podSpec(...WEB)}`
    const { text: after, results } = rewrite(text, requestOf())

    expect(results.map(({ action }) => action)).toEqual(['refused', 'injected'])
    expect(after.startsWith(podSpec('volumes: data', ...WEB))).toBe(true)
  })

  test('a form that cannot be edited is no refusal when there is nothing to change', () => {
    const text = `{apiVersion: apps/v1, kind: Deployment, x: &pod [1], y: *pod, spec: {template: {spec: &spec {
      volumes: [{name: atlas-project, secret: {secretName: atlas-project}}],
      initContainers: [{name: migrate, image: "ghcr.io/repo/migrations:v0.1.2", imagePullPolicy: Always,
        args: [migrate, apply, -c, "file:///etc/atlas/atlas.hcl", --env, k8s],
        volumeMounts: [{name: atlas-project, mountPath: /etc/atlas}]}],
      containers: [{name: web}]}}}, z: *spec}`

    expect(rewrite(text, requestOf()).results.map(({ action }) => action)).toEqual(['unchanged'])
  })

  test('the documentation names each reason, and no other', () => {
    const reasons = REFUSED.map(({ reason }) => reasonWords(reason, ACTION_WORDING))

    expect(reasons.filter((reason) => documentedAs(reason) === undefined)).toEqual([])
    // Text of another encoding is no text here.
    const others = DOCUMENTED.filter((documented) => documented !== 'it is not UTF-8. Convert it')
    expect(others.filter((documented) => !reasons.some((reason) => documentedAs(reason) === documented))).toEqual([])
  })
})
