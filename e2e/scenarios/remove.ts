import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'

import { hasStarted } from '../kubernetes/namespace.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'after `remove` the manifest is what it was, and once rolled out the app starts without us',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(1)
    const original = readFileSync(repository.manifest, 'utf8')
    const { secretManifest } = await repository.inject({
      image: await image('v1', [CREATE_USERS]),
      'database-url': database.url,
    })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    await repository.remove()
    assert.equal(readFileSync(repository.manifest, 'utf8'), original)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    await namespace.pod('runs the app without an init container', (pod) => {
      return pod.spec.initContainers === undefined && hasStarted(pod, 'app')
    })
  },
}
