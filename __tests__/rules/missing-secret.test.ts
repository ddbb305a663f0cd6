import { describe, expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'
import { deploymentInShop, twice } from './workloads.ts'

const WEB = deploymentInShop()

const MISSING =
  'Deployment shop/web: its pods need Secret `atlas-project`, but no manifest defines it, and neither `database-url` nor `config` is set to create it.'
const WITHOUT_KEY = '2 error: Deployment shop/web: Secret `atlas-project` in the manifests has no key `atlas.hcl`.'

function foundIn(objects: string, manifest = WEB): readonly string[] {
  return foundBy('missing-secret', `${manifest}---\n${objects}\n`)
}

test.each([
  'kind: ConfigMap\nmetadata: { name: atlas-project }',
  'kind: Kustomization\nresources: [web.yaml]',
  'kind: SecretProviderClass\nmetadata: { name: other }',
])('%j is no Secret: they come from elsewhere', (object) => {
  expect(foundIn(object)).toEqual([])
})

test.each([
  'kind: Secret\nmetadata: { name: other }',
  'kind: Secret\nmetadata: { name: atlas-project, namespace: other }',
  'kind: SealedSecret\nmetadata: { name: other }',
  'kind: ExternalSecret\nmetadata: { name: other }\nspec: { target: { name: other } }',
  'kind: Kustomization\nsecretGenerator:\n- name: other',
])('%j does not bring it', (object) => {
  expect(foundIn(object)).toEqual([`2 warning: ${MISSING}`])
})

test.each([
  'kind: Secret\nmetadata: { name: atlas-project }',
  'kind: Secret\nmetadata: { name: atlas-project, namespace: shop }\ndata: { atlas.hcl: aGVsbG8= }',
  'kind: Secret\nmetadata: { name: atlas-project }\nstringData: { other: x }\ndata: { atlas.hcl: aGVsbG8= }',
  'kind: SealedSecret\nmetadata: { name: atlas-project }\nspec: { encryptedData: { other: x } }',
  'kind: ExternalSecret\nmetadata: { name: atlas-project }',
  'kind: ExternalSecret\nmetadata: { name: other }\nspec: { target: { name: atlas-project } }',
  'kind: ClusterExternalSecret\nmetadata: { name: other }\nspec: { externalSecretName: atlas-project }',
  'kind: SecretProviderClass\nmetadata: { name: other }\nspec: { secretObjects: [{ secretName: atlas-project }] }',
  'kind: VaultStaticSecret\nmetadata: { name: other }\nspec: { destination: { name: atlas-project } }',
  'kind: OnePasswordItem\nmetadata: { name: atlas-project }',
  'kind: InfisicalSecret\nmetadata: { name: other }\nspec: { managedSecretReference: { secretName: atlas-project } }',
  'kind: Kustomization\nsecretGenerator:\n- name: atlas-project',
])('%j may bring it', (object) => {
  expect(foundIn(object)).toEqual([])
})

test.each([
  'kind: Secret\nmetadata: { name: atlas-project }\ndata: { other: aGVsbG8= }',
  'kind: Secret\nmetadata: { name: atlas-project }\nstringData: { ATLAS.hcl: x }',
])('%j has not its key', (object) => {
  expect(foundIn(object)).toEqual([WITHOUT_KEY])
})

test.each([
  'kind: Secret\nmetadata: { name: atlas-project }\ndata: {}',
  'kind: Secret\nmetadata: { name: atlas-project }\ndata: { other: x }\n---\nkind: Secret\nmetadata: { name: atlas-project }\ndata: { atlas.hcl: x }',
  'kind: Secret\nmetadata: { name: atlas-project }\ndata: { other: x }\n---\nkind: ExternalSecret\nmetadata: { name: atlas-project }',
])('%j may have its key', (object) => {
  expect(foundIn(object)).toEqual([])
})

describe('the inputs', () => {
  test.each([
    ['database-url', 'mysql://db/shop'],
    ['config', 'env "k8s" {\n  url = getenv("URL")\n}'],
  ])('%s makes the Secret', (input, value) => {
    expect(foundBy('missing-secret', WEB, { [input]: value })).toEqual([])
  })

  test('its name and its key', () => {
    const secret = 'kind: Secret\nmetadata: { name: own }\ndata: { own.hcl: aGVsbG8= }\n'
    const inputs = { 'secret-name': 'own', 'secret-key': 'own.hcl' }

    expect(foundBy('missing-secret', `${WEB}---\n${secret}`, inputs)).toEqual([])
  })
})

test('points at the volume that is in the file, once a run', () => {
  const volumes = ['volumes:', '- name: atlas-project', '  secret:', '    secretName: atlas-project']
  const two = twice(deploymentInShop({ podSpec: volumes }))

  expect(foundBy('missing-secret', `${two}---\nkind: Secret\nmetadata: { name: other }\n`)).toEqual([
    `12 warning: ${MISSING}`,
  ])
})
