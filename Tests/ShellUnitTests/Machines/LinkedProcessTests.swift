internal import Foundation
internal import MilvusClient
internal import Synchronization
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer
@testable internal import Shell

/// Programs that are spoken with in lines.
@Suite(.timeLimit(.minutes(5)))
struct LinkedProcessTests {
  init() {
    // As the program does: whoever writes to a program that is gone is told so, and not ended.
    signal(SIGPIPE, SIG_IGN)
  }

  private func shell(_ line: String, onEnd: @escaping @Sendable () -> Void = {}) throws
    -> WorkerLink
  {
    try LinkedProcess(
      ["/bin/sh", "-c", line], environment: ["PATH": "/usr/bin:/bin", "WORD": "passed"],
      onEnd: onEnd
    ).link
  }

  @Test func `lines go both ways, and its input ends`() async throws {
    let link = try shell("echo $WORD; cat; echo done")
    link.send(WorkerOrder.pause)
    link.close()
    var lines: [String] = []
    for await line in link.lines { lines.append(line) }
    #expect(lines == ["passed", WorkerOrder.pause.encodedLine, "done"])
  }

  @Test func `its last words are those before its end`() async throws {
    let ended = Mutex(false)
    let words = "echo first >&2; echo 'error: last' >&2; echo 'code:  a.b' >&2; exit 3"
    let link = try shell(words) { ended.withLock { $0 = true } }
    for await _ in link.lines {}
    #expect(await link.lastWords() == "last")
    while !ended.withLock(\.self) { try await Task.sleep(for: .milliseconds(5)) }
  }

  @Test func `its end is waited for while it completes something`() async throws {
    let link = try shell("exec >&-; sleep 1; echo 'error: late' >&2")
    for await _ in link.lines {}
    #expect(await link.lastWords() == "late")
  }

  @Test func `a line to one that is gone does no harm`() async throws {
    let link = try shell("exit 0")
    for await _ in link.lines {}
    link.send(WorkerOrder.pause)
    link.close()
    link.close()
  }

  @Test func `a program that there is not is said so`() {
    let error = #expect(throws: Failure.self) {
      try LinkedProcess(["/no/such/program"], environment: [:])
    }
    #expect(error?.code == .workersFailed)
    #expect(error?.message.contains("/no/such/program") == true)
  }

  @Test func `a worker finds credentials and proxies in its environment, as they are`() throws {
    let proxy = HTTPProxy(host: "proxy", port: 3128, credentials: .token("me:p@ss/w%rd"))
    let end = try MilvusEndpoint.parse("10.0.0.7").endpoint
    let source = MilvusAccess(endpoint: end, credentials: .token("root:a:b"), proxy: proxy)
    let variables = WorkerProgram.variables(from: source, to: MilvusAccess(endpoint: end))
    #expect(variables["VECFERRY_WORKER_SOURCE_TOKEN"] == "root:a:b")
    #expect(variables["VECFERRY_WORKER_TARGET_TOKEN"] == nil)
    let text = try #require(variables["VECFERRY_WORKER_SOURCE_PROXY"])
    let read = try ProxyWord.read(text)
    #expect(read == proxy && read.login == "me:p@ss/w%rd")
  }
}
