import assert from 'node:assert/strict'
import { join } from 'node:path'

import { appliedVersions } from '../database.ts'
import { runInitContainer } from '../init-container.ts'
import { CREATE_USERS, slow } from '../migrations.ts'
import type { Story } from '../stage.ts'

export const story: Story = {
  proves: 'of two that migrate at once one waits for the other, and then finds nothing to do; no rule says otherwise',
  needs: [],
  databases: 'on the network',

  async play({ database, checkout, folder, tools }) {
    const repository = await checkout(2)
    const { secretManifest, findings } = await repository.inject({
      image: 'ghcr.io/repo/migrations:v1',
      'database-url': database.url,
    })
    assert.ok(!findings.includes('lock-unsupported'))

    const both = ['first', 'second'].map((name) =>
      runInitContainer(join(folder, name), {
        manifest: repository.manifest,
        secretManifest,
        migrations: [CREATE_USERS, slow()],
        atlas: join(tools.atlas, 'atlas'),
      }),
    )
    const endings = await Promise.all(both)
    for (const { exitCode, output, errors } of endings) assert.equal(exitCode, 0, output + errors)
    assert.equal(endings.filter(({ output }) => output.includes('Migrating to version')).length, 1)
    assert.deepEqual(await appliedVersions(database), [CREATE_USERS.version, slow().version])
  },
}
