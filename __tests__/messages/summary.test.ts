import { describe, expect, test } from '@jest/globals'

import type { Reason } from '../../src/injection/result.ts'
import type { Diagnostic } from '../../src/outcome/diagnostic.ts'
import { summary } from '../../src/messages/summary.ts'
import { change, publication, shownOutcome, workload } from './outcomes.ts'

const START = {
  initContainers: [
    { name: 'proxy', sidecar: true },
    { name: 'migrate', sidecar: false },
  ],
  containers: ['web', 'metrics'],
}

function tableOf(page: string): string[] {
  return page.split('\n').filter((line) => line.startsWith('|'))
}

/** Without the diffs, whose text is nobody's Markdown. */
function withoutDiffs(page: string): string {
  return page.replace(/^(`{3,})diff\n[\s\S]*?^\1$/gm, '')
}

test('a page has the totals, the problems, the table, the order of start and the diffs', () => {
  const problem: Diagnostic = {
    code: 'unreadable-file',
    severity: 'warning',
    fault: { code: 'not-a-file' },
    location: { file: 'k8s/link.yaml' },
  }
  const page = summary(
    shownOutcome({ workloads: [workload({ startOrder: START })], changes: [change()], diagnostics: [problem] }),
  )

  expect(page).toBe(`## Atlas Init Container

1 file read: 1 injected. 1 manifest changed.

- ⚠️ **Unreadable file** <code>k8s/link.yaml</code>: This file cannot be read: it is no longer a regular file. If it is not a manifest, exclude it with a <code>!</code> pattern in <code>manifests</code>.

| File | Kind | Name | Result |
| --- | --- | --- | --- |
| <code>k8s/web.yaml:2</code> | Deployment | <code>shop/web</code> | injected |

### Start order

- Deployment <code>shop/web</code>: <code>proxy</code> (sidecar, keeps running), then <code>migrate</code>, then <code>web</code> and <code>metrics</code>

### Changes

<details><summary>k8s/web.yaml</summary>

\`\`\`diff
diff --git a/k8s/web.yaml b/k8s/web.yaml
--- a/k8s/web.yaml
+++ b/k8s/web.yaml
@@ -1,1 +1,2 @@
 a: 1
+b: 2
\`\`\`

</details>
`)
})

test('lines to add to a workflow stand alone', () => {
  const problem = {
    code: 'request-failed',
    severity: 'error',
    failure: { request: { code: 'create-tree' }, status: 403, words: '', documentation: '' },
    reason: { code: 'missing-permission', mode: 'commit' },
  } as const

  expect(summary(shownOutcome({ diagnostics: [problem] }))).toMatch(
    /^- ❌ \*\*Not published\*\*: .*\n\n {2}```yaml\n {2}permissions:\n {4}contents: write\n {2}```\n/m,
  )
})

describe('what was published', () => {
  const commitUrl = 'https://github.com/shop/web/commit/1a2b3c4'

  test('stands behind the line of the Secret, with its links', () => {
    const pullRequest = { number: 12, url: 'https://github.com/shop/web/pull/12', isNew: true }
    const given = publication({ commitUrl, pullRequest, proposal: { base: 'main', state: 'made' } })
    const page = summary(shownOutcome({ mode: 'pull-request', secretNamespaces: ['shop'], publication: given }))

    expect(page).toBe(`## Atlas Init Container

1 file read: no workloads. Nothing to change.

Created the manifest of the Secret for the namespace <code>shop</code>. Apply it before the other manifests.

Opened pull request #12. Created the branch <code>atlas-init-container/main</code> with commit 1a2b3c4 on top of <code>main</code>.

[Commit <code>1a2b3c4</code>](https://github.com/shop/web/commit/1a2b3c4), [Pull request 12](https://github.com/shop/web/pull/12)
`)
  })

  test('has a link to open the pull request with', () => {
    const compareUrl = 'https://github.com/shop/web/compare/main...atlas-init-container/main?expand=1'

    expect(summary(shownOutcome({ publication: publication({ compareUrl }) }))).toContain(
      `, [Open the pull request](${compareUrl})\n`,
    )
  })

  test.each(['javascript:alert(1)', 'https://x) [y](https://z', 'https://x\n# y', 'https://<b>', ''])(
    'has no link to %j',
    (url) => {
      const page = summary(shownOutcome({ publication: publication({ commitUrl: url }) }))

      expect(page).toMatch(/\n\nCommit <code>1a2b3c4<\/code>\n$/)
    },
  )

  test('has a sentence that stays one, whatever the branch is called', () => {
    const page = summary(shownOutcome({ publication: publication({ branch: '<b>|x' }) }))

    expect(page).toContain('\n\nCommitted 1a2b3c4 to <code>&#60;b&#62;&#124;x</code> of shop/web.\n')
  })
})

test('a notice has an icon of its own', () => {
  const problem: Diagnostic = { code: 'failed', severity: 'notice', message: 'is so.', location: { file: 'a.yaml' } }

  expect(summary(shownOutcome({ diagnostics: [problem] }))).toContain(
    '- ℹ️ **Atlas Init Container** <code>a.yaml</code>: is so.\n',
  )
})

describe('the table', () => {
  test('has a row for each workload, with what was done or why not', () => {
    const workloads = [
      workload({ file: 'a.yaml', action: 'unchanged', namespace: '' }),
      workload({
        file: 'b.yaml',
        line: 7,
        action: 'skipped',
        reason: { code: 'kind-not-selected', kind: 'Deployment' },
      }),
      workload({ file: 'c.yaml', action: 'refused', name: '', namespace: '', reason: { code: 'wrong-form' } }),
    ]

    expect(tableOf(summary(shownOutcome({ workloads }))).slice(2)).toEqual([
      '| <code>a.yaml:2</code> | Deployment | <code>web</code> | unchanged |',
      '| <code>b.yaml:7</code> | Deployment | <code>shop/web</code> | skipped: the input <code>kinds</code> does not include Deployment. Add it to rewrite this workload. |',
      '| <code>c.yaml:2</code> | Deployment |  | refused: Kubernetes does not accept this type of value here. Correct it. |',
    ])
  })

  test('says what would be done when nothing is written', () => {
    const page = summary(shownOutcome({ mode: 'check', workloads: [workload()], changes: [change()] }))

    expect(tableOf(page)[2]).toBe(
      '| <code>k8s/web.yaml:2</code> | Deployment | <code>shop/web</code> | would be injected |',
    )
  })

  test('is not there without workloads', () => {
    expect(tableOf(summary(shownOutcome()))).toEqual([])
  })
})

describe('a name stays a name', () => {
  const NAMES = [
    '<script>alert(1)</script>',
    '</code></td></table><h1>x</h1>',
    'a | b',
    '[x](https://example.com)',
    '![x](https://example.com/x.png)',
    '**x** __x__ ~~x~~',
    '`x`',
    'a\n\n# x',
    'a\r\n| x | y | z |',
    'a\u2028- x',
    '&lt;',
    '\\',
  ]

  test.each(NAMES)('%j', (name) => {
    const start = { initContainers: [{ name, sidecar: true }], containers: [name] }
    const problem: Diagnostic = {
      code: 'failed',
      severity: 'error',
      message: 'no.',
      location: { file: name, line: 1 },
    }
    const page = withoutDiffs(
      summary(
        shownOutcome({
          workloads: [workload({ name, namespace: name, file: name, startOrder: start })],
          changes: [change({ path: name })],
          diagnostics: [problem],
        }),
      ),
    )

    // What is left of the page's own HTML, Markdown and words holds nothing of the name's.
    const own = page
      .replace(/<code>[^<>|[\]*_~`\\\n]*<\/code>/g, 'CODE')
      .replace(/<summary>[^<>\n]*<\/summary>/, 'NAME')
    expect(own).toBe(`## Atlas Init Container

1 file read: 1 injected. 1 manifest changed.

- ❌ **Atlas Init Container** CODE: no.

| File | Kind | Name | Result |
| --- | --- | --- | --- |
| CODE | Deployment | CODE | injected |

### Start order

- Deployment CODE: CODE (sidecar, keeps running), then CODE

### Changes

<details>NAME



</details>
`)
  })

  test('in a reason or a message stays on its line, and is no HTML', () => {
    const name = '<b>\n| x |'
    const reason: Reason = { code: 'repeated-init-container', name }
    const problem: Diagnostic = { code: 'failed', severity: 'error', message: `the volume \`${name}\` is wrong.` }
    const page = summary(shownOutcome({ workloads: [workload({ action: 'refused', reason })], diagnostics: [problem] }))

    expect(page).not.toContain('<b>')
    expect(tableOf(page)).toHaveLength(3)
    expect(tableOf(page)[2]?.match(/\|/g)).toHaveLength(5)
  })
})

test('what stands between code marks in our own sentences is shown as it is', () => {
  // CommonMark reads no character reference inside a code span.
  const reasons: Reason[] = [{ code: 'merged-key', key: 'volumes' }, { code: 'block-scalar' }, { code: 'shared-alias' }]
  const workloads = reasons.map((reason) => workload({ action: 'refused', reason }))
  const page = summary(shownOutcome({ workloads }))

  expect([...page.matchAll(/`[^`]*`/g)].filter(([span]) => span.includes('&#'))).toEqual([])
})

describe('a diff', () => {
  // A fence may stand behind up to three blanks, so a line around a change, with one blank in front, can be one.
  test.each(['```', '  ````', '``````', '~~~', '</details>'])('that holds %j does not end its block', (line) => {
    const page = summary(shownOutcome({ changes: [change({ before: `${line}\n`, after: `${line}\nb: 2\n` })] }))

    const [, fence = '', rest = ''] = /^(`{3,})diff\n([\s\S]*)$/m.exec(page) ?? []
    const end = rest.split('\n').findIndex((it) => /^ {0,3}`+ *$/.test(it) && it.trim().length >= fence.length)
    expect(rest.split('\n').slice(4, end)).toEqual([` ${line}`, '+b: 2'])
    expect(rest.split('\n').slice(end)).toEqual([fence, '', '</details>', ''])
  })
})

describe('the limit', () => {
  const manyLines = Array.from({ length: 30 }, (_, index) => `key-${index}: "${'ü'.repeat(20)}"\n`).join('')
  const large = shownOutcome({
    workloads: Array.from({ length: 60 }, (_, index) => workload({ name: `web-${index}`, startOrder: START })),
    changes: Array.from({ length: 20 }, (_, index) => change({ path: `k8s/${index}.yaml`, after: manyLines })),
    diagnostics: Array.from({ length: 25 }, (_, index) => ({
      code: 'failed' as const,
      severity: 'warning' as const,
      message: `${'ü'.repeat(20)} ${index}.`,
    })),
  })

  const LIMITS = Array.from({ length: 37 }, (_, index) => 2048 + index * 512)

  /** How many of something are shown, and how many are left out by the page's own words. */
  function counted(page: string, shown: RegExp, noun: string): number {
    const left = new RegExp(`^\\*(\\d+|One) more ${noun}s? (?:is|are) omitted`, 'm').exec(page)?.[1]
    return (page.match(shown) ?? []).length + (left === 'One' ? 1 : Number(left ?? 0))
  }

  test.each(LIMITS)('%d bytes', (limit) => {
    const page = summary(large, limit)

    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(limit)
    expect(page).toContain('1 file read: 60 injected. 20 manifests changed.')
    expect(page.match(/^```diff$/gm)?.length).toBe(page.match(/^```$/gm)?.length)
    expect(page.match(/^<details>/gm)?.length).toBe(page.match(/^<\/details>$/gm)?.length)
    expect(counted(page, /^- ⚠️/gm, 'problem')).toBe(25)
    expect(counted(page, /^\| .* \| Deployment \| .*\|$/gm, 'workload')).toBe(60)
    expect(counted(page, /^- Deployment .*<code>metrics<\/code>$/gm, 'pod')).toBe(60)
    expect(counted(page, /^<details>/gm, 'file')).toBe(20)
  })

  test('leaves nothing out where there is room', () => {
    expect(summary(large)).not.toContain('size limit')
  })

  test('is one mebibyte, as GitHub has it', () => {
    const changes = Array.from({ length: 3000 }, (_, index) => change({ path: `k8s/${index}.yaml`, after: manyLines }))
    const page = summary(shownOutcome({ changes }))

    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1024 * 1024)
    expect(Buffer.byteLength(page)).toBeGreaterThan(1020 * 1024)
    expect(counted(page, /^<details>/gm, 'file')).toBe(3000)
  })

  test('cuts a diff that is longer at a line, and says so', () => {
    const page = summary(shownOutcome({ changes: [change({ after: manyLines.repeat(3) }), change()] }), 4096)

    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(4096)
    expect(page).toMatch(
      /^\+key-\d+: "ü{20}"\n```\n\n\*The rest of this diff is omitted: a summary has a size limit\. See the patch\.\*\n\n<\/details>$/m,
    )
    expect(page).toContain('One more file is omitted')
  })

  test('leaves out a diff of which no line fits', () => {
    const page = summary(shownOutcome({ changes: [change({ path: 'x'.repeat(3000) })] }), 4096)

    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(4096)
    expect(page).toContain('One more file is omitted')
  })
})
