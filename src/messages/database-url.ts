import { ENGINES } from '../atlas/schemes.ts'
import type { UrlFault } from '../atlas/url-fault.ts'
import { wordsFor, type Words } from './words.ts'

const FORM = '`mysql://USER:PASSWORD@HOST:3306/NAME`'
const ENCODE_ALL = 'Percent-encode every character of the user and password that is not a letter or a digit'

/** Each goes on after "The URL ". */
const WORDS: Words<UrlFault> = {
  // Around the URL
  empty: () => 'is empty. Enter the whole URL.',
  'several-lines': () => 'spans several lines. Enter one URL.',
  quotes: () => 'is in quotes. Remove the quotes.',
  jdbc: () => `is a JDBC URL. Remove \`jdbc:\` and put the user and password before the host: ${FORM}.`,
  'word-in-front': () => 'has a word before it. Enter the URL alone, without the name of a variable or command.',
  'invisible-character': () => 'contains an invisible character, as copied text often does. Remove it.',
  'control-character': () => 'contains a control character. Percent-encode or remove it.',
  'blank-in-front': () => 'starts with a space. Remove it.',
  'address-in-parentheses': () =>
    `has the address in parentheses, as Go's MySQL driver writes it. Use ${FORM} or, for a socket, \`mysql+unix://USER:PASSWORD@/SOCKET?database=NAME\`.`,
  'placeholder-alone': () => 'is a placeholder. Enter the URL itself.',
  'list-of-settings': () => `is a list of settings. Write them as a URL: ${FORM}.`,
  'no-scheme': () => `has no scheme. Start it with the scheme of the database, as in ${FORM}.`,
  'scheme-alone': () => 'ends after the scheme. Enter the whole URL.',
  'two-schemes': () => 'has two schemes. Remove one.',
  'several-urls': () => 'contains another URL. Enter one URL.',
  placeholder: () =>
    `contains a placeholder. Replace it with the value. If these characters belong to the password, percent-encode them.`,
  example: () => 'still has the user and password of an example. Replace them with your own.',
  'masked-password': () => 'has a masked password, as a log or a page shows it. Enter the password itself.',
  'character-behind': () =>
    'ends with a quote, comma, semicolon or bracket. Remove it, or percent-encode it if it belongs to the last value.',
  'line-end-behind': () => 'ends with an escaped line break. Remove the backslash and the letter after it.',
  // The scheme
  'unknown-scheme': ({ scheme }) =>
    `has a scheme that Atlas does not support. ${scheme === undefined ? `Use one of ${Object.keys(ENGINES).join(', ')}.` : `Use \`${scheme}://\`.`}`,
  scheme: () => "has no scheme. Start it with the database's scheme, such as `postgres://`.",
  // User and password
  delimiter: ({ character }) =>
    `has a \`${character}\` before the \`@\`, which ends the host there. If it belongs to the user or password, write \`${percentEncoded(character)}\`.`,
  'character-in-userinfo': ({ character }) =>
    `has ${named(character)} in the user or password, which must be percent-encoded. Write \`${percentEncoded(character)}\`. ${ENCODE_ALL}.`,
  'not-ascii': () =>
    'has a character outside ASCII in the user or password. Percent-encode its UTF-8 bytes, as `encodeURIComponent` in JavaScript does.',
  percent: () =>
    'has a `%` without two hexadecimal digits after it. Write a `%` of the user, password or name as `%25`.',
  'encoded-at': () => 'has its only `@` percent-encoded. Write the `@` before the host as it is.',
  control: () => 'contains a control character. Percent-encode or remove it.',
  // The host
  'host-character': () =>
    'has an invalid character in the host. Check the part between the last `@` and the next `/`. For a SQLite file, write `sqlite:///PATH`.',
  'host-percent': () =>
    'has a percent-encoded character in the host. Write the `@`, `:` and `/` around the host as they are. For a Unix socket of PostgreSQL, write `postgres://USER:PASSWORD@/NAME?host=/FOLDER`.',
  address: () =>
    'has square brackets around something other than an IPv6 address. Remove them from the host. In a password, write `%5B` and `%5D`.',
  bracket: () => 'has an IPv6 address without its closing `]`. Write `[ADDRESS]:PORT`.',
  port: () =>
    'has an invalid port. A URL has the form SCHEME://USER:PASSWORD@HOST:PORT/NAME: write the port in digits, or remove the `:`. In a password, write `:` as `%3A` and `@` as `%40`.',
  'port-range': () => 'has a port out of range. Use a port from 1 to 65535.',
  'several-ports': () =>
    'has a port after each host, which the driver does not support. List the ports in the parameter `port`: `HOST1,HOST2/NAME?port=5432,5433`.',
  'colon-in-file': () =>
    'has a `:` where a port would be. Write the path of the file as `sqlite:///PATH`, or `sqlite://NAME` if it is relative, without `file:`.',
  // After the host
  'character-in-path': ({ character }) =>
    `has ${named(character)} after the host. Remove what does not belong to the URL, or write \`${percentEncoded(character)}\` if the database's name contains it.`,
  'percent-in-parameter': () => 'has a `%` in a parameter without two hexadecimal digits after it. Write it as `%25`.',
  'semicolon-in-parameter': () =>
    'has a `;` in a parameter, which makes Atlas drop the whole parameter. Separate parameters with `&`, and write a `;` of a value as `%3B`.',
}

/** What is wrong with a database URL, after "The URL ". */
export function urlWords(fault: UrlFault): string {
  return wordsFor(WORDS, fault)
}

function named(character: string): string {
  if (character === ' ') return 'a space'
  return character === '`' ? 'a backtick' : `a \`${character}\``
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
