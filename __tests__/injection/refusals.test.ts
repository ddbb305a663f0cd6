import { describe, expect, test } from '@jest/globals'

import { rewrite } from '../../src/injection/rewrite.ts'
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
  readonly reason: RegExp
  readonly inputs?: Record<string, string>
  /** How many other workloads have a result. */
  readonly others?: number
}

const REFUSED: readonly Refused[] = [
  {
    what: 'a document that SOPS seals',
    text: `${podSpec(...WEB)}sops:\n  mac: ENC[AES256_GCM]\n`,
    at: '12:8',
    reason: /^SOPS seals this document/,
  },
  {
    what: 'volumes that are no list',
    text: podSpec('volumes: data', ...WEB),
    at: '8:16',
    reason: /another form than Kubernetes asks for/,
  },
  {
    what: 'an item without a value, behind a dash',
    text: podSpec('initContainers:', '- name: wait', '-', ...WEB),
    at: '10:8',
    reason: /another form than Kubernetes asks for/,
  },
  {
    what: 'an item without a value, in brackets',
    text: podSpec('initContainers: [{name: wait}, &a ]', ...WEB),
    at: '8:41',
    reason: /another form than Kubernetes asks for/,
  },
  {
    what: 'a pair without braces in brackets',
    text: podSpec('initContainers: [name: wait]', ...WEB),
    at: '8:24',
    reason: /another form than Kubernetes asks for/,
  },
  {
    what: 'a pod spec that an alias repeats',
    text: `${HEAD}spec:\n  template:\n    spec: &pod\n      containers:\n      - name: web\nx-copy: *pod\n`,
    at: '8:7',
    reason: /alias \(`\*`\) repeats this value elsewhere/,
  },
  {
    what: 'a template that an alias repeats',
    text: `${HEAD}spec:\n  template: &template\n    spec:\n      containers:\n      - name: web\nx-copy: *template\n`,
    at: '7:5',
    reason: /repeats this value elsewhere/,
  },
  {
    what: 'a pod spec that is an alias',
    text: `x-pod: &pod\n  containers:\n  - name: web\n${HEAD}spec:\n  template:\n    spec: *pod\n`,
    at: '10:11',
    reason: /an alias \(`\*`\) stands here/,
  },
  {
    what: 'volumes that an alias repeats',
    text: podSpec('volumes: &volumes', '- name: data', '  emptyDir: {}', ...WEB) + 'x-copy: *volumes\n',
    at: '9:7',
    reason: /repeats this value elsewhere/,
  },
  {
    what: 'volumes that a merge key brings in',
    text: `x: &x\n  volumes:\n  - name: data\n${podSpec('<<: *x', ...WEB)}`,
    at: '11:7',
    reason: /a merge key \(`<<`\) brings in `volumes`; write it out here/,
  },
  {
    what: 'a template that a merge key brings in',
    text: `x: &x\n  template:\n    spec:\n      containers:\n      - name: web\n${HEAD}spec:\n  <<: *x\n`,
    at: '11:3',
    reason: /a merge key \(`<<`\) brings in `template`/,
  },
  {
    what: 'a duplicate key',
    text: podSpec(...WEB, 'containers:', '- name: web'),
    at: '11:7',
    reason: /a key stands twice in one mapping/,
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
    reason: /`image` stands twice here; keep one of the two/,
  },
  {
    what: 'a value whose key has no colon',
    text: podSpec(...WEB, 'volumes:', '- ? name', '  # c', '    secret: {}'),
    at: '14:11',
    reason: /something stands where YAML does not expect it/,
  },
  {
    what: 'an alias without an anchor',
    text: podSpec(...WEB, 'nodeSelector: *gone'),
    at: '11:21',
    reason: /an alias has no anchor before it in its document/,
  },
  {
    what: 'an alias in its own anchor',
    text: podSpec(...WEB, 'affinity: &a', '  b: *a'),
    at: '12:12',
    reason: /an alias stands within its own anchor/,
  },
  {
    what: 'a merge key that brings in a text',
    text: podSpec(...WEB, '<<: web'),
    at: '11:7',
    reason: /a merge key \(`<<`\) brings in something that is no mapping/,
  },
  {
    what: 'a control character',
    text: podSpec(...WEB).replace('web:1', 'web:\u00011'),
    at: '10:20',
    reason: /a control character stands here, which YAML does not allow/,
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
    reason: /aliases repeat too much/,
  },
  {
    what: 'text that is not YAML',
    text: podSpec(...WEB, 'nodeSelector: {disk: ssd'),
    at: '12:1',
    reason: /cannot be read: the indentation fits nothing above it, or brackets or braces are not closed\. Mend it/,
  },
  {
    what: 'a merge conflict',
    text: podSpec(...WEB).replace(
      /.*image: (.*)\n/,
      '<<<<<<< HEAD\n$&=======\n        image: other:1\n>>>>>>> release\n',
    ),
    at: '10:1',
    reason: /cannot be read: a merge conflict is left in here; resolve it\. Mend it/,
  },
  {
    what: 'tabs as indentation',
    text: `${HEAD}spec:\n\ttemplate: {}\n`,
    at: '6:1',
    reason: /a tab is used as indentation/,
  },
  {
    what: 'a carriage return alone',
    text: podSpec(...WEB).replace('name: web\n', 'name: web\r'),
    at: '4:12',
    reason: /a carriage return stands without its line feed/,
  },
  {
    what: 'an error in another document',
    text: `${podSpec(...WEB)}---\na: "b\n`,
    at: '13:1',
    reason: /missing/,
  },
  {
    what: 'a block scalar that the end of the file cuts off',
    text: podSpec(...WEB, 'initContainers:', '- name: wait', '  args:', '  - |', '    true').trimEnd(),
    at: '14:11',
    reason: /the file ends within this block scalar, without a line end/,
  },
  {
    what: 'an init container of our name that is something else',
    text: podSpec('initContainers:', '- name: migrate', '  image: flyway:1', ...WEB),
    at: '9:9',
    reason: /`migrate` is not ours.*`container-name`, or rename/,
  },
  {
    what: 'migrate apply in the command instead of the args',
    text: podSpec('initContainers:', '- name: migrate', '  command: [atlas, migrate, apply]', ...WEB),
    at: '9:9',
    reason: /is not ours: its args do not start with `migrate`, `apply`/,
  },
  {
    what: 'a container of our name',
    text: podSpec('containers:', '- name: web', '- name: migrate'),
    at: '10:9',
    reason: /a container is named `migrate` already/,
  },
  {
    what: 'a volume of our name that is no Secret',
    text: podSpec('volumes:', '- name: atlas-project', '  emptyDir: {}', ...WEB),
    at: '9:9',
    reason: /the volume `atlas-project` is not the Secret `atlas-project`.*`volume-name`, or rename/,
  },
  {
    what: 'a volume of our name from another Secret',
    text: podSpec('volumes:', '- name: atlas-project', '  secret: {secretName: other}', ...WEB),
    at: '9:9',
    reason: /is not the Secret/,
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
    reason: /`atlas.hcl` is not among them/,
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
    reason: /`subPath`/,
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
    reason: /the same migration under another name/,
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
    reason: /other containers mount it.*`volume-name` to `old`/,
  },
  {
    what: 'a value of ours that an alias repeats',
    text:
      podSpec('initContainers:', '- name: migrate', '  image: &image old:1', '  args: [migrate, apply]', ...WEB) +
      'x-image: *image\n',
    at: '10:23',
    reason: /repeats this value elsewhere/,
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
    reason: /the volume `atlas-project` is the Secret `theirs`, and other containers mount it.*`secret-name` to that/,
  },
  ...[
    ['resources', 'requests: {memory: 2Gi}', 'limits: {memory: 1Gi}'],
    ['securityContext', 'privileged: true', 'restricted'],
  ].map(([key = '', there = '', asked = '']) => ({
    what: `a setting that does not go with ${there}`,
    text: podSpec('initContainers:', '- name: migrate', '  args: [migrate, apply]', `  ${key}: {${there}}`, ...WEB),
    at: '9:9',
    reason: new RegExp(`with what our container holds already, Kubernetes would not take it: its .${key}`),
    inputs: { [key === 'resources' ? key : 'security-context']: asked },
  })),
  {
    what: 'a list of ours that is an alias',
    text:
      'x-args: &args [migrate, apply]\n' +
      podSpec('initContainers:', '- name: migrate', '  image: a:1', '  args: *args', ...WEB),
    at: '12:15',
    reason: /an alias \(`\*`\) stands here/,
  },
  {
    what: 'a comment that may belong to either of two items in brackets',
    text: podSpec(`initContainers: [ ${MIGRATE.slice(2)}`, '  # the wait', '  , {name: wait} ]', ...WEB),
    at: '9:9',
    reason: /a comment stands between items in brackets that do not have lines of their own/,
    inputs: { operation: 'remove' },
  },
  {
    what: 'a comment behind the item before ours in brackets',
    text: podSpec('initContainers: [ {name: wait} # the wait', `  , ${MIGRATE.slice(2)} ]`, ...WEB),
    at: '8:38',
    reason: /a comment stands between items in brackets that do not have lines of their own/,
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
    reason: /nothing but comments stands in these braces; take them out/,
    inputs: { resources: 'limits: {cpu: 1}' },
  },
  {
    what: 'a comment that would have to move into a line of others',
    text: podSpec('initContainers: [', '  # ours', `  ${MIGRATE.slice(2)},`, '  {name: a}, {name: b} ]', ...WEB),
    at: '11:29',
    reason: /comments stand with what has to move here.*; move it by hand/,
  },
  {
    what: 'a value of ours as a block scalar',
    text: podSpec('initContainers:', '- name: migrate', '  image: >-', '    old:1', '  args: [migrate, apply]', ...WEB),
    at: '10:16',
    reason: /a block scalar/,
  },
  {
    what: 'a merge key behind our field that it overrides',
    text:
      'x: &x {image: "old:1"}\n' +
      podSpec('initContainers:', '- name: migrate', '  image: a:1', '  args: [migrate, apply]', '  <<: *x', ...WEB),
    at: '13:9',
    reason: /a merge key \(`<<`\) behind a key overrides it.*put the merge key first/,
  },
  {
    what: 'a merge key behind the template that it overrides',
    text: `x: &x {template: {}}\n${podSpec(...WEB)}  <<: *x\n`,
    at: '12:3',
    reason: /behind a key overrides it/,
  },
  {
    what: 'a value of ours with a tag',
    text: podSpec('initContainers:', '- name: migrate', '  image: !!binary a:1', '  args: [migrate, apply]', ...WEB),
    at: '10:25',
    reason: /a tag \(`!`\) makes something else of this value/,
  },
  {
    what: 'a list with a tag',
    text: podSpec('volumes: !!pairs', '- name: config', ...WEB),
    at: '9:7',
    reason: /a tag|another form/,
  },
  {
    what: 'a line separator that Kubernetes takes for a line end',
    text: podSpec('volumes:', '- name: a', '  emptyDir: {} # \u2028      x: 1', ...WEB),
    at: '10:24',
    reason: /a line separator of Unicode stands here/,
  },
  {
    what: 'a blank of Unicode before JSON',
    text: '\u00a0{"kind": "Deployment"}\n',
    at: '1:1',
    reason: /a blank of Unicode stands before a brace/,
  },
  {
    what: 'a byte-order mark inside the file',
    text: `kind: Service\n---\n\ufeff${podSpec(...WEB)}`,
    at: '3:1',
    reason: /a byte-order mark stands inside the file/,
  },
  {
    what: 'two init containers of our name',
    text: podSpec('initContainers:', MIGRATE, MIGRATE, ...WEB),
    at: '10:9',
    reason: /two init containers are named `migrate`/,
  },
  {
    what: 'containers that are no list',
    text: podSpec('containers: web'),
    at: '8:19',
    reason: /`containers` is no list/,
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
    reason: /the same migration under another name/,
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
    reason: /mounts something else at `\/etc\/atlas` already.*`mount-path`/,
  },
  {
    what: 'a place beside an init container that is not there',
    text: podSpec('initContainers:', '- name: wait', '- name: proxy', ...WEB),
    at: '9:7',
    reason: /no init container is named `db`, as the input `position` asks: there are `wait`, `proxy`\. Name one/,
    inputs: { position: 'after:db' },
  },
  {
    what: 'a place beside an init container where there is none',
    text: podSpec(...WEB),
    at: '8:7',
    reason: /no init container is named `db`.*: there are no other init containers/,
    inputs: { position: 'before:db' },
  },
  {
    what: 'an annotation that may be meant to keep us away',
    text: podSpec(...WEB).replace(
      '  name: web\n',
      '  name: web\n  annotations:\n    atlas-init-container/inject: "false"\n',
    ),
    at: '6:34',
    reason: /is neither `disabled` nor `enabled`; correct it/,
  },
  {
    what: 'a container of our name that is not ours to remove',
    text: podSpec('initContainers:', '- name: migrate', '  image: flyway:1', ...WEB),
    at: '9:9',
    reason: /`migrate` is not ours/,
    inputs: { operation: 'remove' },
  },
  {
    what: 'an item to remove that shares its line with another dash',
    text: podSpec('? initContainers', `: ${MIGRATE}`, '? containers', ': - name: web'),
    at: '9:9',
    reason: /does not start on a line of its own; move it to one/,
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
    reason: /an alias \(`\*`\) repeats this value elsewhere/,
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
    reason: /an alias \(`\*`\) stands in what has to move; write the value out/,
  },
  {
    what: 'a pod spec that a workload shares with one that is not asked for',
    text: `apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  spec:\n    template: {spec: &pod {containers: [{name: web}]}}\n- apiVersion: v1\n  kind: ReplicationController\n  spec: {template: {spec: *pod}}\n`,
    at: '7:27',
    reason: /an alias \(`\*`\) repeats this value elsewhere/,
    others: 1,
  },
  {
    what: 'a key with a question mark and without a value',
    text: podSpec('? volumes', ...WEB),
    at: '8:7',
    reason: /this key has no value; take it out/,
  },
  {
    what: 'brackets without bounds',
    text: podSpec(...WEB, `x: ${'['.repeat(2_000)}`),
    // How deep is too deep depends on the stack.
    at: undefined,
    reason: /collections are nested too deeply/,
  },
  {
    what: 'a directive that is none',
    text: `%YAML\n---\n${podSpec(...WEB)}`,
    at: '1:1',
    reason: /a line that starts with `%` is no directive of YAML/,
  },
  {
    what: 'a line without a colon',
    text: `${podSpec(...WEB)}foo\nbar: 1\n`,
    at: '11:1',
    reason: /a key runs over several lines, or its colon is missing/,
  },
  ...[
    ['an empty alias', '*', '11:10', 'an alias is not written as YAML asks'],
    ['an unknown escape', '"\\q"', '11:11', 'a double-quoted text holds an escape that YAML does not know'],
    ['an at sign without quotes', '@a', '11:10', 'a value starts with a character that needs quotes'],
    [
      'a colon in a text',
      'a: b',
      '11:10',
      'a value stands on the line of another key, or a colon in a text needs quotes',
    ],
    ['a dash inside brackets', '[\n          - a ]', '12:11', 'a block collection stands inside brackets or braces'],
    ['an alias with a tag', '!!str *a', '11:16', 'an alias has an anchor or a tag of its own'],
    ['two anchors', '&a &b c', '11:13', 'a value has two anchors'],
    ['two tags', '!!str !!int 1', '11:16', 'a value has two tags'],
    [
      'an anchor before a question mark',
      '[&a ? b : c]',
      '11:14',
      'an anchor or a tag stands before a `-`, `\\?` or `:` instead of behind it',
    ],
    ['a key that is too long', `\n        ${'k'.repeat(1_025)}: 1`, '12:9', 'a key is longer than 1,024 characters'],
    ['an ordered map with two keys', '!!omap [{a: 1, b: 2}]', '11:10', 'a value is not what its tag says'],
  ].map(([what = '', value = '', at = '', fault = '']) => ({
    what,
    text: podSpec(...WEB, `x: ${value}`),
    at,
    reason: new RegExp(`cannot be read: ${fault}\\. Mend it`),
  })),
]

describe('a refusal says where, why and what to do, and changes nothing', () => {
  test.each(REFUSED)('$what', ({ text, at, reason, inputs, others = 0 }) => {
    const { text: after, results } = rewrite(text, requestOf(inputs))

    expect(results).toHaveLength(1 + others)
    const [result] = results
    expect(result?.action).toBe('refused')
    expect(result?.reason).toMatch(reason)
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
    const reasons = REFUSED.flatMap(({ text, inputs }) =>
      rewrite(text, requestOf(inputs)).results.flatMap(({ action, reason }) => (action === 'refused' ? [reason] : [])),
    )

    expect(reasons.filter((reason) => documentedAs(reason) === undefined)).toEqual([])
    // Text of another encoding is no text here.
    const others = DOCUMENTED.filter((documented) => documented !== 'it is not UTF-8')
    expect(others.filter((documented) => !reasons.some((reason) => documentedAs(reason) === documented))).toEqual([])
  })
})
