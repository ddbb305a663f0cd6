import { describe, expect, test } from '@jest/globals'
import { atlasHcl } from '../../src/atlas/atlas-hcl.ts'
import { secretManifest } from '../../src/secrets/secret-manifest.ts'

const GOLDEN = 'ZW52ICJrOHMiIHsKICB1cmwgPSAibXlzcWw6Ly9yb290OnMzY3IzN3A0NTVAZGJob3N0bmFtZS5pbzozMzA2L2RiIgp9Cg=='

describe('secretManifest', () => {
  test('writes the golden Secret', () => {
    const content = atlasHcl('k8s', 'mysql://root:s3cr37p455@dbhostname.io:3306/db')

    const manifest = secretManifest({ name: 'atlas-project', key: 'atlas.hcl', content, namespaces: ['shop'] })

    expect(manifest).toBe(
      [
        'apiVersion: v1',
        'kind: Secret',
        'metadata:',
        '  name: atlas-project',
        '  namespace: shop',
        'type: Opaque',
        'data:',
        `  atlas.hcl: ${GOLDEN}`,
        '',
      ].join('\n'),
    )
  })

  test('writes a document for each namespace, once, in the order given', () => {
    const namespaces = ['shop', '', 'bank', 'shop', '']

    const documents = secretManifest({ name: 'a', key: 'k', content: 'text', namespaces }).split('---\n')

    expect(documents).toEqual([
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: shop\ntype: Opaque\ndata:\n  k: dGV4dA==\n',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: Opaque\ndata:\n  k: dGV4dA==\n',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: bank\ntype: Opaque\ndata:\n  k: dGV4dA==\n',
    ])
  })

  test('quotes names that YAML would not take for a string', () => {
    const manifest = secretManifest({ name: '1e3', key: 'on', content: 'text', namespaces: ['0755'] })

    expect(manifest).toContain('  name: "1e3"\n  namespace: "0755"\n')
    expect(manifest).toContain('  "on": dGV4dA==\n')
  })

  test.each([
    ['é\r\n', 'w6kNCg=='],
    ['', '""'],
    ['\u04cd4', '"0400"'],
    ['\u04cd4\u04cd4', '"04000400"'],
    ['M\u0015\u0004', '"TRUE"'],
  ])('writes %j as %s', (content, data) => {
    expect(secretManifest({ name: 'a', key: 'k', content, namespaces: [''] })).toContain(`\n  k: ${data}\n`)
  })

  test('takes what Kubernetes takes, counted in bytes', () => {
    const largest = 'é'.repeat(1_048_576 / 2)
    const secret = { name: 'atlas-project', key: 'k', namespaces: ['shop'] }

    expect(secretManifest({ ...secret, content: largest })).toContain('w6nDqcOp')
    expect(() => secretManifest({ ...secret, content: `${largest}a` })).toThrow(
      'The content of the Secret atlas-project has 1048577 bytes. Kubernetes takes at most 1048576 (1 MiB) in a Secret.',
    )
  })
})
