import assert from 'node:assert/strict'

import { newPassword } from '../password.ts'
import { exampleManifests } from '../runner/examples.ts'
import type { Story } from '../stage.ts'

/** The password is a variable here, which a runner shows, and a part of a secret, which it does not look into. */
const WORKFLOW = `
on: push
jobs:
  migrations:
    runs-on: ubuntu-latest
    env:
      PLAIN: \${{ vars.PLAIN }}
      ENCODED: \${{ vars.ENCODED }}
      BASE64: \${{ vars.BASE64 }}
      LOWER: \${{ vars.LOWER }}
    steps:
      - uses: actions/checkout@v5
      - run: printf 'before %s\\n' "$PLAIN" "$ENCODED" "$BASE64" "$LOWER"
      - id: atlas
        uses: ./
        with:
          image: ghcr.io/repo/migrations:v1
          env: k8s
          database-url: \${{ secrets.DATABASE_URL }}
      - run: printf 'after %s\\n' "$PLAIN" "$ENCODED" "$BASE64" "$LOWER"
`

export const story: Story = {
  proves:
    'after our step the runner masks the password in the URL, as it is, in URL encoding of both cases and in base64',
  needs: ['runner'],
  databases: 'none',

  async play({ hostedRepository }) {
    const password = newPassword()
    const forms = {
      PLAIN: password,
      ENCODED: encodeURIComponent(password),
      BASE64: Buffer.from(password).toString('base64'),
      LOWER: encodeURIComponent(password).replace(/%../g, (escape) => escape.toLowerCase()),
    }
    const repository = await hostedRepository('shop', exampleManifests())
    const { exitCode, log } = await repository.run(
      WORKFLOW,
      { name: 'push' },
      { secrets: { DATABASE_URL: `postgres://shop:${forms.ENCODED}@db:5432/shop` }, variables: forms },
    )
    assert.equal(exitCode, 0, log)
    const printed = (word: string): readonly string[] => log.split('\n').filter((line) => line.startsWith(`${word} `))
    assert.deepEqual(
      printed('before'),
      Object.values(forms).map((form) => `before ${form}`),
    )
    assert.deepEqual(
      printed('after'),
      Object.keys(forms).map(() => 'after ***'),
    )
  },
}
