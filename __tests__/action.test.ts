import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { rollingCompatibility } from '../src/rules/rolling-compatibility.ts'
import { deployment, injected, INJECTED, refusedDeployment } from './action/manifests.ts'
import { Checkout, runAction } from './action/run-action.ts'

const DATABASE_URL = 'mysql://root:s3cr37p455@dbhostname.io:3306/db'

describe('the seed case', () => {
  const NGINX = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
  labels:
    app: nginx
spec:
  replicas: 1
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
`

  test('the file gains exactly the lines of the design, and nothing else changes', () => {
    const run = runAction({ 'nginx.yaml': NGINX, 'README.md': 'kind: Deployment\n' }, { 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(0)
    expect(run.files).toEqual({
      'nginx.yaml': NGINX.replace('      containers:\n', `${INJECTED}      containers:\n`),
      'README.md': 'kind: Deployment\n',
    })
    expect(run.gitStatus).toEqual([' M nginx.yaml'])
  })

  test('the Secret holds atlas.hcl, and only the runner can read it', () => {
    const checkout = new Checkout({ 'nginx.yaml': NGINX })

    const run = checkout.run({ 'database-url': DATABASE_URL })

    const path = run.outputs['secret-manifest'] ?? ''
    expect(dirname(dirname(path))).toBe(checkout.temp)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    expect(parse(run.secretManifest)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'atlas-project' },
      type: 'Opaque',
      data: {
        'atlas.hcl': 'ZW52ICJrOHMiIHsKICB1cmwgPSAibXlzcWw6Ly9yb290OnMzY3IzN3A0NTVAZGJob3N0bmFtZS5pbzozMzA2L2RiIgp9Cg==',
      },
    })
  })

  test('the outputs name what changed and where the rest is', () => {
    const checkout = new Checkout({ 'nginx.yaml': NGINX })

    const { outputs } = checkout.run({ 'database-url': DATABASE_URL })

    const inTemp = expect.stringContaining(`${checkout.temp}/`) as unknown
    expect(outputs).toEqual({
      changed: 'true',
      'changed-files': 'nginx.yaml',
      report: inTemp,
      patch: inTemp,
      'secret-manifest': inTemp,
      'commit-sha': '',
      branch: '',
      'pull-request-number': '',
      'pull-request-url': '',
    })
  })
})

describe('a further run', () => {
  test('with the same inputs changes nothing, and still makes the Secret', () => {
    const checkout = new Checkout({ 'web.yaml': injected(deployment()) })

    const run = checkout.run({ 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(0)
    expect(run.gitStatus).toEqual([])
    expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '', patch: '' })
    expect(run.secretManifest).toContain('kind: Secret')
    expect(run.report().workloads.map(({ action }) => action)).toEqual(['unchanged'])
  })

  test('of its own result changes nothing', () => {
    const checkout = new Checkout({ 'web.yaml': deployment() })

    const first = checkout.run()
    const second = checkout.run()

    expect(first.outputs.changed).toBe('true')
    expect(second.outputs.changed).toBe('false')
    expect(second.files).toEqual(first.files)
  })

  test('does not write a file that stays as it is', () => {
    const checkout = new Checkout({ 'web.yaml': injected(deployment()) })
    const before = statSync(checkout.path('web.yaml'))

    checkout.run()

    const { ino, mtimeMs } = statSync(checkout.path('web.yaml'))
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs })
  })

  test('with a new image changes one line', () => {
    const checkout = new Checkout({ 'web.yaml': injected(deployment()) })

    const run = checkout.run({ image: 'ghcr.io/repo/migrations:v0.2.0' })

    expect(checkout.git('diff', '--numstat')).toBe('1\t1\tweb.yaml\n')
    expect(run.files['web.yaml']).toContain('        image: ghcr.io/repo/migrations:v0.2.0\n')
    expect(run.report().workloads.map(({ action }) => action)).toEqual(['updated'])
  })
})

describe('mode: check', () => {
  test('writes nothing, and fails with what would change', () => {
    const checkout = new Checkout({ 'k8s/web.yaml': deployment() })
    const before = statSync(checkout.path('k8s/web.yaml'))

    const run = checkout.run({ mode: 'check', 'database-url': DATABASE_URL })

    const { ino, mtimeMs } = statSync(checkout.path('k8s/web.yaml'))
    expect(run.exitCode).toBe(1)
    expect(run.files).toEqual({ 'k8s/web.yaml': deployment() })
    expect({ ino, mtimeMs }).toEqual({ ino: before.ino, mtimeMs: before.mtimeMs })
    expect(run.gitStatus).toEqual([])
  })

  test('shows what would change: an annotation on file and line, outputs and the patch, but no Secret', () => {
    const run = runAction({ 'k8s/web.yaml': deployment() }, { mode: 'check', 'database-url': DATABASE_URL })

    expect(run.annotations).toEqual([
      expect.objectContaining({ level: 'error', file: 'k8s/web.yaml', line: '2', title: 'Manifest out of date' }),
    ])
    const added = 'adds init container migrate, image ghcr.io/repo/migrations:v0.1.2, volume atlas-project'
    expect(run.annotations[0]?.message).toContain('Deployment web would be injected')
    expect(run.annotations[0]?.message).toContain(`\n${added}`)
    expect(run.outputs).toMatchObject({
      changed: 'true',
      'changed-files': 'k8s/web.yaml',
      'secret-manifest': '',
    })
    expect(run.patch).toContain('+      initContainers:\n')
    expect(run.report()).toMatchObject({ mode: 'check', changed: true })
    expect(run.log).toContain(`would be injected  k8s/web.yaml:2  Deployment web\n  ${added}\n`)
    expect(run.summary).toContain(added)
  })

  test('passes when there is nothing to do, and makes no Secret then either', () => {
    const inputs = { mode: 'check', 'database-url': DATABASE_URL }

    const run = runAction({ 'web.yaml': injected(deployment()) }, inputs)

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([])
    expect(run.outputs).toMatchObject({ changed: 'false', patch: '', 'secret-manifest': '' })
  })
})

describe('a workload that cannot be edited safely', () => {
  const FILES = {
    'a.yaml': deployment('a'),
    'b.yaml': refusedDeployment('b'),
    'c.yaml': refusedDeployment('c'),
    'd.yaml': deployment('d'),
  }

  test('stops the run: nothing is written, and every error is listed on its file and line', () => {
    const run = runAction(FILES, { 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(1)
    expect(run.files).toEqual(FILES)
    expect(run.annotations).toEqual([
      expect.objectContaining({ level: 'error', file: 'b.yaml', line: '8', col: '16' }),
      expect.objectContaining({ level: 'error', file: 'c.yaml', line: '8', col: '16' }),
    ])
    expect(run.outputs).toMatchObject({ changed: 'false', 'changed-files': '', patch: '', 'secret-manifest': '' })
    expect(run.summary).toContain('<code>b.yaml:8:16</code>')
    expect(run.summary).toContain('<code>c.yaml:8:16</code>')
  })

  test('on-refused: warn writes the others', () => {
    const run = runAction(FILES, { 'on-refused': 'warn', 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(0)
    expect(run.files).toEqual({ ...FILES, 'a.yaml': injected(FILES['a.yaml']), 'd.yaml': injected(FILES['d.yaml']) })
    expect(run.annotations.map(({ level, file }) => [level, file])).toEqual([
      ['warning', 'b.yaml'],
      ['warning', 'c.yaml'],
    ])
    expect(run.secretManifest).not.toBe('')
  })

  test('leaves the other workloads of its own file to be written with on-refused: warn', () => {
    const both = `${deployment('a')}---\n${refusedDeployment('b')}`

    const run = runAction({ 'both.yaml': both }, { 'on-refused': 'warn' })

    expect(run.files['both.yaml']).toBe(`${injected(deployment('a'))}---\n${refusedDeployment('b')}`)
  })

  test('fails a check, which still shows what would change', () => {
    const run = runAction(FILES, { mode: 'check' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ file, title }) => [file, title])).toEqual([
      ['b.yaml', 'Workload refused'],
      ['c.yaml', 'Workload refused'],
      ['a.yaml', 'Manifest out of date'],
      ['d.yaml', 'Manifest out of date'],
    ])
  })
})

describe('nothing to rewrite', () => {
  const FILES = { 'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n' }

  test('is an error', () => {
    const run = runAction(FILES)

    expect(run.exitCode).toBe(1)
    expect(run.annotations).toMatchObject([{ level: 'error', title: 'No matching workload' }])
    expect(run.outputs).toMatchObject({ changed: 'false', patch: '', 'secret-manifest': '' })
  })

  test('is a warning with on-no-match: warn', () => {
    const run = runAction(FILES, { 'on-no-match': 'warn' })

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject([{ level: 'warning', title: 'No matching workload' }])
  })

  test('is fine with on-no-match: ignore, and makes no Secret', () => {
    const run = runAction(FILES, { 'on-no-match': 'ignore', 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toEqual([])
    expect(run.outputs['secret-manifest']).toBe('')
  })

  test('is an error, too, when all that was found is left out by the inputs, and says how many', () => {
    const run = runAction({ 'web.yaml': deployment() }, { workloads: 'api' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toContain('read 1 file and skipped every workload it found (1)')
    expect(run.report().workloads).toMatchObject([{ name: 'web', action: 'skipped' }])
  })
})

describe('wrong inputs', () => {
  const WRONG = {
    image: 'migrations',
    env: '',
    'database-url': 's3cr37-without-scheme',
    'secret-name': 'Atlas_Project',
    'secret-key': 'a/b',
    'secret-format': 'manifests',
    namespace: 'a.b',
    manifests: '../k8s/*.yaml',
    kinds: 'deployment',
    workloads: 'Web',
    'on-no-match': 'fail',
    'on-refused': 'ignore',
    'container-name': 'migrate!',
    'volume-name': 'a_b',
    'mount-path': 'etc/atlas',
    'image-pull-policy': 'always',
    operation: 'injects',
    mode: 'chek',
  }

  test('are reported together, each by its name, with what is wrong and what to do', () => {
    const run = runAction({ 'web.yaml': deployment() }, WRONG)

    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ level, title }) => `${level} ${title ?? ''}`)).toEqual(
      Object.keys(WRONG).map((name) => `error Input ${name}`),
    )
    for (const name of Object.keys(WRONG)) expect(run.summary).toContain(`**Input ${name}**`)
    const messages = new Map(run.annotations.map(({ title, message }) => [title, message]))
    expect(messages.get('Input mode')).toBe(
      'Input mode: `chek` is invalid. Use `output`, `check`, `commit` or `pull-request`. Did you mean `check`?',
    )
    expect(messages.get('Input image')).toMatch(/^Input image: `migrations` has no tag and no digest\./)
    expect(messages.get('Input env')).toMatch(/^Input env: The environment is missing\./)
  })

  test('that the action does not have are warned of, with the nearest name', () => {
    const run = runAction({ 'web.yaml': deployment() }, { manifest: 'k8s/*.yaml', 'databse-url': 'postgres://db/app' })

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject([
      { level: 'warning', title: 'Input manifest', message: expect.stringContaining('Did you mean `manifests`?') },
      {
        level: 'warning',
        title: 'Input databse-url',
        message: expect.stringContaining('Did you mean `database-url`?'),
      },
    ])
    expect(run.rawLog).not.toContain('postgres://db/app')
  })

  test('that are misspelt are told of beside what is missing for it', () => {
    const run = runAction({ 'web.yaml': deployment() }, { image: '', imgae: 'ghcr.io/repo/migrations:v1' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations.map(({ level, title }) => `${level} ${title ?? ''}`)).toEqual([
      'error Input image',
      'warning Input imgae',
    ])
  })

  test('are found before any file is read or written', () => {
    const checkout = new Checkout({ 'broken.yaml': 'kind: Deployment\n\t: [', 'web.yaml': deployment() })

    const run = checkout.run({ mode: 'chek' }, { GITHUB_WORKSPACE: '/nonexistent' })

    expect(run.annotations.map(({ title }) => title)).toEqual(['Input mode'])
    expect(run.rawLog).not.toContain('broken')
    expect(run.gitStatus).toEqual([])
    expect(run.outputs).toEqual({})
  })
})

describe('the Secret', () => {
  test('holds the bytes of config as they are', () => {
    const config = '\nvariable "x" {\r\n\tdefault = "Grüße 密 $${y}"  \n}\n\n  env "k8s" { url = getenv("URL") }  '

    const run = runAction({ 'web.yaml': deployment() }, { config, 'secret-key': 'project.hcl' })

    const { data } = parse(run.secretManifest) as { data: Record<string, string> }
    expect(Object.keys(data)).toEqual(['project.hcl'])
    expect(Buffer.from(data['project.hcl'] ?? '', 'base64').toString()).toBe(config)
  })

  test('is not made without content, only referred to', () => {
    const run = runAction({ 'web.yaml': deployment() })

    expect(run.exitCode).toBe(0)
    expect(run.outputs['secret-manifest']).toBe('')
    expect(run.files['web.yaml']).toContain('secretName: atlas-project')
    for (const text of [run.log, run.summary.replaceAll('`', '')])
      expect(text).toMatch(/No Secret created.*atlas-project.*atlas\.hcl/)
  })

  test('is made for each namespace met, in that order, in one file', () => {
    const files = {
      '1.yaml': deployment('a', 'shop'),
      '2.yaml': deployment('b'),
      '3.yaml': `${deployment('c', 'billing')}---\n${deployment('d', 'shop')}`,
      '4.yaml': deployment('e', 'apps'),
      '5.yaml': deployment('skipped', 'other'),
    }

    const run = runAction(files, { 'database-url': DATABASE_URL, namespace: 'apps', workloads: '!skipped' })

    const documents = run.secretManifest.split('---\n').map((text) => parse(text) as { metadata: unknown })
    expect(documents.map(({ metadata }) => metadata)).toEqual([
      { name: 'atlas-project', namespace: 'shop' },
      { name: 'atlas-project', namespace: 'apps' },
      { name: 'atlas-project', namespace: 'billing' },
    ])
    expect(run.report().workloads.map(({ namespace }) => namespace)).toEqual([
      'shop',
      'apps',
      'billing',
      'shop',
      'apps',
      'other',
    ])
  })

  test('names no namespace where the workload names none', () => {
    const run = runAction({ 'web.yaml': deployment() }, { 'database-url': DATABASE_URL })

    expect(run.secretManifest).not.toContain('namespace')
  })
})

describe('the report', () => {
  test('has every key of the interface, and the workloads by file and then by place', () => {
    const files = {
      'b/web.yaml': `# web\n${deployment('web', 'shop')}---\n${injected(deployment('api'))}`,
      'a.yaml': refusedDeployment(),
      'c.yaml': deployment('job').replace('kind: Deployment', 'kind: StatefulSet # no Deployment'),
    }

    const run = runAction(files, { 'on-refused': 'warn', namespace: 'apps' })

    const expected = {
      version: 1,
      operation: 'inject',
      mode: 'output',
      changed: true,
      workloads: [
        {
          file: 'a.yaml',
          document: 0,
          line: 2,
          kind: 'Deployment',
          namespace: 'apps',
          name: 'odd',
          action: 'refused',
          reason: 'Kubernetes does not accept this type of value here. Correct it.',
          changes: [],
        },
        {
          file: 'b/web.yaml',
          document: 0,
          line: 3,
          kind: 'Deployment',
          namespace: 'shop',
          name: 'web',
          action: 'injected',
          reason: '',
          changes: [
            { path: 'initContainer', from: null, to: 'migrate' },
            { path: 'image', from: null, to: 'ghcr.io/repo/migrations:v0.1.2' },
            { path: 'volume', from: null, to: 'atlas-project' },
          ],
        },
        {
          file: 'b/web.yaml',
          document: 1,
          line: 15,
          kind: 'Deployment',
          namespace: 'apps',
          name: 'api',
          action: 'unchanged',
          reason: '',
          changes: [],
        },
        {
          file: 'c.yaml',
          document: 0,
          line: 2,
          kind: 'StatefulSet',
          namespace: 'apps',
          name: 'job',
          action: 'skipped',
          reason: 'the input `kinds` does not include StatefulSet. Add it to rewrite this workload.',
          changes: [],
        },
      ],
      findings: [
        {
          rule: 'rolling-compatibility',
          severity: 'notice',
          file: 'b/web.yaml',
          line: 3,
          column: 7,
          message:
            'Deployment shop/web: during the rollout, old pods run on the new schema, so each migration must work with both versions.',
          help: rollingCompatibility.fix,
        },
      ],
    }
    expect(run.reportText).toBe(`${JSON.stringify(expected, null, 2)}\n`)
  })
})

describe('the log', () => {
  test('has a line for each workload, then the totals', () => {
    const files = { 'a.yaml': deployment('a', 'shop'), 'b.yaml': injected(deployment('b')), 'c.yaml': deployment('c') }

    const run = runAction(files, { workloads: '!c', token: '' })

    expect(run.rawLog.split('\n')).toEqual([
      'injected  a.yaml:2  Deployment shop/a',
      '  adds init container migrate, image ghcr.io/repo/migrations:v0.1.2, volume atlas-project',
      'unchanged  b.yaml:2  Deployment b',
      'skipped  c.yaml:2  Deployment c: `!c` in the input `workloads` excludes it. Remove that line to rewrite this workload.',
      expect.stringMatching(/^::notice title=rolling-compatibility,file=a\.yaml,line=2,col=7::/),
      expect.stringMatching(/^::notice title=No Secret created::/),
      '3 files read: 1 injected, 1 unchanged, 1 skipped. 1 manifest changed.',
      '',
    ])
  })
})

describe('the summary', () => {
  test('shows the workloads, the order of start with sidecars, and the diff folded away', () => {
    const sidecar = [
      '      initContainers:',
      '      - name: proxy',
      '        image: proxy:1',
      '        restartPolicy: Always',
      '      containers:',
      '      - name: helper',
      '        image: helper:1',
    ]
    const web = deployment('web', 'shop').replace('      containers:', sidecar.join('\n'))

    const { summary, patch } = runAction({ 'k8s/web.yaml': web })

    expect(summary).toContain(
      '| <code>k8s/web.yaml:2</code> | Deployment | <code>shop/web</code> | injected<br><code>adds init container migrate',
    )
    expect(summary).toContain(
      '- Deployment <code>shop/web</code>: <code>proxy</code> (sidecar, keeps running), ' +
        'then <code>migrate</code>, then <code>helper</code> and <code>app</code>\n',
    )
    expect(summary).toContain(`<details><summary>k8s/web.yaml</summary>\n\n\`\`\`diff\n${patch}\`\`\`\n\n</details>\n`)
  })
})

describe('a runner that lacks something', () => {
  test('without a summary, the run is the same', () => {
    const run = runAction({ 'web.yaml': deployment() }, {}, { GITHUB_STEP_SUMMARY: '' })

    expect(run.exitCode).toBe(0)
    expect(run.files['web.yaml']).toBe(injected(deployment()))
  })

  test('a file for outputs that is not there is an error before anything is written', () => {
    const run = runAction({ 'web.yaml': deployment() }, {}, { GITHUB_OUTPUT: '/nonexistent/output' })

    expect(run.exitCode).toBe(1)
    expect(run.files['web.yaml']).toBe(deployment())
    expect(run.annotations[0]?.message).toMatch(
      /`\/nonexistent\/output`, cannot be written: .*ENOENT.* Nothing was changed\./,
    )
  })

  test('outputs that cannot be set are an error, and what was written is told', () => {
    // Every write to it fails, as on a disk that is full.
    const run = runAction({ 'web.yaml': deployment() }, {}, { GITHUB_OUTPUT: '/dev/full' })

    expect(run.exitCode).toBe(1)
    expect(run.files['web.yaml']).toBe(injected(deployment()))
    expect(run.log).toContain('1 manifest changed.')
    expect(run.annotations).toMatchObject([{ title: 'Outputs not set' }])
    expect(run.annotations[0]?.message).toMatch(/ENOSPC.* The work tree has the new text of 1 file\./)
  })

  test('outputs that cannot be set where nothing changes', () => {
    const run = runAction({ 'web.yaml': injected(deployment()) }, {}, { GITHUB_OUTPUT: '/dev/full' })

    expect(run.exitCode).toBe(1)
    expect(run.annotations[0]?.message).toMatch(/ENOSPC.* The work tree is unchanged\./)
  })

  test('a temp folder that is not there is an error before anything is written', () => {
    const run = runAction({ 'web.yaml': deployment() }, {}, { RUNNER_TEMP: '/nonexistent' })

    expect(run.exitCode).toBe(1)
    expect(run.files['web.yaml']).toBe(deployment())
    expect(run.annotations[0]?.message).toContain('Set `RUNNER_TEMP` to a folder outside the workspace')
  })

  test('a summary that cannot be written is told, and does not hide what was done', () => {
    const run = runAction({ 'web.yaml': deployment() }, {}, { GITHUB_STEP_SUMMARY: '/nonexistent/summary' })

    expect(run.files['web.yaml']).toBe(injected(deployment()))
    expect(run.log).toContain('1 manifest changed.')
    expect(run.log).not.toContain('Nothing was written.')
    expect(run.rawLog).not.toMatch(/^\s+at /m)
  })
})

describe('operation: remove', () => {
  const files = { 'a.yaml': deployment('a'), 'b.yaml': deployment('b').trimEnd() }
  const injectedFiles = runAction(files).files

  test('gives the first bytes back, without an image, an env or a Secret', () => {
    const run = runAction(injectedFiles, { operation: 'remove', image: '', env: '', 'database-url': DATABASE_URL })

    expect(run.exitCode).toBe(0)
    expect(run.files).toEqual(files)
    expect(run.outputs).toMatchObject({ changed: 'true', 'changed-files': 'a.yaml\nb.yaml', 'secret-manifest': '' })
    expect(run.log).toContain('removed  a.yaml:2  Deployment a')
    expect(run.log).toContain('2 files read: 2 removed. 2 manifests changed.')
  })

  test('where there is nothing changes nothing', () => {
    const run = runAction(files, { operation: 'remove' })

    expect(run.exitCode).toBe(0)
    expect(run.files).toEqual(files)
    expect(run.outputs.changed).toBe('false')
    expect(run.log).toContain('2 unchanged')
  })

  test('a check fails where there is something, and says what', () => {
    const run = runAction(injectedFiles, { operation: 'remove', mode: 'check' })

    expect(run.exitCode).toBe(1)
    expect(run.files).toEqual(injectedFiles)
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('Deployment a would lose the init container'),
      expect.stringContaining('Deployment b would lose the init container'),
    ])
  })

  test("says what went of a person's", () => {
    const file = injectedFiles['a.yaml'] ?? ''
    const text = file.replace('        image: ghcr', '        env: [{name: A, value: b}]\n        image: ghcr')
    const run = runAction({ 'a.yaml': text }, { operation: 'remove' })

    expect(run.exitCode).toBe(0)
    expect(run.annotations).toMatchObject([{ level: 'warning', file: 'a.yaml', line: '13' }])
    expect(run.annotations[0]?.message).toContain('`env`')
  })
})
