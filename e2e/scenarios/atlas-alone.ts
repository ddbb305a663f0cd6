import assert from 'node:assert/strict'
import { join } from 'node:path'

import { appliedVersions, withSigns } from '../database.ts'
import { runInitContainer } from '../init-container.ts'
import { CREATE_USERS } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves:
    "Atlas understands the init container's arguments and the Secret's atlas.hcl, with a password and a parameter that are all signs",
  needs: [],
  databases: 'every',

  async play({ database, checkout, folder, tools }) {
    const repository = await checkout(1)
    const { secretManifest } = await repository.inject({
      image: 'ghcr.io/repo/migrations:v1',
      'database-url': withSigns(database),
      // The rule about a file of SQLite that no app shares is right: there is no app here.
      'fail-on': 'never',
    })

    const { exitCode, output, errors } = await runInitContainer(folder, {
      manifest: repository.manifest,
      secretManifest,
      migrations: [CREATE_USERS],
      atlas: join(tools.atlas, 'atlas'),
    })

    assert.equal(exitCode, 0, output + errors)
    assert.ok((await database.tables()).includes('users'))
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version])
  },
}
