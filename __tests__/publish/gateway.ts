import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach } from '@jest/globals'

const started: Server[] = []

afterEach(() => {
  for (const server of started.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Stands before a server at a URL, and has a URL itself. */
export interface Gateway {
  readonly url: string
  /** What it was asked for: `CONNECT host:port`, or the method and path. */
  readonly asked: readonly string[]
}

/** An HTTP proxy that leads every tunnel to one server, whatever name it is for. */
export async function proxyTo(target: string): Promise<Gateway> {
  const asked: string[] = []
  const server = createServer()
  const tunnels = new Set<Socket>()
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${incoming.url ?? ''}`)
    const upstream = connect(Number(new URL(target).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) tunnels.add(socket.on('error', () => socket.destroy()))
  })
  server.on('close', () => {
    for (const tunnel of tunnels) tunnel.destroy()
  })
  return { url: await listen(server), asked }
}

/** An Enterprise Server: REST below `/api/v3`, GraphQL at `/api/graphql`. */
export async function enterpriseServer(target: string): Promise<Gateway> {
  const asked: string[] = []
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? ''
    asked.push(`${incoming.method ?? ''} ${path}`)
    forward(incoming, response, target + path.replace(/^\/api(\/v3(?=\/)|(?=\/graphql$))/, ''))
  })
  return { url: await listen(server), asked }
}

function forward(incoming: IncomingMessage, response: ServerResponse, url: string): void {
  const upstream = request(url, { method: incoming.method, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  incoming.pipe(upstream)
}

async function listen(server: Server): Promise<string> {
  started.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
