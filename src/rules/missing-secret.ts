import { isYamlMap, mapAt, mapsOf, textOf, valueAt, type Path } from '../yaml/value.ts'
import { type ManifestObject, type Workload } from '../kubernetes/workload.ts'
import { SECRET_KINDS } from './objects.ts'
import type { Finding, Rule, Run } from './rule.ts'
import { podSpecOf } from '../kubernetes/pod.ts'

/** The fields in which these kinds name the Secret, unless it has their own name. */
const NAMES: readonly Path[] = [
  ['spec', 'target', 'name'],
  ['spec', 'externalSecretName'],
  ['spec', 'externalSecretSpec', 'target', 'name'],
  ['spec', 'destination', 'name'],
  ['spec', 'managedSecret', 'name'],
  ['spec', 'managedSecretReference', 'secretName'],
  ['spec', 'secretName'],
  ['spec', 'output', 'secret', 'name'],
]

/** The kinds that create any number of Secrets, and the field that lists them. */
const LISTS: ReadonlyMap<string, Path> = new Map([
  ['Kustomization', ['secretGenerator']],
  ['SecretProviderClass', ['spec', 'secretObjects']],
])

export const missingSecret: Rule = {
  name: 'missing-secret',
  severity: 'warning',
  fix: 'Set the input `database-url` or `config`, or create the Secret yourself: `kubectl create secret generic NAME --from-file=atlas.hcl`.',
  isOncePerRun: true,
  find: (workload, run) => (run.makesSecret ? [] : findingsOf(workload, run)),
}

function findingsOf(workload: Workload, { settings, objects }: Run): readonly Finding[] {
  const { secretName, secretKey } = settings
  const place = placeOf(workload, secretName)
  const makers = objects.around(workload.namespace, secretsOf, secretName)
  if (makers.length === 0) {
    const message = `its pods need Secret \`${secretName}\`, but no manifest defines it, and neither \`database-url\` nor \`config\` is set to create it.`
    return objects.hasAny(secretsOf) ? [{ place, message }] : []
  }
  const lacksKey = makers.every((object) => lacks(object, secretKey))
  if (!lacksKey) return []
  return [
    { place, severity: 'error', message: `Secret \`${secretName}\` in the manifests has no key \`${secretKey}\`.` },
  ]
}

/** The names of the Secrets that an object may create. */
function secretsOf({ kind, name, value }: ManifestObject): readonly string[] {
  if (!SECRET_KINDS.includes(kind)) return []
  const list = LISTS.get(kind)
  const listed = list ? mapsOf(valueAt(value, list)) : []
  if (list && listed.length === 0) return []
  const values = [
    ...NAMES.map((path) => valueAt(value, path)),
    ...listed.flatMap((item) => [item.secretName, item.name]),
  ]
  return [name, ...values.filter((value) => typeof value === 'string')]
}

/** A Secret without keys is filled by something else. */
function lacks({ kind, value }: ManifestObject, secretKey: string): boolean {
  const keys = ['data', 'stringData'].flatMap((field) => Object.keys(mapAt(value, [field])))
  return kind === 'Secret' && keys.length > 0 && !keys.includes(secretKey)
}

function placeOf(workload: Workload, secretName: string): NonNullable<Finding['place']> {
  const volume = mapsOf(podSpecOf(workload).volumes).find(
    ({ secret }) => isYamlMap(secret) && secret.secretName === secretName,
  )
  return [...workload.podSpec, 'volumes', { named: textOf(volume?.name) }, 'secret', 'secretName']
}
