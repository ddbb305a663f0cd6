import assert from 'node:assert/strict'

import { appliedVersions } from '../database.ts'
import { ADD_ROOT_USER, CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'a new tag changes one line, is rolled out, and one more migration is applied',
  needs: ['kubernetes'],
  databases: 'on the network',

  async play({ database, openNamespace, checkout, image }) {
    const namespace = await openNamespace()
    const repository = await checkout(1)
    const v1 = await image('v1', [CREATE_USERS])
    const v2 = await image('v2', [CREATE_USERS, ADD_ROOT_USER])
    const first = await repository.inject({ image: v1, 'database-url': database.url })
    await namespace.apply(first.secretManifest)
    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])

    await repository.inject({ image: v2, 'database-url': database.url })
    const [before = '', after = '', ...more] = await repository.lastChange()
    assert.deepEqual(more, [])
    assert.ok(before.endsWith(v1))
    assert.equal(after, before.replace(/^-/, '+').replace(v1, v2))

    await namespace.apply(repository.manifest)
    await namespace.rolloutStatus('deployment/app')
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version, ADD_ROOT_USER.version])
  },
}
