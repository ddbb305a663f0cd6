import { expect, test } from '@jest/globals'

import { foundBy } from './findings.ts'

const INPUTS = { kinds: 'Deployment\nStatefulSet', 'database-url': 'postgres://app:example@db/app' }

const STATEFUL_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: pg
  namespace: shop
spec:
  serviceName: db
  template:
    metadata:
      labels: { app: db, tier: data }
    spec:
      containers:
      - name: postgres
        image: postgres:17
`

function service(spec: string, metadata = 'name: db'): string {
  return `---\napiVersion: v1\nkind: Service\nmetadata: { ${metadata} }\nspec: { ${spec} }\n`
}

const OWN = 'selector: { app: db }, ports: [{ port: 5432 }]'
const FOUND =
  '2 error: StatefulSet shop/pg: the database URL points to this StatefulSet itself: `migrate` waits for a database that starts after it.'

function foundFor(host: string, objects: string, manifest = STATEFUL_SET): readonly string[] {
  const inputs = { ...INPUTS, 'database-url': `postgres://app:example@${host}/app` }
  return foundBy('waits-for-itself', manifest + objects, inputs)
}

test.each([
  ['db', service(OWN)],
  ['DB:5432', service(OWN)],
  ['db.shop', service(OWN)],
  ['db.shop.svc', service(OWN, 'name: db, namespace: shop')],
  ['db.shop.svc.cluster.local', service(OWN)],
  ['db:6000', service('selector: { app: db, tier: data }, ports: [{ port: 6000, targetPort: 5432 }]')],
  ['db:5433', service('selector: { app: db }, clusterIP: None')],
  ['pg-0.db', ''],
  ['pg-1.db.shop.svc.cluster.local', ''],
])('%s fires %#', (host, objects) => {
  expect(foundFor(host, objects)).toEqual([FOUND])
})

test.each([
  ['db', '', 'no Service'],
  ['db', service('selector: { app: other }, ports: [{ port: 5432 }]'), 'other pods'],
  ['db', service('selector: { app: db, role: primary }, ports: [{ port: 5432 }]'), 'a label more'],
  ['db', service('ports: [{ port: 5432 }]'), 'no selector'],
  ['db', service('type: ExternalName, externalName: db.example.com'), 'another name'],
  ['db', service(OWN, 'name: db, namespace: other'), 'a Service of another namespace'],
  ['db.other', service(OWN), 'another namespace'],
  ['db.shop.example.com', service(OWN), 'another domain'],
  ['db:6432', service(OWN), 'another port'],
  ['database', service(OWN), 'another name'],
  ['db', service(OWN) + service('selector: { app: other }, ports: [{ port: 5432 }]'), 'other pods in another cluster'],
  ['pg-0.other', '', 'a pod of another Service'],
  ['pgs-0.db', '', 'a pod of another StatefulSet'],
  ['pg-0.db.other', '', 'a pod of another namespace'],
  ['pg-x.db', '', 'no pod'],
])('%s does not %#: %s', (host, objects) => {
  expect(foundFor(host, objects)).toEqual([])
})

test('only for the workload that is the database', () => {
  const web = STATEFUL_SET.replaceAll('app: db', 'app: web').replace('name: pg', 'name: web')

  expect(foundFor('db', service(OWN), `${web}---\n${STATEFUL_SET}`)).toEqual([FOUND.replace(/^2/, '17')])
})

test('points at the init container that is in the file', () => {
  const manifest = STATEFUL_SET.replace(
    '      containers:',
    '      initContainers:\n      - name: migrate\n        args: [migrate, apply]\n      containers:',
  )

  expect(foundFor('db', service(OWN), manifest)).toEqual([FOUND.replace(/^2/, '13')])
})

test('does not without a URL', () => {
  expect(foundBy('waits-for-itself', STATEFUL_SET + service(OWN), { kinds: 'StatefulSet' })).toEqual([])
})
