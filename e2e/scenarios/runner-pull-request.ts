import assert from 'node:assert/strict'

import { exampleManifests, exampleWorkflow } from '../runner/examples.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'pull-request.yml proposes each night what is missing, in one pull request that follows the variable',
  needs: ['runner'],
  databases: 'none',

  async play({ hostedRepository }) {
    const repository = await hostedRepository('shop', exampleManifests())
    const main = repository.stored.head('main')
    const night = (tag: string) => {
      const variables = { MIGRATIONS_IMAGE: `ghcr.io/repo/migrations:${tag}` }
      return repository.run(exampleWorkflow('pull-request.yml'), { name: 'schedule' }, { variables })
    }
    const proposed = (): string => repository.stored.files('atlas-init-container/main')['k8s/web.yaml']?.text ?? ''

    const first = await night('v1')
    assert.equal(first.exitCode, 0, first.log)
    assert.equal(first.outputs['pull-request-number'], '1')
    assert.match(proposed(), /ghcr\.io\/repo\/migrations:v1$/m)

    const second = await night('v2')
    assert.equal(second.exitCode, 0, second.log)
    assert.equal(second.outputs['pull-request-url'], first.outputs['pull-request-url'])
    assert.match(proposed(), /ghcr\.io\/repo\/migrations:v2$/m)

    const [pull, ...more] = repository.github.pulls
    assert.deepEqual(more, [])
    assert.deepEqual([pull?.state, pull?.base, pull?.labels], ['open', 'main', ['database']])
    assert.equal(repository.stored.head('main'), main)
  },
}
