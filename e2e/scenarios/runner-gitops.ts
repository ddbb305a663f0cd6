import assert from 'node:assert/strict'

import { deployment } from '../deployment.ts'
import { exampleWorkflow } from '../runner/examples.ts'
import type { Story } from '../stage.ts'
import { assertNowhere } from '../traces.ts'

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA04up8hoqzS1\n-----END RSA PRIVATE KEY-----\n'

export const story: Story = {
  proves: 'gitops.yml proposes the migrations of a release to another repository, in the name of a GitHub App',
  needs: ['runner'],
  databases: 'none',

  async play({ hostedRepository }) {
    const manifest = deployment({ image: 'ghcr.io/octo/shop:v1', replicas: 1 })
    const shop = await hostedRepository('shop', { 'README.md': '# Shop\n' })
    const gitops = await hostedRepository('gitops', {
      'apps/shop/app.yaml': manifest,
      'apps/blog/app.yaml': manifest,
    })
    const settings = { secrets: { GITOPS_APP_PRIVATE_KEY: KEY }, variables: { GITOPS_APP_CLIENT_ID: 'Iv1.8a61f9b3' } }
    const event = { name: 'release', tag: 'v1.2.3' } as const

    const run = await shop.run(exampleWorkflow('gitops.yml'), event, settings, gitops.github)
    assert.equal(run.exitCode, 0, run.log)
    assert.equal(run.outputs['changed-files'], 'gitops/apps/shop/app.yaml')
    assert.match(run.summary, /apps\/shop\/app\.yaml/)
    assertNowhere(KEY, { 'the log of the runner': run.log })

    const [pull, ...more] = gitops.github.pulls
    assert.deepEqual(more, [])
    assert.deepEqual([pull?.base, pull?.title], ['main', 'Run the migrations of shop v1.2.3'])
    assert.equal(run.outputs['pull-request-url'], `https://github.com/octo/gitops/pull/${pull?.number}`)
    const files = gitops.stored.files('atlas-init-container/shop')
    assert.match(files['apps/shop/app.yaml']?.text ?? '', /ghcr\.io\/repo\/migrations:v1\.2\.3/)
    assert.equal(files['apps/blog/app.yaml']?.text, manifest)
    assert.deepEqual(shop.github.requests, [])
  },
}
