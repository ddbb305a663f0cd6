import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'

import { afterAll, expect, test } from '@jest/globals'

import { PURE_ROOMS } from '../borders.ts'

/** What a page has besides the language itself. */
const BROWSER = { TextEncoder, TextDecoder, URL, URLSearchParams, atob, btoa }

const folder = mkdtempSync(join(tmpdir(), 'browser-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** All files of the pure rooms as one script, which gives what each exports by its name: `app.rooms['yaml/value.ts']`. */
function bundlePureRooms(): string {
  const files = PURE_ROOMS.flatMap((room) =>
    readdirSync(`src/${room}`)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${room}/${name}`),
  )
  const imports = files.map((file, index) => `import * as m${index} from '${process.cwd()}/src/${file}'\n`)
  const exports = files.map((file, index) => `'${file}': m${index}`)
  const [entry, bundle] = [join(folder, 'entry.js'), join(folder, 'bundle.js')]
  writeFileSync(entry, `${imports.join('')}export const rooms = { ${exports.join(', ')} }\n`)
  const options = ['--platform', 'browser', '--format', 'iife', '--name', 'app', '--file', bundle]
  execFileSync(process.execPath, ['node_modules/rolldown/bin/cli.mjs', entry, ...options])
  return readFileSync(bundle, 'utf8')
}

test('the pure rooms, bundled for a browser, inject where there is nothing of Node', () => {
  const page = createContext({ ...BROWSER, manifest: MANIFEST })
  // A module that is not in the bundle is a variable that is not there.
  new Script(bundlePureRooms()).runInContext(page)
  const answer = new Script(`
    const request = ${JSON.stringify(REQUEST)}
    const { text } = app.rooms['injection/rewrite.ts'].rewrite(manifest, request)
    const { masks } = app.rooms['secrets/redactor.ts'].redactorOf(${JSON.stringify(SECRETS)})
    const secret = app.rooms['secrets/secret-manifest.ts'].secretManifest(${JSON.stringify(SECRET)})
    JSON.stringify({ text, masks, secret })
  `).runInContext(page) as string
  const { text, masks, secret } = JSON.parse(answer) as { text: string; masks: string[]; secret: string }
  expect(text).toContain(
    '      initContainers:\n        - name: migrate\n          image: ghcr.io/shop/migrations:v1\n',
  )
  expect(masks).toContain('s3cret-p@ss')
  expect(secret).toContain('atlas.hcl: ZW52ICJrOHMiIHt9Cg==')
})

const SECRETS = { databaseUrl: 'postgres://app:s3cret-p%40ss@db:5432/shop', config: '', token: '', env: 'k8s' }

const SECRET = { name: 'atlas', key: 'atlas.hcl', content: 'env "k8s" {}\n', namespaces: [''] }

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: ghcr.io/shop/web:v1
`

const REQUEST = {
  selection: { kinds: ['Deployment'], workloads: [], selector: [] },
  namespace: '',
  change: {
    operation: 'inject',
    volume: { name: 'atlas', secret: { secretName: 'atlas' } },
    container: {
      name: 'migrate',
      image: 'ghcr.io/shop/migrations:v1',
      imagePullPolicy: 'Always',
      args: ['migrate', 'apply', '-c', 'file:///etc/atlas/atlas.hcl', '--env', 'k8s'],
      volumeMounts: [{ name: 'atlas', mountPath: '/etc/atlas' }],
    },
    secretKey: 'atlas.hcl',
    position: { at: 'last' },
  },
}
