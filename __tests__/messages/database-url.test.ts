import { expect, test } from '@jest/globals'

import type { UrlFault } from '../../src/atlas/url-fault.ts'
import { urlWords } from '../../src/messages/database-url.ts'
import { tableOf, type Rows } from './rows.ts'

const ROWS: Rows<UrlFault> = {
  empty: [[{ code: 'empty' }, 'is empty. Enter the whole URL.']],
  'several-lines': [[{ code: 'several-lines' }, 'spans several lines. Enter one URL.']],
  quotes: [[{ code: 'quotes' }, 'is in quotes. Remove the quotes.']],
  jdbc: [
    [
      { code: 'jdbc' },
      'is a JDBC URL. Remove `jdbc:` and put the user and password before the host: `mysql://USER:PASSWORD@HOST:3306/NAME`.',
    ],
  ],
  'word-in-front': [
    [
      { code: 'word-in-front' },
      'has a word before it. Enter the URL alone, without the name of a variable or command.',
    ],
  ],
  'invisible-character': [
    [{ code: 'invisible-character' }, 'contains an invisible character, as copied text often does. Remove it.'],
  ],
  'control-character': [[{ code: 'control-character' }, 'contains a control character. Percent-encode or remove it.']],
  'blank-in-front': [[{ code: 'blank-in-front' }, 'starts with a space. Remove it.']],
  'address-in-parentheses': [
    [
      { code: 'address-in-parentheses' },
      "has the address in parentheses, as Go's MySQL driver writes it. Use `mysql://USER:PASSWORD@HOST:3306/NAME` or, for a socket, `mysql+unix://USER:PASSWORD@/SOCKET?database=NAME`.",
    ],
  ],
  'placeholder-alone': [[{ code: 'placeholder-alone' }, 'is a placeholder. Enter the URL itself.']],
  'list-of-settings': [
    [
      { code: 'list-of-settings' },
      'is a list of settings. Write them as a URL: `mysql://USER:PASSWORD@HOST:3306/NAME`.',
    ],
  ],
  'no-scheme': [
    [
      { code: 'no-scheme' },
      'has no scheme. Start it with the scheme of the database, as in `mysql://USER:PASSWORD@HOST:3306/NAME`.',
    ],
  ],
  'scheme-alone': [[{ code: 'scheme-alone' }, 'ends after the scheme. Enter the whole URL.']],
  'two-schemes': [[{ code: 'two-schemes' }, 'has two schemes. Remove one.']],
  'several-urls': [[{ code: 'several-urls' }, 'contains another URL. Enter one URL.']],
  placeholder: [
    [
      { code: 'placeholder' },
      'contains a placeholder. Replace it with the value. If these characters belong to the password, percent-encode them.',
    ],
  ],
  example: [[{ code: 'example' }, 'still has the user and password of an example. Replace them with your own.']],
  'masked-password': [
    [{ code: 'masked-password' }, 'has a masked password, as a log or a page shows it. Enter the password itself.'],
  ],
  'character-behind': [
    [
      { code: 'character-behind' },
      'ends with a quote, comma, semicolon or bracket. Remove it, or percent-encode it if it belongs to the last value.',
    ],
  ],
  'line-end-behind': [
    [{ code: 'line-end-behind' }, 'ends with an escaped line break. Remove the backslash and the letter after it.'],
  ],
  'unknown-scheme': [
    [{ code: 'unknown-scheme', scheme: 'postgres' }, 'has a scheme that Atlas does not support. Use `postgres://`.'],
    [
      { code: 'unknown-scheme', scheme: undefined },
      'has a scheme that Atlas does not support. Use one of mysql, mysql+unix, maria, maria+unix, mariadb, mariadb+unix, postgres, postgresql, crdb, auroradsql, dsql, redshift, sqlite, sqlite3, libsql, libsql+ws, libsql+wss, libsql+file, sqlserver, azuresql, clickhouse, oracle, snowflake, databricks, spanner.',
    ],
  ],
  scheme: [[{ code: 'scheme' }, "has no scheme. Start it with the database's scheme, such as `postgres://`."]],
  delimiter: [
    [
      { code: 'delimiter', character: '#' },
      'has a `#` before the `@`, which ends the host there. If it belongs to the user or password, write `%23`.',
    ],
  ],
  'character-in-userinfo': [
    [
      { code: 'character-in-userinfo', character: '[' },
      'has a `[` in the user or password, which must be percent-encoded. Write `%5B`. Percent-encode every character of the user and password that is not a letter or a digit.',
    ],
    [
      { code: 'character-in-userinfo', character: ' ' },
      'has a space in the user or password, which must be percent-encoded. Write `%20`. Percent-encode every character of the user and password that is not a letter or a digit.',
    ],
    [
      { code: 'character-in-userinfo', character: '`' },
      'has a backtick in the user or password, which must be percent-encoded. Write `%60`. Percent-encode every character of the user and password that is not a letter or a digit.',
    ],
  ],
  'not-ascii': [
    [
      { code: 'not-ascii' },
      'has a character outside ASCII in the user or password. Percent-encode its UTF-8 bytes, as `encodeURIComponent` in JavaScript does.',
    ],
  ],
  percent: [
    [
      { code: 'percent' },
      'has a `%` without two hexadecimal digits after it. Write a `%` of the user, password or name as `%25`.',
    ],
  ],
  'encoded-at': [[{ code: 'encoded-at' }, 'has its only `@` percent-encoded. Write the `@` before the host as it is.']],
  control: [[{ code: 'control' }, 'contains a control character. Percent-encode or remove it.']],
  'host-character': [
    [
      { code: 'host-character' },
      'has an invalid character in the host. Check the part between the last `@` and the next `/`. For a SQLite file, write `sqlite:///PATH`.',
    ],
  ],
  'host-percent': [
    [
      { code: 'host-percent' },
      'has a percent-encoded character in the host. Write the `@`, `:` and `/` around the host as they are. For a Unix socket of PostgreSQL, write `postgres://USER:PASSWORD@/NAME?host=/FOLDER`.',
    ],
  ],
  address: [
    [
      { code: 'address' },
      'has square brackets around something other than an IPv6 address. Remove them from the host. In a password, write `%5B` and `%5D`.',
    ],
  ],
  bracket: [[{ code: 'bracket' }, 'has an IPv6 address without its closing `]`. Write `[ADDRESS]:PORT`.']],
  port: [
    [
      { code: 'port' },
      'has an invalid port. A URL has the form SCHEME://USER:PASSWORD@HOST:PORT/NAME: write the port in digits, or remove the `:`. In a password, write `:` as `%3A` and `@` as `%40`.',
    ],
  ],
  'port-range': [[{ code: 'port-range' }, 'has a port out of range. Use a port from 1 to 65535.']],
  'several-ports': [
    [
      { code: 'several-ports' },
      'has a port after each host, which the driver does not support. List the ports in the parameter `port`: `HOST1,HOST2/NAME?port=5432,5433`.',
    ],
  ],
  'colon-in-file': [
    [
      { code: 'colon-in-file' },
      'has a `:` where a port would be. Write the path of the file as `sqlite:///PATH`, or `sqlite://NAME` if it is relative, without `file:`.',
    ],
  ],
  'character-in-path': [
    [
      { code: 'character-in-path', character: '"' },
      `has a \`"\` after the host. Remove what does not belong to the URL, or write \`%22\` if the database's name contains it.`,
    ],
  ],
  'percent-in-parameter': [
    [
      { code: 'percent-in-parameter' },
      'has a `%` in a parameter without two hexadecimal digits after it. Write it as `%25`.',
    ],
  ],
  'semicolon-in-parameter': [
    [
      { code: 'semicolon-in-parameter' },
      'has a `;` in a parameter, which makes Atlas drop the whole parameter. Separate parameters with `&`, and write a `;` of a value as `%3B`.',
    ],
  ],
}

test.each(tableOf(ROWS))('%j: %s', (fault, words) => {
  expect(urlWords(fault)).toBe(words)
})
