import assert from 'node:assert/strict'

import { appliedVersions } from '../database.ts'
import { ADD_ROOT_USER, CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: "the table is there when the app's container starts",
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(1)
    const { secretManifest } = await repository.inject({
      image: await image('v1', [CREATE_USERS, ADD_ROOT_USER]),
      'database-url': database.url,
    })
    assert.deepEqual(await database.tables(), [])

    await namespace.apply(secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')

    const pod = await namespace.pod('runs', ({ status }) => status.phase === 'Running')
    await namespace.logged(pod, 'app', /table "users"/)
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version, ADD_ROOT_USER.version])
  },
}
