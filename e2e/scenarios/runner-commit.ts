import assert from 'node:assert/strict'

import { exampleManifests, exampleWorkflow } from '../runner/examples.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'commit.yml puts the migrations of a release into main as one commit, and the same release adds no other one',
  needs: ['runner'],
  databases: 'none',

  async play({ hostedRepository }) {
    const repository = await hostedRepository('shop', exampleManifests())
    const release = () => repository.run(exampleWorkflow('commit.yml'), { name: 'release', tag: 'v1.2.3' })

    const first = await release()
    assert.equal(first.exitCode, 0, first.log)
    const [commit, ...more] = repository.stored.log('main')
    assert.equal(more.length, 1)
    assert.equal(commit?.message, 'Run the migrations of v1.2.3')
    assert.equal(first.outputs['commit-sha'], repository.stored.head('main'))
    assert.equal(first.outputs.branch, 'main')
    for (const path of ['k8s/web.yaml', 'k8s/worker.yaml']) {
      assert.match(repository.stored.files('main')[path]?.text ?? '', /ghcr\.io\/repo\/migrations:v1\.2\.3/)
    }

    const second = await release()
    assert.equal(second.exitCode, 0, second.log)
    assert.equal(second.outputs.changed, 'false')
    assert.equal(repository.stored.head('main'), first.outputs['commit-sha'])
  },
}
