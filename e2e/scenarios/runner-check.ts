import assert from 'node:assert/strict'

import { exampleManifests, exampleWorkflow } from '../runner/examples.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'check.yml fails a pull request whose manifests lack the init container, and passes with its patch applied',
  needs: ['runner'],
  databases: 'none',

  async play({ hostedRepository }) {
    const repository = await hostedRepository('shop', exampleManifests())
    const check = exampleWorkflow('check.yml')

    const failed = await repository.run(check, { name: 'pull_request', head: 'feature' })
    assert.equal(failed.exitCode, 1, failed.log)
    assert.deepEqual(failed.results, { 0: 'success', atlas: 'failure', 2: 'success' })
    assert.equal(failed.outputs.changed, 'true')
    assert.equal(failed.outputs['changed-files'], 'k8s/web.yaml\nk8s/worker.yaml')
    assert.match(failed.log, /::error title=Manifest out of date,file=k8s\/web\.yaml,line=2::/)
    assert.match(failed.summary, /2 files read: 2 would be injected/)
    assert.deepEqual(repository.github.requests, [])

    await repository.commitPatch(failed.artifacts['init-containers'] ?? '')
    const passed = await repository.run(check, { name: 'pull_request', head: 'mended', number: 8 })
    assert.equal(passed.exitCode, 0, passed.log)
    assert.equal(passed.outputs.changed, 'false')
    assert.deepEqual(passed.artifacts, {})
  },
}
