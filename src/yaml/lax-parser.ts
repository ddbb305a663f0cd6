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

/** The field of `yaml`'s lexer that limits how far left a line may start. Its types hide it. */
interface Indentation {
  /** The least indentation of a line that still belongs to the value. */
  indentNext: number
  parseQuotedScalar(): Generator<string, unknown>
  parseFlowCollection(): Generator<string, unknown>
}

/**
 * Parses a text as Kubernetes does: lines inside quotes, brackets and braces may have any indentation. YAML requires
 * more than that of the key: https://yaml.org/spec/1.2.2/#742-flow-mappings
 */
export function parseLaxly(text: string, options: Options): Document.Parsed[] {
  return [...new Composer(options).compose(tokensOf(text))]
}

function* tokensOf(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser()
  for (const lexeme of laxLexer().lex(text)) yield* parser.next(lexeme)
  yield* parser.end()
}

/** A lexer of `yaml` that accepts any indentation inside quotes, brackets and braces. */
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
