import {
  Composer,
  Lexer,
  Parser,
  type Document,
  type DocumentOptions,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml'

type Options = ParseOptions & DocumentOptions & SchemaOptions

/** What of `yaml`'s lexer decides how far left a line may go on; its own types hide it. */
interface Indentation {
  /** The least indentation of a line that belongs to the value. */
  indentNext: number
  parseQuotedScalar(): Generator<string, unknown>
  parseFlowCollection(): Generator<string, unknown>
}

/**
 * The documents of a text as Kubernetes' reader takes it apart: what stands in quotes, brackets and braces may go on at any
 * indentation. YAML asks for more than the key's: https://yaml.org/spec/1.2.2/#742-flow-mappings
 */
export function parseLaxly(text: string, options: Options): Document.Parsed[] {
  return [...new Composer(options).compose(tokensOf(text))]
}

function* tokensOf(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser()
  for (const lexeme of laxLexer().lex(text)) yield* parser.next(lexeme)
  yield* parser.end()
}

/** A lexer of `yaml` to which what stands in quotes, brackets and braces goes on at any indentation. */
export function laxLexer(): Lexer {
  const lexer = new Lexer()
  const strict = lexer as unknown as Indentation
  const atAnyIndentation = (parse: () => Generator<string, unknown>) =>
    function* (): Generator<string, unknown> {
      const { indentNext } = strict
      strict.indentNext = 0
      const next = yield* parse()
      strict.indentNext = indentNext
      return next
    }
  return Object.assign(lexer, {
    parseQuotedScalar: atAnyIndentation(strict.parseQuotedScalar.bind(lexer)),
    parseFlowCollection: atAnyIndentation(strict.parseFlowCollection.bind(lexer)),
  })
}
