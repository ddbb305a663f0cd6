import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { parseGoUrl } from '../../src/atlas/go-url.ts'
import { readableCredentials } from '../../src/settings/credentials.ts'

const HIDDEN = '(the value is a secret and is not shown)'

/** What the one problem is that these inputs have: what was found and what to do; empty without one. */
function problemOf(url: string, config = ''): string {
  const readable = readableCredentials(url, config, 'k8s')
  if (!readable || !('problems' in readable)) return ''
  const [problem, ...more] = readable.problems
  expect(more).toEqual([])
  expect(problem?.message).toMatch(/^expected .*, found .*; .*\)$/s)
  expect(problem?.message.endsWith(HIDDEN)).toBe(true)
  return problem?.message.replace(/^expected .*?, found /s, '').slice(0, -HIDDEN.length - 1) ?? ''
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
    expect(readableCredentials(url, '', 'k8s')).toEqual({ from: 'database-url', url })
  })

  test.each([
    ['postgres://app:s3#cr37@db:5432/x', 'a `#` ahead', '`%23`'],
    ['postgres://app:s3#cr37@db', 'a `#` ahead', '`%23`'],
    ['postgres://app:s3@c#cr37@db/x', 'a `#` ahead', '`%23`'],
    ['postgres://app:s3/cr37@db:5432/x', 'a `/` ahead', '`%2F`'],
    ['postgres://app:12/ss@db:5432/x', 'a `/` ahead', '`%2F`'],
    ['postgres://app:12/ss@db', 'a `/` ahead', '`%2F`'],
    ['postgres://app:/12@db/x', 'a `/` ahead', '`%2F`'],
    ['postgres://app:s3@c/r37@db/x', 'a `/` ahead', '`%2F`'],
    ['postgres://s3cr/37@db:5432/x', 'a `/` ahead', '`%2F`'],
    ['mysql+unix://app:s3/cr37@/run/mysqld.sock', 'a `/` ahead', '`%2F`'],
    ['postgres://app:s3?cr37@db:5432/x', 'a `?` ahead', '`%3F`'],
    ['postgres://app:12?ss@db:5432/x', 'a `?` ahead', '`%3F`'],
    ['postgres://app:12?a=ss@db:5432/x', 'a `?` ahead', '`%3F`'],
    ['postgres://app:?=ss@db', 'a `?` ahead', '`%3F`'],
    ['postgres://app:12/a?ss@db:5432/x', 'a `?` ahead', '`%3F`'],
    ['postgres://app:s3%cr37@db:5432/x', 'a `%` that no two', '`%25`'],
    ['postgres://app:s3cr37%@db:5432/x', 'a `%` that no two', '`%25`'],
    ['postgres://app:p@db/s3%cr37', 'a `%` that no two', '`%25`'],
    ['postgres://app:p@db/x?password=s3%cr37', 'a `%` in the parameters', '`%25`'],
    ['postgres://app:p@db/x?sslmode=disable;a=b', 'a `;` in the parameters', '`%3B`'],
    ['postgres://app:s3[cr37@db:5432/x', '`[` in the user or password', '`%5B`'],
    ['postgres://app:s3^cr37@db:5432/x', '`^` in the user or password', '`%5E`'],
    ['postgres://app:s3{cr37@db:5432/x', '`{` in the user or password', '`%7B`'],
    ['postgres://app:s3|cr37@db:5432/x', '`|` in the user or password', '`%7C`'],
    ['postgres://app:s3\\cr37@db:5432/x', '`\\` in the user or password', '`%5C`'],
    ['postgres://app:s3"cr37@db:5432/x', '`"` in the user or password', '`%22`'],
    ['postgres://app:s3`cr37@db:5432/x', 'a backtick in the user or password', '`%60`'],
    ['postgres://app:s3 cr37@db:5432/x', 'a blank in the user or password', '`%20`'],
    ['postgres://app:s3<cr37@db:5432/x', '`<` in the user or password', '`%3C`'],
    ['postgres://app:s3öcr37@db:5432/x', 'outside ASCII', 'percent-encode the bytes'],
    ['postgres://app:s3😀cr37@db:5432/x', 'outside ASCII', 'percent-encode the bytes'],
    ['postgres://app:s3cr37@db:port/x', 'an invalid port', 'in digits'],
    ['postgres://app:s3cr37@db:5432x/x', 'an invalid port', 'in digits'],
    ['postgres://app:s3cr37', 'an invalid port', 'SCHEME://USER:PASSWORD@HOST:PORT/NAME'],
    ['postgres://app:s3cr37@db:5432:5432/x', 'an invalid port', 'in digits'],
    ['postgres://app:s3cr37@db:65536/x', 'a port out of range', '65535'],
    ['postgres://app:s3cr37@db:0/x', 'a port out of range', '65535'],
    ['postgres://app:s3cr37@a:1,b:2/x', 'several hosts with a port each', '?port=5432,5433'],
    ['postgres://app:s3cr37@[::1:5432/x', '`]` is missing', '[ADDRESS]:PORT'],
    ['postgres://app:s3cr37@::1:5432/x', '`]` is missing', '[ADDRESS]:PORT'],
    ['postgres://app:s3cr37@[10.0.0.1]/x', 'no IPv6 address', 'take them out'],
    ['postgres://app:s3cr37@d b/x', 'an invalid character in the host', 'between the last `@`'],
    ['postgres://app:s3cr37%40db/x', 'a percent-encoded `@` and no other', 'as it is'],
    ['postgres://app:s3cr37@%2Frun%2Fpostgresql/x', 'a percent-encoded character in the host', '?host=/FOLDER'],
    ['mysql://app:s3cr37@tcp(db:3306)/x', 'an address in parentheses', 'mysql://USER:PASSWORD@HOST:3306/NAME'],
    ['mysql://app:s3cr37@tcp(db)/x', 'an address in parentheses', 'mysql://USER:PASSWORD@HOST:3306/NAME'],
    ['mysql://app:s3cr37@unix(/run/mysqld.sock)/x', 'an address in parentheses', 'mysql+unix://'],
    ['s3cr37:p@tcp(db:3306)/x', 'an address in parentheses', 'mysql://USER:PASSWORD@HOST:3306/NAME'],
    ['postgres://app:<s3cr37>@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:<your s3cr37-password>@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:p@<host>:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:${S3CR37}@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:p@db:${PORT}/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:p@db/${NAME}', 'a placeholder', 'put the value in its place'],
    ['postgres://app:$(S3CR37)@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:{{ s3cr37 }}@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:[YOUR-PASSWORD]@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:%PASSWORD%@db:5432/x', 'a placeholder', 'put the value in its place'],
    ['postgres://app:s3cr37@db/x postgres://app:s3cr37@other/x', 'more than one URL', 'one URL alone'],
    ['postgres://app:s3cr37@db/x,postgres://app:s3cr37@other/x', 'more than one URL', 'one URL alone'],
    ['postgres://app:s3cr37@db/x>', 'a character behind the URL', 'bracket'],
    ['postgres://app:s3cr37@db/x)', 'a character behind the URL', 'bracket'],
    ['postgres://USER:PASSWORD@db:5432/x', 'an example', 'your user and password'],
    ['postgres://app:***@db:5432/x', 'a masked password', 'the password itself'],
    ['${DATABASE_URL}', 'a placeholder in the place of the URL', 'the URL itself'],
    ['$S3CR37', 'a placeholder in the place of the URL', 'the URL itself'],
    ['postgres://app:s3cr37@db:5432/x"', 'a character behind the URL', 'take out the quote'],
    ["postgres://app:s3cr37@db:5432/x'", 'a character behind the URL', 'take out the quote'],
    ['postgres://app:s3cr37@db:5432/x,', 'a character behind the URL', 'take out the quote'],
    ['postgres://app:s3cr37@db:5432/x;', 'a character behind the URL', 'take out the quote'],
    ['postgres://app:s3cr37@db:5432,', 'a character behind the URL', 'take out the quote'],
    ['postgres://app:s3cr37@db:5432/x?sslmode=disable"', 'a character behind the URL', 'take out the quote'],
    ['postgres://app:s3cr37@db:5432/x\u200b', 'an invisible character', 'take it out'],
    ['postgres://app:s3cr37@db:5432/x\u00a0y', 'an invisible character', 'take it out'],
    ['\ufeffpostgres://app:s3cr37@db:5432/x', 'an invisible character', 'take it out'],
    ['postgres://app:s3cr37@db:5432/x\\n', 'an escaped line end', 'the backslash'],
    ['postgres://app:s3cr37@db:5432/x sslmode=disable', 'a blank behind the host', '`%20`'],
    ['postgres://app:s3cr37@db:5432/"x', '`"` behind the host', '`%22`'],
    ['postgres://app:s3cr37\0@db', 'a control character', 'percent-encode'],
    ['postgres://app:s3\tcr37@db', 'a control character', 'percent-encode'],
    ['s3cr37://a\ns3cr37://b', 'more than one line', 'one URL alone'],
    ['"postgres://app:s3cr37@db:5432/x"', 'quotes around the URL', 'take the quotes out'],
    ["'postgres://app:s3cr37@db:5432/x'", 'quotes around the URL', 'take the quotes out'],
    ['`postgres://app:s3cr37@db:5432/x`', 'quotes around the URL', 'take the quotes out'],
    ['“postgres://app:s3cr37@db:5432/x”', 'quotes around the URL', 'take the quotes out'],
    ['DATABASE_URL=postgres://app:s3cr37@db:5432/x', 'a word ahead', 'alone'],
    ['export DATABASE_URL="postgres://app:s3cr37@db:5432/x"', 'a word ahead', 'alone'],
    ['DATABASE_URL: postgres://app:s3cr37@db:5432/x', 'a word ahead', 'alone'],
    ['"url": "postgres://app:s3cr37@db:5432/x"', 'quotes around the URL', 'take the quotes out'],
    ["psql 'postgres://app:s3cr37@db:5432/x'", 'a word ahead', 'alone'],
    ['jdbc:postgresql://db:5432/x?user=app&password=s3cr37', 'a URL of JDBC', 'take out `jdbc:`'],
    ['jdbc:oracle:thin:@db:1521:s3cr37', 'a URL of JDBC', 'take out `jdbc:`'],
    ['host=db user=app password=s3cr37', 'a list of settings', 'as a URL'],
    ['Server=db;Database=x;User Id=app;Password=s3cr37;', 'a list of settings', 'as a URL'],
    ['db:3306', 'a text without SCHEME://', "the database's scheme"],
    ['s3cr37:u:p@h/db', 'a text without SCHEME://', "the database's scheme"],
    ['1s3cr37://u:p@h/db', 'a text without SCHEME://', "the database's scheme"],
    ['postgres://', 'nothing behind the scheme', 'the whole URL'],
    ['https://postgres://app:s3cr37@db/x', 'two schemes', 'take one of them out'],
    ['mysql2://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `mysql://`'],
    ['mysql+pymysql://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `mysql://`'],
    ['mariadb+mariadbconnector://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `mariadb://`'],
    ['postgresql+asyncpg://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `postgres://`'],
    ['postgis://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `postgres://`'],
    ['pgx5://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `postgres://`'],
    ['cockroachdb://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `crdb://`'],
    ['mssql+pyodbc://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `sqlserver://`'],
    ['clickhouse+http://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'write `clickhouse://`'],
    ['file:///data/app.db', 'a scheme that Atlas has no driver for', 'write `sqlite://`'],
    ['sqlite://file:app?mode=memory', 'a `:` ahead of the first `/`', '`sqlite://NAME`'],
    ['mongodb+srv://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'give one that it has: mysql,'],
    ['https://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'give one that it has: mysql,'],
    ['constructor://app:s3cr37@db/x', 'a scheme that Atlas has no driver for', 'give one that it has: mysql,'],
  ])('%j is refused', (url, found, fix) => {
    const problem = problemOf(url)
    const [before, ...after] = problem.split('; ')

    expect(before).toContain(found)
    expect(after.join('; ')).toContain(fix)
    expect(problem).not.toMatch(/s3|cr37|app:|@db|12|ss@/i)
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
        expect(problemOf(urlOf(encodeURIComponent(password)))).toBe('')
      }),
      { seed: 1, numRuns: 5_000 },
    )
  })

  test('is refused as it is, unless Go reads the URL as it was meant', () => {
    fc.assert(
      fc.property(PASSWORDS, (password) => {
        const problem = problemOf(urlOf(password))
        if (problem === '')
          expect(parseGoUrl(urlOf(password))).toMatchObject({ user: 'app', host: 'db.example.com:5432' })
        else expect(problem).not.toContain(password)
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
    expect(readableCredentials('', text, 'k8s')).toEqual({ from: 'config', text })
  })

  test.each([
    [Buffer.from(ENV).toString('base64'), 'base64', 'decode it'],
    [Buffer.from(ENV).toString('base64').replace(/.{20}/g, '$&\n'), 'base64', 'decode it'],
    ['env: k8s\nurl: postgres://app:s3cr37@db/x\n', 'YAML', 'write it in HCL'],
    ['# a\napiVersion: v1\nkind: Secret\n', 'YAML', 'write it in HCL'],
    ['---\nenv: k8s\n', 'YAML', 'write it in HCL'],
    ['{"env": {"k8s": {"url": "postgres://app:s3cr37@db/x"}}}', 'JSON', 'write it in HCL'],
    ['[\n]', 'JSON', 'write it in HCL'],
    [ENV.replaceAll('"', '“'), 'typographic quotes at line 1, column 5', 'straight ones'],
    [ENV.replace('"postgres', '”postgres'), 'typographic quotes at line 2, column 9', 'straight ones'],
    [ENV.replace(/"(?=post|\n\})/g, "'"), 'quotes of another kind at line 2, column 9', '`"`'],
    [ENV.replace('}', ''), 'an unclosed `{` at line 1, column 11', 'close it'],
    [`${ENV}}\n`, 'an unmatched `}` at line 4, column 1', 'remove it'],
    [ENV.replaceAll('\n', '\r'), 'lines that end in CR alone', 'LF'],
    [ENV.replace('{\n', '{\r'), 'a CR alone at line 1, column 12', 'LF'],
    [ENV.replaceAll('\n', '\\n'), '`\\n` in the place of line ends', 'with line ends'],
    [JSON.stringify(ENV), 'a text in quotes', 'take the quotes'],
    ['[env.k8s]\nurl = "x"\n', 'TOML or INI', 'write it in HCL'],
    [
      'env "k8s" {\n  url = postgres://app:s3cr37@db/x\n}\n',
      'a URL without quotes around line 2, column 17',
      'put it in quotes',
    ],
    ['env "k8s" {\n  url = s3cr37 37\n}\n', 'invalid HCL at line 2, column 16', 'atlas schema fmt'],
    ['env = "k8s" {\n}\n', 'invalid HCL at line 1, column 13', 'atlas schema fmt'],
    ['env "k8s" {\n  url = <<EOT\ns3cr37\n}\n', 'an unclosed heredoc at line 2, column 9', 'its marker'],
    [`'${ENV}'`, 'a text in quotes', 'take the quotes'],
    [ENV.replace('x"', 'x'), 'an unclosed text in quotes at line 2, column 9', 'add the `"`'],
    [ENV.replace('x"', 'x";'), 'a `;` at line 2, column 38', 'take it out'],
    [ENV.replace(' =', ':'), 'a `:` at line 2, column 6', 'write `=`'],
    [ENV.replace('url', '\u00a0url'), 'an invisible character at line 2, column 3', 'take it out'],
    ['env "k8s" {\n  url = \n}\n', 'invalid HCL at line 2, column 9', 'atlas schema fmt'],
    ['./s3cr37/atlas.hcl', 'the name of a file', 'the text of the file'],
    ['${{ secrets.S3CR37 }}', 'a placeholder', 'the text of the file'],
    ['{{ .Values.s3cr37 }}', 'a placeholder', 'the text of the file'],
    ['$S3CR37', 'the name of a file or of a variable', 'the text of the file'],
    ['nothing', 'invalid HCL', 'blocks such as'],
    ['env "k8s" {\n  url = "postgres://app:s3#cr37@db/x"\n}\n', 'a `#` ahead', '`%23`'],
    ['env "k8s" {\n  url = "mysql2://app:s3cr37@db/x"\n}\n', 'a scheme that Atlas has no driver for', '`mysql://`'],
    ['env {\n  name = atlas.env\n  url = "db"\n}\n', 'a text without SCHEME://', 'scheme'],
  ])('%j is refused', (text, found, fix) => {
    const problem = problemOf('', text)

    expect(problem).toContain(found)
    expect(problem).toContain(fix)
    expect(problem).not.toMatch(/s3|cr37|app:|@db|example/i)
  })

  test('a URL alone', () => {
    expect(readableCredentials('', 'postgres://app:s3cr37@db/x', 'k8s')).toEqual({
      problems: [
        { input: 'config', message: 'expected the text of an atlas.hcl, found a URL alone; give it as database-url' },
      ],
    })
  })
})

test('neither', () => {
  expect(readableCredentials('', ' \n', 'k8s')).toBeUndefined()
})
