import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { parseGoUrl } from '../../src/atlas/go-url.ts'
import { credentialFaults, credentialsOf } from '../../src/settings/credentials.ts'
import type { SettingFault } from '../../src/settings/fault.ts'

/** The one fault that these texts have; undefined without one. */
function faultOf(url: string, config = ''): SettingFault | undefined {
  const [fault, ...more] = credentialFaults(url, config, 'k8s')
  expect(more).toEqual([])
  return fault
}

describe('database-url', () => {
  test.each([
    'mysql://root:s3cr37p455@dbhostname.io:3306/db',
    'MySQL://root:s3cr37p455@DB/db',
    'POSTGRES://u:p@h/db?sslmode=disable',
    'postgres://u:p@h/db#prod',
    "postgres://u:a-b.c_d~e!f$g&h'i(j)k*l+m,n;o=p@h/db",
    'postgres://u:p@ss@h/db',
    'postgres://u:p:q@h/db',
    'postgres://u:%23%2F%3F%25%5B%5E%7B%7C%5C%22%60%20%C3%B6@h/db',
    'postgres://u:%ABCD%20@h/db',
    'postgres://u@h/größe',
    'postgres://u:$ecret@h/db',
    'postgres://u:p@h1,h2/db?port=5432,5433',
    'postgres://u:p@h1,h2:5432/db',
    'postgres://u:p@h/db?options=-c search_path=f(x)',
    'postgres://USER:p@h/db',
    'postgres://u:p@[::1]:5432/db',
    'postgres://u:p@[fe80::1%25en0]/db',
    'postgres://u:p@fd00::1/db',
    'postgres://db:5432/app?user=me@server&password=x',
    'postgres://db:5432?user=me@server&password=x',
    'postgres://db/app?user=me@server',
    'postgres://db/sh@p',
    'postgres://u:p@db/sh@p',
    'postgres:///app?host=/run/postgresql',
    'postgres://u:p@h',
    'postgres://u:p@h:5432/',
    'postgres://u:p@h/db?options=-c search_path="$user",public -c x=1',
    'mysql+unix:///tmp/mysql.sock?database=db',
    'mysql+unix://u:p@/tmp/mysql.sock',
    'maria://u:p%20w@h:3306/',
    'crdb://u:p@h:26257/defaultdb?sslmode=verify-full',
    'sqlserver://sa:p@h:1433?database=master&app name=atlas',
    'clickhouse://u:p@h:9000/db?secure=true',
    'redshift://u:p@h:5439/db',
    'oracle://u:p@h:1521/xe',
    'dsql://admin:p@id.dsql.us-east-1.on.aws/?sslmode=require',
    'snowflake://u:p@account/db?warehouse=w',
    'spanner://projects/a/instances/b/databases/c',
    'databricks://token@h:443/sql/1.0/warehouses/w',
    'sqlite://file.db?_fk=1',
    'sqlite:///data/a@b:c.db',
    'sqlite://file:/data/app.db',
    'libsql+file:///data/app.db',
    'libsql://shop.turso.io?authToken=x',
  ])('%s passes', (url) => {
    expect(faultOf(url)).toBeUndefined()
    expect(credentialsOf(url, '')).toEqual({ from: 'database-url', url })
  })

  test.each([
    ['postgres://app:s3#cr37@db:5432/x', { code: 'delimiter', character: '#' }],
    ['postgres://app:s3#cr37@db', { code: 'delimiter', character: '#' }],
    ['postgres://app:s3@c#cr37@db/x', { code: 'delimiter', character: '#' }],
    ['postgres://app:s3/cr37@db:5432/x', { code: 'delimiter', character: '/' }],
    ['postgres://app:12/ss@db:5432/x', { code: 'delimiter', character: '/' }],
    ['postgres://app:12/ss@db', { code: 'delimiter', character: '/' }],
    ['postgres://app:/12@db/x', { code: 'delimiter', character: '/' }],
    ['postgres://app:s3@c/r37@db/x', { code: 'delimiter', character: '/' }],
    ['postgres://s3cr/37@db:5432/x', { code: 'delimiter', character: '/' }],
    ['mysql+unix://app:s3/cr37@/run/mysqld.sock', { code: 'delimiter', character: '/' }],
    ['postgres://app:s3?cr37@db:5432/x', { code: 'delimiter', character: '?' }],
    ['postgres://app:12?ss@db:5432/x', { code: 'delimiter', character: '?' }],
    ['postgres://app:12?a=ss@db:5432/x', { code: 'delimiter', character: '?' }],
    ['postgres://app:?=ss@db', { code: 'delimiter', character: '?' }],
    ['postgres://app:12/a?ss@db:5432/x', { code: 'delimiter', character: '?' }],
    ['postgres://app:s3%cr37@db:5432/x', { code: 'percent' }],
    ['postgres://app:s3cr37%@db:5432/x', { code: 'percent' }],
    ['postgres://app:p@db/s3%cr37', { code: 'percent' }],
    ['postgres://app:p@db/x?password=s3%cr37', { code: 'percent-in-parameter' }],
    ['postgres://app:p@db/x?sslmode=disable;a=b', { code: 'semicolon-in-parameter' }],
    ['postgres://app:s3[cr37@db:5432/x', { code: 'character-in-userinfo', character: '[' }],
    ['postgres://app:s3^cr37@db:5432/x', { code: 'character-in-userinfo', character: '^' }],
    ['postgres://app:s3{cr37@db:5432/x', { code: 'character-in-userinfo', character: '{' }],
    ['postgres://app:s3|cr37@db:5432/x', { code: 'character-in-userinfo', character: '|' }],
    ['postgres://app:s3\\cr37@db:5432/x', { code: 'character-in-userinfo', character: '\\' }],
    ['postgres://app:s3"cr37@db:5432/x', { code: 'character-in-userinfo', character: '"' }],
    ['postgres://app:s3`cr37@db:5432/x', { code: 'character-in-userinfo', character: '`' }],
    ['postgres://app:s3 cr37@db:5432/x', { code: 'character-in-userinfo', character: ' ' }],
    ['postgres://app:s3<cr37@db:5432/x', { code: 'character-in-userinfo', character: '<' }],
    ['postgres://app:s3öcr37@db:5432/x', { code: 'not-ascii' }],
    ['postgres://app:s3😀cr37@db:5432/x', { code: 'not-ascii' }],
    ['postgres://app:s3cr37@db:port/x', { code: 'port' }],
    ['postgres://app:s3cr37@db:5432x/x', { code: 'port' }],
    ['postgres://app:s3cr37', { code: 'port' }],
    ['postgres://app:s3cr37@db:5432:5432/x', { code: 'port' }],
    ['postgres://app:s3cr37@db:65536/x', { code: 'port-range' }],
    ['postgres://app:s3cr37@db:0/x', { code: 'port-range' }],
    ['postgres://app:s3cr37@a:1,b:2/x', { code: 'several-ports' }],
    ['postgres://app:s3cr37@[::1:5432/x', { code: 'bracket' }],
    ['postgres://app:s3cr37@::1:5432/x', { code: 'bracket' }],
    ['postgres://app:s3cr37@[10.0.0.1]/x', { code: 'address' }],
    ['postgres://app:s3cr37@d b/x', { code: 'host-character' }],
    ['postgres://app:s3cr37%40db/x', { code: 'encoded-at' }],
    ['postgres://app:s3cr37@%2Frun%2Fpostgresql/x', { code: 'host-percent' }],
    ['mysql://app:s3cr37@tcp(db:3306)/x', { code: 'address-in-parentheses' }],
    ['mysql://app:s3cr37@tcp(db)/x', { code: 'address-in-parentheses' }],
    ['mysql://app:s3cr37@unix(/run/mysqld.sock)/x', { code: 'address-in-parentheses' }],
    ['s3cr37:p@tcp(db:3306)/x', { code: 'address-in-parentheses' }],
    ['postgres://app:<s3cr37>@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:<your s3cr37-password>@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:p@<host>:5432/x', { code: 'placeholder' }],
    ['postgres://app:${S3CR37}@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:p@db:${PORT}/x', { code: 'placeholder' }],
    ['postgres://app:p@db/${NAME}', { code: 'placeholder' }],
    ['postgres://app:$(S3CR37)@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:{{ s3cr37 }}@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:[YOUR-PASSWORD]@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:%PASSWORD%@db:5432/x', { code: 'placeholder' }],
    ['postgres://app:s3cr37@db/x postgres://app:s3cr37@other/x', { code: 'several-urls' }],
    ['postgres://app:s3cr37@db/x,postgres://app:s3cr37@other/x', { code: 'several-urls' }],
    ['postgres://app:s3cr37@db/x>', { code: 'character-behind' }],
    ['postgres://app:s3cr37@db/x)', { code: 'character-behind' }],
    ['postgres://USER:PASSWORD@db:5432/x', { code: 'example' }],
    ['postgres://app:***@db:5432/x', { code: 'masked-password' }],
    ['${DATABASE_URL}', { code: 'placeholder-alone' }],
    ['$S3CR37', { code: 'placeholder-alone' }],
    ['postgres://app:s3cr37@db:5432/x"', { code: 'character-behind' }],
    ["postgres://app:s3cr37@db:5432/x'", { code: 'character-behind' }],
    ['postgres://app:s3cr37@db:5432/x,', { code: 'character-behind' }],
    ['postgres://app:s3cr37@db:5432/x;', { code: 'character-behind' }],
    ['postgres://app:s3cr37@db:5432,', { code: 'character-behind' }],
    ['postgres://app:s3cr37@db:5432/x?sslmode=disable"', { code: 'character-behind' }],
    ['postgres://app:s3cr37@db:5432/x\u200b', { code: 'invisible-character' }],
    ['postgres://app:s3cr37@db:5432/x\u00a0y', { code: 'invisible-character' }],
    ['\ufeffpostgres://app:s3cr37@db:5432/x', { code: 'invisible-character' }],
    ['postgres://app:s3cr37@db:5432/x\\n', { code: 'line-end-behind' }],
    ['postgres://app:s3cr37@db:5432/x sslmode=disable', { code: 'character-in-path', character: ' ' }],
    ['postgres://app:s3cr37@db:5432/"x', { code: 'character-in-path', character: '"' }],
    ['postgres://app:s3cr37\0@db', { code: 'control-character' }],
    ['postgres://app:s3\tcr37@db', { code: 'control-character' }],
    ['s3cr37://a\ns3cr37://b', { code: 'several-lines' }],
    ['"postgres://app:s3cr37@db:5432/x"', { code: 'quotes' }],
    ["'postgres://app:s3cr37@db:5432/x'", { code: 'quotes' }],
    ['`postgres://app:s3cr37@db:5432/x`', { code: 'quotes' }],
    ['“postgres://app:s3cr37@db:5432/x”', { code: 'quotes' }],
    ['DATABASE_URL=postgres://app:s3cr37@db:5432/x', { code: 'word-in-front' }],
    ['export DATABASE_URL="postgres://app:s3cr37@db:5432/x"', { code: 'word-in-front' }],
    ['DATABASE_URL: postgres://app:s3cr37@db:5432/x', { code: 'word-in-front' }],
    ['"url": "postgres://app:s3cr37@db:5432/x"', { code: 'quotes' }],
    ["psql 'postgres://app:s3cr37@db:5432/x'", { code: 'word-in-front' }],
    ['jdbc:postgresql://db:5432/x?user=app&password=s3cr37', { code: 'jdbc' }],
    ['jdbc:oracle:thin:@db:1521:s3cr37', { code: 'jdbc' }],
    ['host=db user=app password=s3cr37', { code: 'list-of-settings' }],
    ['Server=db;Database=x;User Id=app;Password=s3cr37;', { code: 'list-of-settings' }],
    ['db:3306', { code: 'no-scheme' }],
    ['s3cr37:u:p@h/db', { code: 'no-scheme' }],
    ['1s3cr37://u:p@h/db', { code: 'no-scheme' }],
    ['postgres://', { code: 'scheme-alone' }],
    ['https://postgres://app:s3cr37@db/x', { code: 'two-schemes' }],
    ['mysql2://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'mysql' }],
    ['mysql+pymysql://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'mysql' }],
    ['mariadb+mariadbconnector://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'mariadb' }],
    ['postgresql+asyncpg://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'postgres' }],
    ['postgis://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'postgres' }],
    ['pgx5://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'postgres' }],
    ['cockroachdb://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'crdb' }],
    ['mssql+pyodbc://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'sqlserver' }],
    ['clickhouse+http://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: 'clickhouse' }],
    ['file:///data/app.db', { code: 'unknown-scheme', scheme: 'sqlite' }],
    ['sqlite://file:app?mode=memory', { code: 'colon-in-file' }],
    ['mongodb+srv://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: undefined }],
    ['https://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: undefined }],
    ['constructor://app:s3cr37@db/x', { code: 'unknown-scheme', scheme: undefined }],
  ])('%j is refused', (url, fault) => {
    const found = faultOf(url)

    expect(found).toEqual({ setting: 'database-url', fault: { code: 'url', in: 'database-url', fault } })
    expect(JSON.stringify(found)).not.toMatch(/s3|cr37|app:|@db|12|ss@/i)
  })
})

describe('a password of any characters', () => {
  const CHARACTERS = Array.from('abcXYZ019-._~!$&\'()*+,;=:@/?#[]%^{|}\\"` <>öé😀')
  const PASSWORDS = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 6, maxLength: 16 })

  function urlOf(password: string): string {
    return `postgres://app:${password}@db.example.com:5432/shop`
  }

  test('passes when it is percent-encoded', () => {
    fc.assert(
      fc.property(PASSWORDS, (password) => {
        expect(faultOf(urlOf(encodeURIComponent(password)))).toBeUndefined()
      }),
      { seed: 1, numRuns: 5_000 },
    )
  })

  test('is refused as it is, unless Go reads the URL as it was meant', () => {
    fc.assert(
      fc.property(PASSWORDS, (password) => {
        const fault = faultOf(urlOf(password))
        if (fault === undefined)
          expect(parseGoUrl(urlOf(password))).toMatchObject({ user: 'app', host: 'db.example.com:5432' })
        else expect(JSON.stringify(fault)).not.toContain(JSON.stringify(password).slice(1, -1))
      }),
      { seed: 1, numRuns: 20_000 },
    )
  })
})

describe('config', () => {
  const ENV = 'env "k8s" {\n  url = "postgres://app:example@db/x"\n}\n'

  test.each([
    ENV,
    ENV.replaceAll('\n', '\r\n'),
    `\ufeff${ENV}`,
    'env "k8s" {\n  url = getenv("DATABASE_URL")\n}\n',
    'env "k8s" {\n  url = "postgres://app:${var.password}@db/x"\n}\n',
    'env "k8s" {\n  url = "${local.scheme}://db"\n}\n',
    'env "other" {\n  url = "mongodb://db"\n}\n',
    'locals {\n  x = <<-EOT\n    a “quoted” text\n  EOT\n}\n',
    '# “typographic”\n',
    'a = b ? [for x in y : x.z if x != null] : { c = 1, "d" : 2 }\n',
  ])('%j passes', (text) => {
    expect(faultOf('', text)).toBeUndefined()
    expect(credentialsOf('', text)).toEqual({ from: 'config', text })
  })

  test.each([
    [Buffer.from(ENV).toString('base64'), { code: 'base64' }],
    [Buffer.from(ENV).toString('base64').replace(/.{20}/g, '$&\n'), { code: 'base64' }],
    ['env: k8s\nurl: postgres://app:s3cr37@db/x\n', { code: 'yaml' }],
    ['# a\napiVersion: v1\nkind: Secret\n', { code: 'yaml' }],
    ['---\nenv: k8s\n', { code: 'yaml' }],
    ['{"env": {"k8s": {"url": "postgres://app:s3cr37@db/x"}}}', { code: 'json' }],
    ['[\n]', { code: 'json' }],
    [ENV.replaceAll('"', '“'), { code: 'typographic-quotes', line: 1, column: 5 }],
    [ENV.replace('"postgres', '”postgres'), { code: 'typographic-quotes', line: 2, column: 9 }],
    [ENV.replace(/"(?=post|\n\})/g, "'"), { code: 'other-quotes', line: 2, column: 9 }],
    [ENV.replace('}', ''), { code: 'unclosed', bracket: '{', line: 1, column: 11 }],
    [`${ENV}}\n`, { code: 'unmatched', bracket: '}', line: 4, column: 1 }],
    [ENV.replaceAll('\n', '\r'), { code: 'cr-line-ends' }],
    [ENV.replace('{\n', '{\r'), { code: 'cr', line: 1, column: 12 }],
    [ENV.replaceAll('\n', '\\n'), { code: 'escaped-line-ends' }],
    [JSON.stringify(ENV), { code: 'quotes-around' }],
    ['[env.k8s]\nurl = "x"\n', { code: 'toml' }],
    ['env "k8s" {\n  url = postgres://app:s3cr37@db/x\n}\n', { code: 'url-without-quotes', line: 2, column: 17 }],
    ['env "k8s" {\n  url = s3cr37 37\n}\n', { code: 'invalid', line: 2, column: 16 }],
    ['env = "k8s" {\n}\n', { code: 'invalid', line: 1, column: 13 }],
    ['env "k8s" {\n  url = <<EOT\ns3cr37\n}\n', { code: 'unclosed-heredoc', line: 2, column: 9 }],
    [`'${ENV}'`, { code: 'quotes-around' }],
    [ENV.replace('x"', 'x'), { code: 'unclosed-quotes', line: 2, column: 9 }],
    [ENV.replace('x"', 'x";'), { code: 'semicolon', line: 2, column: 38 }],
    [ENV.replace(' =', ':'), { code: 'colon', line: 2, column: 6 }],
    [ENV.replace('url', '\u00a0url'), { code: 'invisible-character', line: 2, column: 3 }],
    ['env "k8s" {\n  url = \n}\n', { code: 'invalid', line: 2, column: 9 }],
    ['./s3cr37/atlas.hcl', { code: 'file-name' }],
    ['${{ secrets.S3CR37 }}', { code: 'placeholder' }],
    ['{{ .Values.s3cr37 }}', { code: 'placeholder' }],
    ['$S3CR37', { code: 'file-name' }],
    ['nothing', { code: 'invalid', line: 1, column: 8 }],
    [
      'env "k8s" {\n  url = "postgres://app:s3#cr37@db/x"\n}\n',
      { code: 'url', in: 'config', fault: { code: 'delimiter', character: '#' } },
    ],
    [
      'env "k8s" {\n  url = "mysql2://app:s3cr37@db/x"\n}\n',
      { code: 'url', in: 'config', fault: { code: 'unknown-scheme', scheme: 'mysql' } },
    ],
    ['env {\n  name = atlas.env\n  url = "db"\n}\n', { code: 'url', in: 'config', fault: { code: 'no-scheme' } }],
  ])('%j is refused', (text, fault) => {
    const found = faultOf('', text)

    expect(found).toEqual({ setting: 'config', fault: 'in' in fault ? fault : { code: 'config', fault } })
    expect(JSON.stringify(found)).not.toMatch(/s3|cr37|app:|@db|example/i)
  })

  test('a URL alone', () => {
    expect(faultOf('', 'postgres://app:s3cr37@db/x')).toEqual({ setting: 'config', fault: { code: 'url-as-config' } })
  })
})

test('neither', () => {
  expect(faultOf('', ' \n')).toBeUndefined()
  expect(credentialsOf('', ' \n')).toBeUndefined()
})
