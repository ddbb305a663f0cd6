import { requestOf as requestOfInputs } from '../src/run/request.ts'
import { readSettings } from '../src/settings/settings.ts'
import type { RewriteRequest } from '../src/injection/rewrite.ts'
import { redactorOf } from '../src/secrets/redactor.ts'

/** The forms of no secret at all. */
export const NO_SECRETS = redactorOf({ databaseUrl: '', config: '', token: '', env: '' })

const SEED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

/** What the action asks of a file when it is given these inputs, beside the image and the env of the seed case. */
export function requestOf(given: Readonly<Record<string, string>> = {}): RewriteRequest {
  const values: Readonly<Record<string, string>> = { ...SEED, ...given }
  return requestOfInputs(readSettings((name) => values[name] ?? '', NO_SECRETS))
}
