import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))

describe('npm start', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START], {
    encoding: 'utf8',
    // Nothing of the caller's own inputs may reach the action.
    env: { ...process.env, INPUT_MODE: 'check', INPUT_IMAGE: 'wrong', GITHUB_WORKSPACE: '/nowhere' },
  })
  const sections = new Map(
    stdout.split(/^━━━ /m).map((section) => {
      const [title = '', text = ''] = section.split(' ━━━\n')
      return [title, text.trim()]
    }),
  )
  const folder = /^All of it: +(\S+)/m.exec(sections.get('Where it is') ?? '')?.[1] ?? ''

  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true })
  })

  test('ends well', () => {
    expect(stderr).toBe('')
    expect(status).toBe(0)
  })

  test('shows the log without workflow commands', () => {
    expect(sections.get('Log')).toContain('injected  k8s/web.yaml:2  Deployment nginx-deployment\n')
    expect(stdout).not.toMatch(/^::/m)
  })

  test('shows the job summary', () => {
    expect(sections.get('Job summary')).toContain('| Deployment | <code>shop/worker</code> |')
  })

  test('shows the diff', () => {
    expect(sections.get('Diff')).toContain('+++ b/k8s/web.yaml\n')
    expect(sections.get('Diff')).toContain('+        image: ghcr.io/repo/migrations:v0.1.2\n')
  })

  test("says where the Secret's manifest is, and shows nothing of the secret", () => {
    expect(sections.get('Where it is')).toMatch(/^Secret's manifest: +\S+secret\.yaml$/m)
    expect(stdout).not.toContain('s3cr37p455')
    expect(stdout).not.toContain('czNjcjM3cDQ1N')
    expect(stdout).not.toContain('ZW52ICJrOHMiIHsK')
  })
})
