import assert from 'node:assert/strict'

import { appliedVersions } from '../database.ts'
import { hasStarted, isReady, restarts } from '../kubernetes/namespace.ts'
import { behind, BROKEN, CREATE_USERS, MENDED } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'a broken migration never lets a new pod run the app, all old ones keep serving, and the mended tag recovers',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(3)
    const release = async (tag: string): Promise<void> => {
      const { secretManifest } = await repository.inject({ image: tag, 'database-url': database.url })
      await namespace.apply(secretManifest)
      await namespace.apply(repository.manifest)
    }
    await release(await image('v1', [CREATE_USERS]))
    await namespace.rolloutStatus('deployment/app')
    const old = (await namespace.pods()).map(({ metadata }) => metadata.uid)
    assert.equal(old.length, 3)

    await release(await image('v2', [CREATE_USERS, behind(database.pause, BROKEN)]))
    const broken = await namespace.pod('has failed to migrate twice', (pod) => restarts(pod, 'migrate') > 0)
    assert.match(namespace.log(broken, 'migrate'), new RegExp(BROKEN.version))
    const serving = (await namespace.pods()).filter((pod) => isReady(pod))
    assert.deepEqual(serving.map(({ metadata }) => metadata.uid).sort(), old.toSorted())
    assert.equal(hasStarted(broken, 'app'), false)
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])

    await release(await image('v3', [CREATE_USERS, behind(database.pause, MENDED)]))
    await namespace.rolloutStatus('deployment/app')
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version, MENDED.version])
  },
}
