import assert from 'node:assert/strict'

import { appliedVersions, withPort } from '../database.ts'
import { deployment, withProxy } from '../deployment.ts'
import { hasStarted, restarts } from '../kubernetes/namespace.ts'
import { freePort } from '../loopback.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'with a database proxy as a native sidecar, `position: first` fails, and the default, `last`, works',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkoutOf, image }) {
    const namespace = await openNamespace()
    const port = await freePort()
    const repository = await checkoutOf((app) => {
      return withProxy(deployment({ image: app, replicas: 1 }), app, port, Number(new URL(database.url).port))
    })
    const inputs = { image: await image('v1', [CREATE_USERS]), 'database-url': withPort(database, port) }

    const { secretManifest } = await repository.inject({ ...inputs, position: 'first' })
    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    const pod = await namespace.pod('has failed to migrate twice', (pod) => restarts(pod, 'migrate') > 0)
    assert.match(namespace.log(pod, 'migrate'), /connection refused/)
    assert.equal(hasStarted(pod, 'app'), false)
    assert.deepEqual(await database.tables(), [])
    await namespace.deleteAll()

    await repository.remove()
    await repository.inject(inputs)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])
  },
}
